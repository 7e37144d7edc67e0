import { cn } from "@/components/ui/cn";
import { prepareCriterion, type CriterionBarInput } from "./prepare-criterion";
import { isolate } from "@/contracts/isolate";

/**
 * A criterion's value as a bar on a scale of its own, with the target at its place and the good side of it underlined. Met ones are quiet;
 * a waived one stays drawn and is greyed.
 */
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
  const { valueShare, targetShare, good, isMissed, valueText, targetText, endText } = prepareCriterion(input);
  const isQuiet = state === "met" || state === "waived";
  return (
    <div
      role="img"
      aria-label={
        `${isolate(label)}: ${valueShare === null ? "no data" : valueText}, target ${targetText}` +
        `${isMissed ? ", misses the target" : ""}; scale from 0 to ${endText}`
      }
      className={cn("min-w-0", className)}
    >
      <div aria-hidden className="flex items-center gap-1.5">
        <div className="relative h-3.5 min-w-0 flex-1">
          <div className="absolute inset-x-0 top-0.5 h-2 overflow-hidden rounded-sm bg-neutral-soft print:border print:border-border">
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
          {/* The good side of the target, told by where it is and not by its colour. */}
          <span
            className="absolute bottom-0 h-0.5 rounded-full bg-positive"
            style={{
              left: `${good.from * 100}%`,
              width: `max(3px, ${(good.to - good.from) * 100}%)`,
            }}
          />
          <span
            className="absolute -top-0.5 h-4 w-0.5 rounded-full bg-foreground"
            style={{ left: `calc(${targetShare * 100}% - 1px)` }}
          />
        </div>
        <span className="shrink-0 text-[0.6875rem] leading-none text-faint-foreground figures">
          {endText}
        </span>
      </div>
      <div aria-hidden className="mt-1 flex justify-between gap-3 text-meta">
        <span
          className={cn(
            "font-medium figures",
            isMissed && state !== "waived" ? "text-negative-foreground" : "text-foreground",
          )}
        >
          {valueShare === null ? "no data" : valueText}
        </span>
        <span className="text-right text-muted-foreground figures">{targetText}</span>
      </div>
    </div>
  );
}
