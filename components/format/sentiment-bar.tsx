import { cn } from "@/components/ui/cn";

/** How a report sounds: a small bar to the left (negative) or right (positive) of its middle. `score` is −1 to 1. */
export function SentimentBar({ score, className }: { score: number; className?: string }) {
  const clamped = Math.max(-1, Math.min(1, score));
  const word = clamped <= -0.25 ? "Negative" : clamped >= 0.25 ? "Positive" : "Neutral";
  const name = `${word} (${clamped > 0 ? "+" : clamped < 0 ? "−" : ""}${Math.abs(clamped).toFixed(1)})`;
  const halfPx = 14;
  const lengthPx = Math.abs(clamped) * halfPx;
  return (
    <svg
      role="img"
      aria-label={`Sentiment: ${name}`}
      viewBox="0 0 30 10"
      className={cn("h-2.5 w-7.5 shrink-0", className)}
    >
      <title>{name}</title>
      <rect x="0" y="3" width="30" height="4" rx="2" className="fill-neutral-soft" />
      {lengthPx >= 1 && (
        <rect
          x={clamped < 0 ? 15 - lengthPx : 15}
          y="3"
          width={lengthPx}
          height="4"
          rx="1"
          className={clamped < 0 ? "fill-negative" : "fill-positive"}
        />
      )}
      <rect x="14.5" y="1" width="1" height="8" className="fill-neutral" />
    </svg>
  );
}
