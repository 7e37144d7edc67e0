import type { z } from "zod";
import { parseFilter, type Count, type FilterProblem, type ListInbox } from "@/contracts/board";
import { SEVERITIES } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { findIssueCandidates } from "@/server/db/doors";
import { join, sql, type Tx } from "@/server/db/sql";
import type { IssueLink } from "@/server/feedback/issues.queries";
import { cutPage, readCursor, type Page } from "@/server/feedback/keyset";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { COUNT_CAP } from "./board-counts.queries";
import { compileFilter, findHits } from "./board-filter.queries";
import { ROW_COLUMNS, ROW_NAMES, type IssueRow, type ReviewReason } from "./board-row.queries";

export type InboxRow = IssueRow & { needsReview: ReviewReason; /** The newest report, to be shown beside the queue. */ newestItemId: string | null };
export type Inbox = Page<InboxRow> & { counts: Record<ReviewReason, number>; total: Count; problems: FilterProblem[] };

/** Issues that wait for a person's look: loudest first, then newest. */
export async function listInbox(scope: Scope, input: z.input<typeof ListInbox>): Promise<Inbox> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, "ns");
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const reason = input.reason ? sql`i.needs_review = ${input.reason}` : sql`i.needs_review is not null`;
    const query = await compileFilter(tx, scope, input.launchId, filter, hits, [sql`i.needs_review is not null`, reason]);
    const inBranches = join(query.branches, " or ");
    const parts = SEVERITIES.flatMap((severity, rank) => {
      if (after && rank < Number(after[0])) return [];
      const rest = after && rank === after[0] ? sql`and i.id < ${after[1]}` : sql``;
      return [sql`(select i.id, ${rank}::int as rank from issue i where ${query.where} and (${inBranches}) and i.severity = ${severity} ${rest} order by i.id desc limit ${limit + 1})`];
    });
    const found = await tx.$queryRaw<(InboxRow & { rank: number })[]>`
      with page as (select f.id, f.rank from (${join(parts, " union all ")}) f order by f.rank, f.id desc limit ${limit + 1})
      select ${ROW_COLUMNS}, f.rank, n.id as "newestItemId" from page f join issue i on i.org_id = ${scope.orgId} and i.id = f.id ${ROW_NAMES}
      left join lateral (select x.id from item x where x.org_id = i.org_id and x.issue_id = i.id order by x.occurred_at desc limit 1) n on true
      order by f.rank, f.id desc`;
    const counts = await countInbox(tx, scope, input.launchId);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.rank, row.id]);
    return { rows: rows.map(({ rank: _rank, ...row }) => row), nextCursor, ...counts, problems };
  });
}

async function countInbox(tx: Tx, scope: Scope, launchId: string): Promise<{ counts: Record<ReviewReason, number>; total: Count }> {
  const found = await tx.$queryRaw<{ reason: ReviewReason; n: number }[]>`
    select needs_review as reason, count(*)::int as n from (
      select needs_review from issue where org_id = ${scope.orgId} and launch_id = ${launchId} and needs_review is not null and merged_into_id is null limit ${COUNT_CAP + 1}) x group by 1`;
  const n = found.reduce((sum, row) => sum + row.n, 0);
  const zero: Record<ReviewReason, number> = { new: 0, low_confidence: 0, possible_duplicate: 0, regressed: 0, snooze_ended: 0 };
  return { counts: found.reduce((all, row) => ({ ...all, [row.reason]: row.n }), zero), total: { n: Math.min(n, COUNT_CAP), isCapped: n > COUNT_CAP } };
}

/** How many issues wait in the inbox, up to 10,000; for the number beside the navigation. */
export async function countInboxOf(scope: Scope, launchId: string): Promise<Count> {
  return withScope(scope, async (tx) => (await countInbox(tx, scope, launchId)).total);
}

/** An issue that could be about the same, why, and what people or machines have said about the pair before. */
export type SimilarCandidate = IssueLink & { sharedTerms: string[]; hasSameError: boolean; score: number };

/**
 * Issues alike another: those that share its rarest words or its error. Issues that a person said are not the same are left out.
 * @throws AppError NOT_FOUND
 */
export async function findSimilarIssues(scope: Scope, issueId: string): Promise<SimilarCandidate[]> {
  const issue = await withScope(scope, async (tx) => {
    const found = await tx.issue.findUnique({ where: { orgId_id: { orgId: scope.orgId, id: issueId } }, select: { launchId: true, terms: true, fingerprint: true } });
    if (!found) throw new AppError("NOT_FOUND", "There is no such issue here.");
    const rare = await tx.$queryRaw<{ term: string }[]>`
      select w.term from unnest(${found.terms}::text[]) as w(term) left join term_stat s on s.org_id = ${scope.orgId} and s.launch_id = ${found.launchId} and s.term = w.term order by coalesce(s.n, 0), w.term limit 8`;
    return { ...found, rare: rare.map((r) => r.term) };
  });
  // The door answers with the reports that issues are known by.
  const voices = await findIssueCandidates(scope.orgId, issue.launchId, [{ ord: 0, terms: issue.rare, fingerprint: issue.fingerprint }]);
  if (voices.length === 0) return [];
  return withScope(scope, async (tx) => {
    const found = await tx.$queryRaw<(IssueLink & { terms: string[]; fingerprint: string | null })[]>`
      select i.id, i.number, i.title, i.state, i.severity, i.item_count as "itemCount", e.terms, e.fingerprint
      from issue_exemplar e join item x on x.org_id = e.org_id and x.id = e.item_id join issue i on i.org_id = x.org_id and i.id = x.issue_id
      where e.org_id = ${scope.orgId} and e.item_id = any(${voices.map((v) => v.id)}::text[]) and i.id <> ${issueId} and i.merged_into_id is null and not exists (
        select from issue_relation r where r.org_id = i.org_id and r.kind = 'not_same' and ((r.issue_id = i.id and r.other_id = ${issueId}) or (r.issue_id = ${issueId} and r.other_id = i.id)))`;
    const rare = new Set(issue.rare);
    const asked = Math.max(1, issue.rare.length);
    const byIssue = new Map<string, SimilarCandidate>();
    for (const { terms, fingerprint, ...link } of found) {
      const sharedTerms = terms.filter((term) => rare.has(term));
      const hasSameError = issue.fingerprint !== null && fingerprint === issue.fingerprint;
      const score = Math.min(1, sharedTerms.length / asked + (hasSameError ? 0.5 : 0));
      // The report that is most alike speaks for its issue.
      if (score > (byIssue.get(link.id)?.score ?? 0)) byIssue.set(link.id, { ...link, sharedTerms, hasSameError, score });
    }
    return [...byIssue.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)).slice(0, 8);
  });
}
