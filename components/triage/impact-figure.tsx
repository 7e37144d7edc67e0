import { BelowLineMark, type BelowLineFacts } from "@/components/format/below-line-mark";
import { cn } from "@/components/ui/cn";
import { belowLineOf } from "@/contracts/below-line";

/**
 * An impact (0–100) as a figure with a small bar; a mark when a person set it, with the computed value on hover, and another when it lies
 * below the line of an open critical.
 */
export function ImpactFigure({
  issue,
  className,
}: {
  issue: BelowLineFacts & { readonly computedImpact: number };
  className?: string;
}) {
  const { impact, computedImpact, isImpactOverridden } = issue;
  return (
    <span
      className={cn("inline-flex items-center gap-2", className)}
      title={
        isImpactOverridden
          ? `Impact ${impact}, set by a person; computed ${computedImpact}`
          : `Impact ${impact} of 100`
      }
    >
      <span aria-hidden className="h-1.5 w-9 overflow-hidden rounded-full bg-neutral-soft">
        <span className="block h-full rounded-full bg-foreground/55" style={{ width: `${impact}%` }} />
      </span>
      <span className="w-5 text-right font-medium figures">{impact}</span>
      {belowLineOf(issue) ? <BelowLineMark issue={issue} /> : <OverrideMark isShown={isImpactOverridden} />}
    </span>
  );
}

/** A dot beside a figure that a person set. */
export function OverrideMark({ isShown }: { isShown: boolean }) {
  return (
    <span className={cn("size-1.5 shrink-0 rounded-full", isShown ? "bg-accent" : "bg-transparent")}>
      {isShown && <span className="sr-only">set by a person</span>}
    </span>
  );
}
