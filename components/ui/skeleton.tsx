import type { ComponentProps } from "react";
import { cn } from "./cn";
import { LoadingLabel } from "./loading-label";

/** The place of something that is coming; give it the size of what comes. */
export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div aria-hidden className={cn("h-4 animate-breathe rounded-sm bg-neutral-soft", className)} {...rest} />
  );
}

const WIDTHS = ["w-3/5", "w-4/5", "w-2/5", "w-3/4", "w-1/2"];

/** Rows of a list that is coming, at the reader's density; without a label they are beside some that have one. */
export function SkeletonRows({
  count = 8,
  label,
  className,
}: {
  count?: number;
  label?: string;
  className?: string;
}) {
  return (
    <div role="status" className={cn("relative", className)}>
      {label === undefined ? <span className="sr-only">Loading</span> : <LoadingLabel>{label}</LoadingLabel>}
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className="flex h-row items-center gap-3 border-b border-border px-4 last:border-b-0">
          <Skeleton className="size-3 rounded-full" />
          <Skeleton className={cn("h-3", WIDTHS[row % WIDTHS.length])} />
          <Skeleton className="ml-auto h-3 w-14" />
        </div>
      ))}
    </div>
  );
}
