import { planGroups } from "@/server/triage/group-plan";
import { assumeReports, type Candidate, type GroupItem } from "@/server/triage/grouping";
import { issueTitle } from "@/server/triage/issue-title";
import { rareTerms } from "@/server/reading/tokens";

/** As many as the database offers for one report, found by its rare terms. */
const CANDIDATES = 24;

type Issue = Omit<Candidate, "terms" | "text" | "language">;

/**
 * Lets reports arrive one after the other and join or open issues, as in the pipeline but without a database.
 * @returns each one's issue
 */
export function groupArrivals(
  items: readonly (GroupItem & { readonly terms: readonly string[] })[],
): string[] {
  const df = new Map<string, number>();
  const stats = { ...assumeReports({ docCount: 0, df }), df };
  const exemplars: { item: GroupItem; issueId: string }[] = [];
  const byTerm = new Map<string, number[]>();
  const issues = new Map<string, Issue>();
  return items.map((item) => {
    const shared = new Map<number, number>();
    for (const term of rareTerms(item.terms, stats))
      for (const at of byTerm.get(term) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    const candidates = [...shared]
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])
      .slice(0, CANDIDATES)
      .map(([at]): Candidate => {
        const { item: known, issueId } = exemplars[at]!;
        return { ...issues.get(issueId)!, terms: known.terms, text: known.text, language: known.language };
      });
    const alone = { leadId: item.id, members: [] };
    const plan = planGroups([item], [alone], [candidates], stats, ({ id }) => id);
    const issueId = plan.issueOf.get(item.id)!;
    const issue = issues.get(issueId) ?? {
      issueId,
      title: issueTitle(item),
      component: item.component,
      fingerprint: item.fingerprint,
      severity: item.severity,
      type: item.type,
      itemCount: 0,
      state: "new",
    };
    issues.set(issueId, {
      ...issue,
      itemCount: issue.itemCount + 1,
      severity: plan.raises[0]?.severity ?? issue.severity,
    });
    for (const exemplar of plan.exemplars) {
      exemplars.push({ item: exemplar, issueId });
      for (const term of exemplar.terms) {
        const held = byTerm.get(term);
        if (held) held.push(exemplars.length - 1);
        else byTerm.set(term, [exemplars.length - 1]);
      }
    }
    for (const term of item.terms) stats.df.set(term, (stats.df.get(term) ?? 0) + 1);
    stats.docCount += 1;
    return issueId;
  });
}

/**
 * How well groups agree with the truth, report by report: the share of its group that is about the same thing (precision), and the share
 * of what is about the same thing that is in its group (recall). B-cubed, Bagga and Baldwin 1998.
 */
export function measureGroups(
  groups: readonly string[],
  truths: readonly string[],
): { precision: number; recall: number } {
  const count = (keys: readonly string[]) => {
    const counted = new Map<string, number>();
    for (const key of keys) counted.set(key, (counted.get(key) ?? 0) + 1);
    return counted;
  };
  const both = groups.map((group, index) => `${group}\0${truths[index]!}`);
  const [inGroup, inTruth, inBoth] = [count(groups), count(truths), count(both)];
  const mean = (share: (at: number) => number) =>
    groups.reduce((sum, _, index) => sum + share(index), 0) / Math.max(1, groups.length);
  return {
    precision: mean((at) => inBoth.get(both[at]!)! / inGroup.get(groups[at]!)!),
    recall: mean((at) => inBoth.get(both[at]!)! / inTruth.get(truths[at]!)!),
  };
}
