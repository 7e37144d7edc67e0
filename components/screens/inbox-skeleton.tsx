import { Skeleton } from "@/components/ui/skeleton";

/** A report that is coming, in its place. */
export function ReportSkeletonColumn() {
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-4 px-5 py-4 max-md:hidden">
      <Skeleton className="h-3 w-48" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-3 w-64" />
      <Skeleton className="h-64 rounded-md" />
    </div>
  );
}
