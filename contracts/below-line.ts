/** The line that an open critical does not lie below by itself: what a person may do about it, and how it is marked. */
import { OPEN_STATES, type IssueState } from "./feedback";
import { QUADRANT_LINE, type Severity } from "./triage";

/** The lowest impact that is computed for an open critical: where the matrix is divided. */
export const CRITICAL_IMPACT_MIN = QUADRANT_LINE;

type Ranked = { readonly severity: Severity; readonly state: IssueState };

/** Whether an issue is critical and still asks for work, whatever its type: a wish that is called critical counts as well. */
export const isOpenCritical = ({ severity, state }: Ranked): boolean =>
  severity === "critical" && (OPEN_STATES as readonly IssueState[]).includes(state);

/** Whether an impact (0–100) is lower than an issue of this severity and state may have without a reason. */
export const isImpactReasonRequired = (issue: Ranked, impact: number): boolean =>
  isOpenCritical(issue) && impact < CRITICAL_IMPACT_MIN;

/**
 * How a person's impact came to lie below the line: set there knowingly, with a reason, or set before the issue was an open critical,
 * which somebody has to look at.
 */
export const BELOW_LINE = ["confirmed", "unconfirmed"] as const;
export type BelowLine = (typeof BELOW_LINE)[number];

/**
 * The mark an issue carries wherever it is shown; null where nothing is unusual. `belowLine` is what was kept of it: a confirmation
 * outlives a time in which the issue is closed or less severe.
 */
export function belowLineOf(
  issue: Ranked & {
    readonly impact: number;
    readonly isImpactOverridden: boolean;
    readonly belowLine: BelowLine | null;
  },
): BelowLine | null {
  if (!issue.isImpactOverridden || !isImpactReasonRequired(issue, issue.impact)) return null;
  return issue.belowLine ?? "unconfirmed";
}
