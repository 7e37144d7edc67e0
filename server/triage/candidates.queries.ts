import type { IssueState } from "@/contracts/feedback";
import type { ItemType, Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { storableJson } from "@/server/platform/json";
import type { Scope } from "@/server/platform/scope";
import type { Candidate, GroupItem } from "./grouping";
import { rareTerms, type TermStats } from "@/server/reading/tokens";

/** An issue an item might belong to, as one of its reports (`matchId`) tells of it. An issue may be offered by several of its reports. */
export type LoadedCandidate = Candidate & { matchId: string };

type Row = {
  matchId: string;
  issueId: string;
  title: string;
  text: string;
  terms: string[];
  componentSlug: string | null;
  fingerprint: string | null;
  severity: Severity;
  type: ItemType;
  language: string;
  itemCount: number;
  state: IssueState;
};

/**
 * Candidate issues for each item, found by at most eight rare terms and the error fingerprint among the reports that issues are known
 * by, in two queries however many items.
 * The result has one list per item, in the items' order.
 */
export async function loadCandidatesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  items: readonly GroupItem[],
  stats: TermStats,
): Promise<LoadedCandidate[][]> {
  if (items.length === 0) return [];
  const searched = items.map((item, ord) => ({
    ord,
    terms: rareTerms(Array.isArray(item.terms) ? item.terms : Object.keys(item.terms), stats).filter(Boolean),
    fingerprint: item.fingerprint,
  }));
  const hits = await tx.$queryRaw<{ ord: number; id: string }[]>`
    select
      ord,
      id
    from door.issue_candidates(${launchId}, ${storableJson(searched)}::jsonb)
  `;
  const ids = [...new Set(hits.map((h) => h.id))];
  if (ids.length === 0) return items.map(() => []);
  const found = await tx.$queryRaw<Row[]>`
    select
      e.item_id as "matchId",
      i.id as "issueId",
      i.title,
      left(x.text, 600) as text,
      e.terms,
      c.slug as "componentSlug",
      e.fingerprint,
      i.severity,
      i.type,
      x.language,
      i.item_count as "itemCount",
      i.state
    from
      unnest(${ids}::text[]) as wanted(id)
      join issue_exemplar e on e.org_id = ${scope.orgId}
      and e.item_id = wanted.id
      join item x on x.org_id = e.org_id
      and x.id = e.item_id
      join issue own on own.org_id = x.org_id
      and own.id = x.issue_id
      join issue i on i.org_id = own.org_id
      and i.id = coalesce(own.merged_into_id, own.id)
      left join component c on c.org_id = i.org_id
      and c.id = i.component_id
  `;
  const byId = new Map(
    found.map(({ componentSlug, ...r }) => [r.matchId, { ...r, component: componentSlug }]),
  );
  const lists = items.map((): LoadedCandidate[] => []);
  for (const { ord, id } of hits) {
    const candidate = byId.get(id);
    if (candidate) lists[ord]?.push(candidate);
  }
  return lists;
}
