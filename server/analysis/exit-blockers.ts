import type { BlockingIssue } from "@/contracts/exit";
import { compareSeverity } from "@/contracts/triage";

/** One reason for which one issue holds one criterion back. */
export type Blocking = {
  readonly issue: Omit<BlockingIssue, "blocks">;
  readonly criterionId: string;
  readonly reason: string;
  /** Severity criteria speak of single issues, figures of many. */ readonly isDirect: boolean;
};

const MAX_BLOCKERS = 10;

/**
 * What blocks the exit now, ranked: issues that a criterion counts one by one come first, the most severe of them before the others; then
 * those that hold back most criteria, then those with most impact. At most ten.
 */
export function rankBlockers(blockings: readonly Blocking[]): BlockingIssue[] {
  const byIssue = new Map<string, Ranked>();
  for (const { issue, criterionId, reason, isDirect } of blockings) {
    const blocker = byIssue.get(issue.id) ?? { issue: { ...issue, blocks: [] }, isDirect: false };
    byIssue.set(issue.id, blocker);
    if (blocker.issue.blocks.some((b) => b.criterionId === criterionId)) continue;
    blocker.issue.blocks.push({ criterionId, reason });
    blocker.isDirect ||= isDirect;
  }
  return [...byIssue.values()]
    .sort(
      (a, b) =>
        Number(b.isDirect) - Number(a.isDirect) ||
        (a.isDirect ? compareSeverity(a.issue.severity, b.issue.severity) : 0) ||
        b.issue.blocks.length - a.issue.blocks.length ||
        b.issue.impact - a.issue.impact ||
        (a.issue.id < b.issue.id ? -1 : 1),
    )
    .slice(0, MAX_BLOCKERS)
    .map(({ issue }) => issue);
}

type Ranked = { issue: BlockingIssue; isDirect: boolean };
