import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The board's geometry before it is there. */
export default function BoardLoading() {
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-9 items-center gap-4 border-b border-border px-4">
        {[56, 64, 48].map((width) => (
          <Skeleton key={width} className="h-3" style={{ width }} />
        ))}
      </div>
      <div className="flex gap-2 px-4 py-2.5">
        <Skeleton className="h-8 flex-1" />
        <Skeleton className="h-8 w-60" />
      </div>
      <SkeletonRows count={16} label="Loading the board" className="border-t border-border bg-surface" />
    </div>
  );
}
