import { cn } from "@/components/ui/cn";
import type { Urgency } from "@/contracts/triage";
import { URGENCY_WORDS } from "./words";

const BARS: Readonly<Record<Urgency, number>> = { now: 4, today: 3, this_week: 2, later: 1 };

/** How soon, as rising bars and a word. Kept out of the severity colours: urgency is another question. */
export function UrgencyLabel({
  urgency,
  isCompact = false,
  className,
}: {
  urgency: Urgency;
  isCompact?: boolean;
  className?: string;
}) {
  return (
    <span
      title={`Urgency: ${URGENCY_WORDS[urgency].toLowerCase()}`}
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}
    >
      <svg
        viewBox="0 0 14 12"
        aria-hidden
        className={cn("h-3 w-3.5", urgency === "now" ? "text-foreground" : "text-muted-foreground")}
      >
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.6}
            y={9 - bar * 2.6}
            width="2.6"
            height={3 + bar * 2.6}
            rx="0.6"
            fill="currentColor"
            opacity={bar < BARS[urgency] ? 1 : 0.22}
          />
        ))}
      </svg>
      <span className={cn(isCompact && "sr-only")}>{URGENCY_WORDS[urgency]}</span>
    </span>
  );
}
