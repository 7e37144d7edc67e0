"use client";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

/** The end of a list that goes on: how much is shown, and a button for more. Nothing is drawn when all is shown and no summary is given. */
export function LoadMore({
  hasMore,
  isLoading = false,
  onLoadMore,
  summary,
  className,
}: {
  hasMore: boolean;
  isLoading?: boolean;
  onLoadMore: () => void;
  /** "50 of 1,204 items". */
  summary?: ReactNode;
  className?: string;
}) {
  if (!hasMore && summary === undefined) return null;
  return (
    <div
      className={cn(
        "flex items-center justify-between gap-3 px-4 py-2 text-meta text-muted-foreground",
        className,
      )}
    >
      <span className="figures" aria-live="polite">
        {summary}
      </span>
      {hasMore && (
        <Button size="sm" variant="secondary" isBusy={isLoading} onClick={onLoadMore}>
          Show more
        </Button>
      )}
    </div>
  );
}
