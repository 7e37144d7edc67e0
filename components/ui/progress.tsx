import { cn } from "./cn";

const TONES = {
  accent: "bg-accent",
  positive: "bg-positive",
  neutral: "bg-neutral",
  critical: "bg-critical",
} as const;

/** How far something is, 0–1; `null` when that is not known. */
export function Progress({
  value,
  label,
  tone = "accent",
  className,
}: {
  value: number | null;
  label: string;
  tone?: keyof typeof TONES;
  className?: string;
}) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-neutral-soft", className)}
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width]",
          TONES[tone],
          percent === undefined && "w-1/3 animate-breathe",
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
