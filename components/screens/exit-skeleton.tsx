import { cn } from "@/components/ui/cn";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Page } from "@/components/layout/page";
import { Skeleton } from "@/components/ui/skeleton";

/** The exit's geometry before it is there. */
export function ExitSkeleton() {
  return (
    <Page className="max-h-full overflow-hidden">
      <div role="status" className="relative">
        <LoadingLabel>Loading the exit of this launch</LoadingLabel>
        <Skeleton className="mb-3 h-6 w-16" />
        <Skeleton className="mb-5 h-4 w-72" />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_18.5rem]">
          <div className="flex flex-col gap-4">
            <div className="rounded-md border border-border bg-surface pt-11">
              {Array.from({ length: 7 }, (_, row) => (
                <div
                  key={row}
                  className={cn(
                    "grid h-[4.4rem] grid-cols-[minmax(0,1fr)_10.25rem_3.75rem_8.25rem] items-center gap-5 border-t",
                    "border-border px-4 max-md:grid-cols-[minmax(0,1fr)_4rem]",
                  )}
                >
                  <Skeleton className="h-4 w-2/3" />
                  <Skeleton className="h-2 max-md:hidden" />
                  <Skeleton className="h-5 max-md:hidden" />
                  <Skeleton className="h-3" />
                </div>
              ))}
            </div>
            <Skeleton className="h-80 rounded-md" />
          </div>
          <Skeleton className="h-96 rounded-md" />
        </div>
      </div>
    </Page>
  );
}
