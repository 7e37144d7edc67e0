import { cn } from "@/components/ui/cn";

/** An impact (0–100) as a figure with a small bar; a mark when a person set it, with the computed value on hover. */
export function ImpactFigure({
  impact,
  computed,
  isOverridden,
  className,
}: {
  impact: number;
  computed: number;
  isOverridden: boolean;
  className?: string;
}) {
  return (
    <span
      className={cn("inline-flex items-center gap-2", className)}
      title={
        isOverridden ? `Impact ${impact}, set by a person; computed ${computed}` : `Impact ${impact} of 100`
      }
    >
      <span aria-hidden className="h-1.5 w-9 overflow-hidden rounded-full bg-neutral-soft">
        <span className="block h-full rounded-full bg-foreground/55" style={{ width: `${impact}%` }} />
      </span>
      <span className="w-5 text-right font-medium figures">{impact}</span>
      <OverrideMark isShown={isOverridden} />
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
