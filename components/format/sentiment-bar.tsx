import { cn } from "@/components/ui/cn";

/** How a report sounds: a small bar to the left (negative) or right (positive) of its middle. `score` is −1 to 1. */
export function SentimentBar({ score, className }: { score: number; className?: string }) {
  const held = Math.max(-1, Math.min(1, score));
  const word = held <= -0.25 ? "Negative" : held >= 0.25 ? "Positive" : "Neutral";
  const name = `${word} (${held > 0 ? "+" : held < 0 ? "−" : ""}${Math.abs(held).toFixed(1)})`;
  const halfPx = 14;
  const lengthPx = Math.abs(held) * halfPx;
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
          x={held < 0 ? 15 - lengthPx : 15}
          y="3"
          width={lengthPx}
          height="4"
          rx="1"
          className={held < 0 ? "fill-negative" : "fill-positive"}
        />
      )}
      <rect x="14.5" y="1" width="1" height="8" className="fill-neutral" />
    </svg>
  );
}

/** How many reports sound negative, neutral and positive, as one bar with the shares in words. */
export function SentimentSplit({
  negative,
  neutral,
  positive,
  className,
}: {
  negative: number;
  neutral: number;
  positive: number;
  className?: string;
}) {
  const total = negative + neutral + positive;
  if (total === 0)
    return <span className={cn("text-meta text-faint-foreground", className)}>no reports</span>;
  const parts = [
    { word: "negative", count: negative, look: "bg-negative" },
    { word: "neutral", count: neutral, look: "bg-neutral/50" },
    { word: "positive", count: positive, look: "bg-positive" },
  ];
  const name = parts.map((part) => `${part.count} ${part.word}`).join(", ");
  return (
    <span
      role="img"
      aria-label={`Sentiment: ${name}`}
      title={name}
      className={cn("flex h-1.5 w-24 gap-px overflow-hidden rounded-full", className)}
    >
      {parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <span key={part.word} className={part.look} style={{ flexGrow: part.count }} />
        ))}
    </span>
  );
}
