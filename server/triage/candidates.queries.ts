import type { IssueState } from "@/contracts/feedback";
import type { ItemType, Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { Candidate, GroupItem } from "./grouping";
import { rareTerms, type TermStats } from "./tokens";

/** An issue an item might belong to. `matchId` is the issue whose words matched; where that one was merged away, `issueId` is where it went. */
export type LoadedCandidate = Candidate & { matchId: string };

type Row = { matchId: string; issueId: string; title: string; terms: string[]; componentSlug: string | null; fingerprint: string | null; severity: Severity; type: ItemType; language: string; itemCount: number; state: IssueState };

/**
 * Candidate issues for each item, found by at most eight rare terms and the error fingerprint, in two queries however many items.
 * The result has one list per item, in the items' order.
 */
export async function loadCandidatesIn(tx: Tx, scope: Scope, launchId: string, items: readonly GroupItem[], stats: TermStats): Promise<LoadedCandidate[][]> {
  if (items.length === 0) return [];
  const asked = items.map((item, ord) => ({ ord, terms: rareTerms(Array.isArray(item.terms) ? item.terms : Object.keys(item.terms), stats).filter(Boolean), fingerprint: item.fingerprint }));
  const hits = await tx.$queryRaw<{ ord: number; id: string }[]>`select ord, id from door.issue_candidates(${scope.orgId}, ${launchId}, ${JSON.stringify(asked)}::jsonb)`;
  const ids = [...new Set(hits.map((h) => h.id))];
  if (ids.length === 0) return items.map(() => []);
  const found = await tx.$queryRaw<Row[]>`
    select m.id as "matchId", i.id as "issueId", i.title, m.terms, c.slug as "componentSlug", m.fingerprint, i.severity, i.type, m.language, i.item_count as "itemCount", i.state
    from issue m join issue i on i.org_id = m.org_id and i.id = coalesce(m.merged_into_id, m.id)
    left join component c on c.org_id = i.org_id and c.id = i.component_id
    where m.org_id = ${scope.orgId} and m.id = any(${ids})`;
  const byId = new Map(found.map(({ componentSlug, ...r }) => [r.matchId, { ...r, component: componentSlug }]));
  const lists = items.map((): LoadedCandidate[] => []);
  for (const { ord, id } of hits) {
    const candidate = byId.get(id);
    if (candidate) lists[ord]?.push(candidate);
  }
  return lists;
}
