import { cn } from "@/components/ui/cn";
import { prepareSparkline } from "./prepare-sparkline";

const TONES = {
  accent: "text-chart-1",
  muted: "text-neutral",
  critical: "text-critical",
  positive: "text-positive",
  negative: "text-negative",
} as const;

/** A trend in the space of a word. Decorative unless `label` is given, because the figure beside it says the same. */
export function Sparkline({
  values,
  widthPx = 72,
  heightPx = 22,
  tone = "accent",
  label,
  isFromZero = true,
  className,
}: {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[];
  widthPx?: number;
  heightPx?: number;
  tone?: keyof typeof TONES;
  label?: string;
  isFromZero?: boolean;
  className?: string;
}) {
  const { segments, dots, last } = prepareSparkline(values, widthPx, heightPx, isFromZero);
  return (
    <svg
      width={widthPx}
      height={heightPx}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
      className={cn("block shrink-0 overflow-visible", TONES[tone], className)}
    >
      {segments.map((segment) => (
        <path
          key={segment}
          d={segment}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
      {dots.map((dot) => (
        <circle key={`${dot.x}-${dot.y}`} cx={dot.x} cy={dot.y} r="1" fill="currentColor" />
      ))}
      {last && <circle cx={last.x} cy={last.y} r="2" fill="currentColor" />}
    </svg>
  );
}
