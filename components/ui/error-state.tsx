"use client";
import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** Something failed: what happened, what was kept, what to do, and the reference to quote. */
export function ErrorState({
  title,
  kept,
  advice,
  onRetry,
  retryLabel = "Try again",
  isRetrying = false,
  action,
  referenceId,
  size = "md",
  className,
}: {
  /** What happened, without blame: "Couldn’t load the board." */
  title: ReactNode;
  /** What was kept: "Your filters and your selection are still here." */
  kept?: ReactNode;
  /** What to do when trying again does not help. */
  advice?: ReactNode;
  onRetry?: () => void;
  retryLabel?: string;
  isRetrying?: boolean;
  action?: ReactNode;
  referenceId?: string | undefined;
  size?: "sm" | "md";
  className?: string;
}) {
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-col items-center justify-center gap-1 px-6 text-center",
        size === "sm" ? "py-8" : "py-16",
        className,
      )}
    >
      <span
        aria-hidden
        className="mb-2 grid size-9 place-items-center rounded-md border border-border bg-surface text-negative-foreground"
      >
        <TriangleAlert className="size-4" />
      </span>
      <p className="text-section font-semibold text-balance">{title}</p>
      {kept !== undefined && <p className="max-w-[52ch] text-pretty text-muted-foreground">{kept}</p>}
      {advice !== undefined && <p className="max-w-[52ch] text-pretty text-muted-foreground">{advice}</p>}
      {(onRetry !== undefined || action !== undefined) && (
        <div className="mt-3 flex flex-wrap items-center justify-center gap-2">
          {onRetry !== undefined && (
            <Button onClick={onRetry} isBusy={isRetrying} icon={<RotateCw aria-hidden />}>
              {retryLabel}
            </Button>
          )}
          {action}
        </div>
      )}
      {referenceId !== undefined && (
        <p className="mt-3 inline-flex items-center gap-1 text-meta text-muted-foreground">
          Reference <code className="text-foreground">{referenceId}</code>
          <CopyButton value={referenceId} label="Copy the reference" />
        </p>
      )}
    </div>
  );
}
