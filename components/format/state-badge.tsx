import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { IssueState } from "@/contracts/feedback";
import type { LaunchPhase } from "@/contracts/phases";
import { ISSUE_STATE_WORDS, PHASE_WORDS } from "./words";

/** How much of the ring is filled: the state's distance along the way, so that progress is seen without reading. */
const PROGRESS: Readonly<Record<IssueState, number>> = {
  new: 0,
  accepted: 0.25,
  in_progress: 0.5,
  fixed: 0.75,
  verified: 1,
  closed: 1,
  declined: 0,
  parked: 0,
};
const STATE_COLOURS: Readonly<Record<IssueState, string>> = {
  new: "text-accent",
  accepted: "text-muted-foreground",
  in_progress: "text-accent",
  fixed: "text-accent",
  verified: "text-positive",
  closed: "text-neutral",
  declined: "text-neutral",
  parked: "text-neutral",
};

/** The state's mark: a ring that fills from new to closed; a bar through it where work has stopped. */
export function StateGlyph({ state, className }: { state: IssueState; className?: string }) {
  const share = PROGRESS[state];
  const isStopped = state === "declined" || state === "parked";
  return (
    <svg viewBox="0 0 14 14" aria-hidden className={cn("size-3.5 shrink-0", STATE_COLOURS[state], className)}>
      <circle
        cx="7"
        cy="7"
        r="5.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={state === "new" ? "2 1.45" : undefined}
      />
      {share > 0 && share < 1 && (
        <circle
          cx="7"
          cy="7"
          r="1.75"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.5"
          strokeDasharray={`${share * 2 * Math.PI * 1.75} 99`}
          transform="rotate(-90 7 7)"
        />
      )}
      {share === 1 && (
        <path
          d="M4.4 7.2 6.2 9l3.4-3.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {isStopped && <path d="M4.5 7h5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />}
    </svg>
  );
}

/** Where an issue stands. */
export function StateBadge({ state, className }: { state: IssueState; className?: string }) {
  return (
    <Badge tone="outline" className={cn("text-foreground", className)}>
      <StateGlyph state={state} className="size-3" />
      {ISSUE_STATE_WORDS[state]}
    </Badge>
  );
}

/** The phase a launch is in. */
export function PhaseBadge({ phase, className }: { phase: LaunchPhase; className?: string }) {
  return (
    <Badge tone={phase === "live" || phase === "stabilising" ? "accent" : "neutral"} className={className}>
      {PHASE_WORDS[phase]}
    </Badge>
  );
}
