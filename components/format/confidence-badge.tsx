import { UserRound } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { isolate } from "@/contracts/isolate";
import type { SetBy } from "@/contracts/triage";
import { SET_BY_WORDS } from "./words";

const LEVELS = [
  { from: 0.85, word: "sure" },
  { from: 0.6, word: "likely" },
  { from: 0, word: "unsure" },
] as const;

/**
 * How sure the machine is of a label (0–1), as three steps and a word, with the figure and the reason on hover.
 * A person's label needs no confidence and shows a person instead.
 */
export function ConfidenceBadge({
  confidence,
  by = "model",
  reason,
  isCompact = false,
  className,
}: {
  confidence: number;
  by?: SetBy;
  reason?: string;
  isCompact?: boolean;
  className?: string;
}) {
  const origin = by === "person" || by === "rule" || by === "floor" ? SET_BY_WORDS[by] : undefined;
  const percent = Math.round(Math.max(0, Math.min(1, confidence)) * 100);
  const level = LEVELS.findIndex((level) => confidence >= level.from);
  const word = origin ?? LEVELS[level]?.word ?? "unsure";
  const title = [origin ?? `${percent} % confidence`, reason && isolate(reason)].filter(Boolean).join(": ");
  return (
    <span
      title={title}
      className={cn(
        "inline-flex items-center gap-1 text-meta whitespace-nowrap",
        word === "unsure" ? "text-minor-foreground" : "text-muted-foreground",
        className,
      )}
    >
      {by === "person" ? (
        <UserRound aria-hidden className="size-3" />
      ) : (
        origin === undefined && (
          <svg viewBox="0 0 12 10" aria-hidden className="h-2.5 w-3">
            {[0, 1, 2].map((bar) => (
              <rect
                key={bar}
                x={bar * 4.25}
                y={6 - bar * 3}
                width="3"
                height={4 + bar * 3}
                rx="0.75"
                fill="currentColor"
                opacity={bar < 3 - Math.max(0, level) ? 1 : 0.25}
              />
            ))}
          </svg>
        )
      )}
      <span className={cn(isCompact && "sr-only")}>{word}</span>
      {origin === undefined && <span className="sr-only">({percent} %)</span>}
    </span>
  );
}
