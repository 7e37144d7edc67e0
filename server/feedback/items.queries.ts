import { PAGES_MAX } from "@/contracts/picture-pages";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import { z } from "zod";
import type { ListQuarantine } from "@/contracts/board";
import type { ItemContext } from "@/contracts/feedback";
import type { Provenance } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { cutExcerpts, excerptChars } from "@/server/db/excerpts";
import { searchIssues } from "@/server/db/doors";
import { asHeavyRead } from "@/server/db/shares";
import { sql } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import type { IssueLink } from "./issues.queries";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";

/**
 * One report in full: as the person wrote it, where it came from, what was said of it and by whom.
 * @throws AppError NOT_FOUND
 */
export async function readItem(scope: Scope, itemId: string) {
  return withScope(scope, async (tx) => {
    const item = await tx.item.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: itemId } },
      omit: { orgId: true, beforeRelabel: true },
    });
    if (!item) throw new AppError("NOT_FOUND", "There is no such report here.");
    const reporter = item.reporterId
      ? await tx.reporter.findUnique({
          where: { orgId_id: { orgId: scope.orgId, id: item.reporterId } },
          select: { id: true, name: true, email: true, accountKey: true },
        })
      : null;
    const source = await tx.source.findUniqueOrThrow({
      where: { orgId_id: { orgId: scope.orgId, id: item.sourceId } },
      select: { id: true, kind: true, name: true },
    });
    const component = item.componentId
      ? await tx.component.findUnique({
          where: { orgId_id: { orgId: scope.orgId, id: item.componentId } },
          select: { id: true, slug: true, name: true },
        })
      : null;
    const issue = item.issueId
      ? await tx.issue.findUnique({
          where: { orgId_id: { orgId: scope.orgId, id: item.issueId } },
          select: { id: true, number: true, title: true, state: true, severity: true, itemCount: true },
        })
      : null;
    const attachments = await tx.attachment.findMany({
      where: { orgId: scope.orgId, itemId },
      select: { id: true, contentType: true, width: true, height: true },
      orderBy: [{ page: "asc" }, { id: "asc" }],
      take: PAGES_MAX,
    });
    const joined = await tx.issueItem.findMany({
      where: { orgId: scope.orgId, itemId },
      orderBy: { id: "desc" },
      take: 20,
      select: {
        issueId: true,
        joinedBy: true,
        reason: true,
        score: true,
        joinedAt: true,
        leftAt: true,
        leftBy: true,
      },
    });
    return {
      ...item,
      context: item.context as ItemContext,
      provenance: item.provenance as Record<string, Provenance>,
      reporter,
      source,
      component,
      issue: issue as IssueLink | null,
      attachments,
      joined,
    };
  });
}

const EXCERPT_CHARS = 600;

export type QuarantinedRow = {
  id: string;
  reference: string;
  title: string | null;
  excerpt: string;
  reason: string | null;
  language: string;
  occurredAt: Date;
  sourceKind: string;
  sourceName: string;
  confidence: number;
};

/** Reports set aside as spam or noise: newest first, in sight, with how many there are by reason. */
export async function listQuarantine(
  scope: Scope,
  input: z.input<typeof ListQuarantine>,
): Promise<
  Page<QuarantinedRow> & {
    counts: { reason: string | null; n: number }[];
    total: Count;
  }
> {
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, z.tuple([z.string()]));
  return withScope(scope, async (tx) => {
    const found = await tx.$queryRaw<QuarantinedRow[]>`
      select
        t.id,
        t.reference,
        t.title,
        left(t.text, ${excerptChars(EXCERPT_CHARS)}::int) as excerpt,
        t.quarantine_reason as reason,
        t.language,
        t.occurred_at as "occurredAt",
        s.kind as "sourceKind",
        s.name as "sourceName",
        t.confidence
      from
        item t
        join source s on s.org_id = t.org_id
        and s.id = t.source_id
      where
        t.org_id = ${scope.orgId}
        and t.launch_id = ${input.launchId}
        and t.state = 'quarantined' ${after ? sql`and t.id < ${after[0]}` : sql``}
      order by t.id desc
      limit ${limit + 1}
    `;
    const counts = await tx.$queryRaw<{ reason: string | null; n: number }[]>`
      select
        quarantine_reason as reason,
        count(*)::int as n
      from
        (
          select quarantine_reason
          from item
          where
            org_id = ${scope.orgId}
            and launch_id = ${input.launchId}
            and state = 'quarantined'
          limit ${COUNT_CAP + 1}
        ) x
      group by 1
      order by 2 desc
    `;
    const n = counts.reduce((sum, c) => sum + c.n, 0);
    return {
      ...cutPage(cutExcerpts(found, EXCERPT_CHARS), limit, (row) => [row.id]),
      counts,
      total: countOf(n),
    };
  });
}

/** An open issue that a text might be about. */
export type SimilarIssue = IssueLink & { workaround: string | null; score: number };

const WORDS_MAX = 3;
/** Twice what is shown: declined ones fall away. The newest forty times as many are weighed. */
const CANDIDATES = 12;

/**
 * Issues whose words any of a text's longest words match, best first, at most six; open ones weigh more, declined ones are left out. Any
 * word will do: who is still typing has not said everything yet.
 */
export async function searchSimilar(scope: Scope, launchId: string, text: string): Promise<SimilarIssue[]> {
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_-]{3,}/gu) ?? [])]
    .sort((a, b) => b.length - a.length)
    .slice(0, WORDS_MAX);
  if (words.length === 0) return [];
  const query = words.map((word) => `"${word}"`).join(" or ");
  const hits = await asHeavyRead(scope, () => searchIssues(scope.orgId, launchId, query, CANDIDATES));
  const best = hits[0]?.rank ?? 0;
  if (best <= 0) return [];
  const rankOf = new Map(hits.map((hit) => [hit.id, hit.rank / best]));
  const found = await withScope(scope, (tx) =>
    tx.issue.findMany({
      where: { orgId: scope.orgId, id: { in: hits.map((h) => h.id) }, state: { notIn: ["declined"] } },
      select: {
        id: true,
        number: true,
        title: true,
        state: true,
        severity: true,
        itemCount: true,
        workaround: true,
        isOpen: true,
      },
    }),
  );
  return found
    .map(({ isOpen, ...issue }) => ({
      ...(issue as IssueLink & { workaround: string | null }),
      score: (rankOf.get(issue.id) ?? 0) * (isOpen ? 1 : 0.6),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, 6);
}
