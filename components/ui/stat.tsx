import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type StatDelta = {
  direction: "up" | "down" | "flat";
  /** In words: "31 % fewer than yesterday". */
  text: string;
  /** Whether this movement is good news; neutral when it is neither. */
  tone?: "good" | "bad" | "neutral";
};

const ARROWS = { up: ArrowUp, down: ArrowDown, flat: ArrowRight } as const;

/** A figure that opens to the rows behind it. A figure that is not known is drawn as a dash, never as zero. */
export function Stat({
  label,
  value,
  unit,
  delta,
  sparkline,
  href,
  hint,
  isAlarming: isAlarming = false,
  className,
}: {
  /** What is counted and over which window: "Incoming, last 24 h". */
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  delta?: StatDelta | undefined;
  sparkline?: ReactNode;
  /** The list of rows behind the figure. */
  href?: string | undefined;
  hint?: ReactNode;
  /** The figure in the critical colour: for open criticals above zero and nothing else. */
  isAlarming?: boolean;
  className?: string;
}) {
  const Arrow = delta ? ARROWS[delta.direction] : undefined;
  const isUnknown = value === null || value === undefined;
  const body = (
    <>
      <span className="block truncate text-meta text-muted-foreground">{label}</span>
      <span className="mt-1 flex items-end justify-between gap-3">
        <span className={cn("text-figure font-semibold figures", isAlarming && "text-critical-foreground")}>
          {isUnknown ? (
            <span className="text-faint-foreground">
              <span aria-hidden>–</span>
              <span className="sr-only">not known</span>
            </span>
          ) : (
            value
          )}
          {unit !== undefined && !isUnknown && (
            <span className="ml-1 text-body font-normal tracking-normal text-muted-foreground">{unit}</span>
          )}
        </span>
        {sparkline !== undefined && (
          <span className="mb-1 hidden shrink-0 @[11.5rem]:block">{sparkline}</span>
        )}
      </span>
      {(delta !== undefined || hint !== undefined) && (
        <span className="mt-0.5 flex min-h-4 items-center gap-1 text-meta text-muted-foreground">
          {delta && Arrow && (
            <span
              className={cn(
                "inline-flex items-center gap-1",
                delta.tone === "good" && "text-positive-foreground",
                delta.tone === "bad" && "text-negative-foreground",
              )}
            >
              <Arrow aria-hidden className="size-3 shrink-0" />
              <span>{delta.text}</span>
            </span>
          )}
          {hint}
        </span>
      )}
    </>
  );
  const look = cn("@container block min-w-0 rounded-md border border-border bg-surface px-4 py-3", className);
  if (href === undefined) return <div className={look}>{body}</div>;
  return (
    <Link href={href} className={cn(look, "transition-colors hover:border-border-strong/60 hover:bg-hover")}>
      {body}
    </Link>
  );
}
