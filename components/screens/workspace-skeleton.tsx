import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The frame before anything is known: same geometry, nothing to press. */
export function WorkspaceSkeleton() {
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] nav:grid-cols-[13.5rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-2 border-r border-border bg-sunken p-3 max-nav:hidden">
        <Skeleton className="mb-2 h-6 w-32" />
        {[24, 20, 22, 16].map((width) => (
          <Skeleton key={width} className="h-5" style={{ width: `${width * 4}px` }} />
        ))}
      </div>
      <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
        <div className="flex h-12 items-center gap-3 border-b border-border px-4">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="ml-auto h-7 w-32" />
          <Skeleton className="size-6 rounded-full" />
        </div>
        <div className="flex flex-col gap-4 p-4">
          <Skeleton className="h-8 w-full" />
          <SkeletonRows count={12} label="Loading" />
        </div>
      </div>
    </div>
  );
}
