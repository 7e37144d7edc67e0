import { CRITERION_STATE_WORDS } from "@/components/format/words";
import { cn } from "@/components/ui/cn";
import type { CriterionState } from "@/contracts/exit";

const SHAPES: Readonly<
  Record<CriterionState, { look: string; mark: "check" | "half" | "dash" | "cross" | "none" }>
> = {
  met: { look: "text-positive", mark: "check" },
  holding: { look: "text-accent", mark: "half" },
  not_met: { look: "text-negative", mark: "cross" },
  unknown: { look: "text-neutral", mark: "none" },
  waived: { look: "text-neutral", mark: "dash" },
};

/** Where a criterion stands, as a mark told by its shape as much as by its colour. */
export function CriterionDot({ state, className }: { state: CriterionState; className?: string }) {
  const { look, mark } = SHAPES[state];
  return (
    <svg
      viewBox="0 0 14 14"
      role="img"
      aria-label={CRITERION_STATE_WORDS[state]}
      className={cn("size-3.5 shrink-0", look, className)}
    >
      <title>{CRITERION_STATE_WORDS[state]}</title>
      <circle
        cx="7"
        cy="7"
        r="5.75"
        fill={mark === "check" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={mark === "none" ? "2 1.6" : undefined}
      />
      {mark === "check" && (
        <path
          d="M4.4 7.2 6.2 9l3.4-3.8"
          fill="none"
          className="stroke-surface"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {mark === "half" && <path d="M7 3.5a3.5 3.5 0 0 1 0 7Z" fill="currentColor" />}
      {mark === "dash" && <path d="M4.5 7h5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />}
      {mark === "cross" && (
        <path d="m5 5 4 4m0-4-4 4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      )}
    </svg>
  );
}
