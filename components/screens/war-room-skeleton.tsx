import { Page } from "@/components/layout/page";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The war room before its figures are there, in the same places. */
export function WarRoomSkeleton() {
  return (
    // Cut off at the edge of the screen: nothing waits below, and there is nothing to press that could be scrolled to.
    <Page className="max-h-full overflow-hidden">
      <h1 className="sr-only">War room</h1>
      <div className="mb-5 flex h-14 flex-col gap-3 pt-1">
        <Skeleton className="h-5 w-full max-w-2xl" />
        <Skeleton className="h-5 w-2/3 max-w-md" />
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {[0, 1, 2, 3].map((each) => (
          <div
            key={each}
            className="flex h-24 flex-col gap-3 rounded-md border border-border bg-surface px-4 py-3"
          >
            <Skeleton className="h-3 w-24" />
            <Skeleton className="h-6 w-16" />
            <Skeleton className="h-3 w-32" />
          </div>
        ))}
      </div>
      <div className="mt-4 grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(17rem,1fr)]">
        <div className="flex flex-col gap-4">
          <Card hasPadding={false} className="h-[12.6rem]">
            <Head />
            <div className="grid gap-5 px-4 pt-3">
              {[0, 1, 2, 3].map((each) => (
                <Skeleton key={each} className="h-3" />
              ))}
            </div>
          </Card>
          <Card hasPadding={false}>
            <Head />
            <SkeletonRows count={8} label="Loading the war room" />
          </Card>
        </div>
        <div className="flex flex-col gap-4">
          {[7, 3, 5].map((lines) => (
            <Card key={lines} hasPadding={false}>
              <Head />
              <SkeletonRows count={lines} />
            </Card>
          ))}
        </div>
      </div>
    </Page>
  );
}

/** The head of a card whose name is not there yet. */
function Head() {
  return (
    <div className="flex h-11 items-center border-b border-border px-4">
      <Skeleton className="h-4 w-32" />
    </div>
  );
}
