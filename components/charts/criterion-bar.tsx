import { cn } from "@/components/ui/cn";
import { prepareCriterion, type CriterionBarInput } from "./prepare-criterion";
import { isolate } from "@/contracts/isolate";

/** A criterion's value as a bar to its target mark. Met ones are quiet; a waived one stays drawn and is greyed. */
export function CriterionBar({
  label,
  state,
  className,
  ...input
}: CriterionBarInput & {
  label: string;
  state: "met" | "holding" | "not_met" | "unknown" | "waived";
  className?: string;
}) {
  const { valueShare, targetShare, isMissed, valueText, targetText } = prepareCriterion(input);
  const isQuiet = state === "met" || state === "waived";
  return (
    <div
      role="img"
      aria-label={`${isolate(label)}: ${valueText}, target ${targetText}${isMissed ? ", misses the target" : ""}`}
      className={cn("min-w-0", className)}
    >
      <div className="relative h-2">
        <div className="absolute inset-0 overflow-hidden rounded-sm bg-neutral-soft">
          {valueShare !== null && (
            <div
              className={cn(
                "h-full rounded-sm",
                state === "waived"
                  ? "bg-neutral/50"
                  : isMissed
                    ? "bg-negative"
                    : isQuiet
                      ? "bg-positive/60"
                      : "bg-positive",
              )}
              style={{ width: `${Math.max(valueShare * 100, (input.value ?? 0) > 0 ? 1.5 : 0)}%` }}
            />
          )}
        </div>
        <span
          aria-hidden
          className="absolute -top-1 h-4 w-0.5 rounded-full bg-foreground"
          style={{ left: `calc(${targetShare * 100}% - 1px)` }}
        />
      </div>
      <div aria-hidden className="mt-1.5 flex justify-between gap-3 text-meta">
        <span
          className={cn(
            "font-medium figures",
            isMissed && state !== "waived" ? "text-negative-foreground" : "text-foreground",
          )}
        >
          {valueShare === null ? "no data" : valueText}
        </span>
        <span className="text-muted-foreground figures">{targetText}</span>
      </div>
    </div>
  );
}
