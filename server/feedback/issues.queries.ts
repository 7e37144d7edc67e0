import type { BelowLine } from "@/contracts/below-line";
import { MomentKey } from "@/contracts/moment";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import { z } from "zod";
import { UNDO_WINDOW_MS, type ListIssueItems, type ListIssueParts } from "@/contracts/issues";
import type { IssueState, RelationKind } from "@/contracts/feedback";
import type { Provenance, SetBy } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { cutExcerpts, excerptChars } from "@/server/db/excerpts";
import type { Snooze } from "@/contracts/snooze";
import { empty, sql, type Sql, type Tx } from "@/server/db/sql";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { readSettling } from "./settling.queries";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { answerableReports, readIssueResponsesIn } from "./first-response.queries";
import { reportsWith } from "./issue-summary.queries";

/** Another issue, as a line that can be followed. */
export type IssueLink = {
  id: string;
  number: number;
  title: string;
  state: IssueState;
  severity: string;
  itemCount: number;
};

/**
 * Everything the head of an issue's page says. A merged issue still answers, with the issue that it became part of.
 * @throws AppError NOT_FOUND
 */
export async function readIssue(scope: Scope, issueId: string) {
  return withScope(scope, async (tx) => {
    const issue = await tx.issue.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: issueId } },
      omit: { terms: true, orgId: true },
    });
    if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
    const [names] = await tx.$queryRaw<
      {
        componentName: string | null;
        componentSlug: string | null;
        ownerName: string | null;
        teamName: string | null;
        impactSetByName: string | null;
        effortSetByName: string | null;
        launchSlug: string;
        launchName: string;
      }[]
    >`
      select
        c.name as "componentName",
        c.slug as "componentSlug",
        m.name as "ownerName",
        t.name as "teamName",
        si.name as "impactSetByName",
        se.name as "effortSetByName",
        l.slug as "launchSlug",
        l.name as "launchName"
      from
        issue i
        join launch l on l.org_id = i.org_id
        and l.id = i.launch_id
        left join component c on c.org_id = i.org_id
        and c.id = i.component_id
        left join membership m on m.org_id = i.org_id
        and m.id = i.owner_id
        left join membership si on si.org_id = i.org_id
        and si.id = i.impact_set_by
        left join membership se on se.org_id = i.org_id
        and se.id = i.effort_set_by
        left join team t on t.org_id = i.org_id
        and t.id = i.team_id
      where
        i.org_id = ${scope.orgId}
        and i.id = ${issueId}
    `;
    const related = await readRelations(tx, scope, issueId);
    const duplicates = await tx.$queryRaw<IssueLink[]>`
      select
        id,
        number,
        title,
        state,
        severity,
        item_count as "itemCount"
      from issue
      where
        org_id = ${scope.orgId}
        and merged_into_id = ${issueId}
      order by id desc
      limit 100
    `;
    const lead = issue.mergedIntoId ? await readLink(tx, scope, issue.mergedIntoId) : null;
    const sources = await tx.$queryRaw<{ kind: string; name: string; n: number }[]>`
      select
        s.kind,
        s.name,
        count(*)::int as n
      from
        (
          select source_id
          from item
          where
            org_id = ${scope.orgId}
            and issue_id = ${issueId}
          limit ${COUNT_CAP}
        ) x
        join source s on s.org_id = ${scope.orgId}
        and s.id = x.source_id
      group by
        1,
        2
      order by 3 desc
    `;
    return {
      ...issue,
      responses: await readIssueResponsesIn(tx, scope, issueId),
      state: issue.state as IssueState,
      belowLine: issue.belowLine as BelowLine | null,
      provenance: issue.provenance as Record<string, Provenance>,
      impactParts: issue.impactParts as {
        key: string;
        label: string;
        points: number;
        max: number;
        explain: string;
      }[],
      snooze: issue.snooze as Snooze | null,
      ...(await readSettling(tx, scope, issue)),
      ...names!,
      /** The issue this one was merged into, and what state that is in. */
      lead,
      /** Issues that were merged into this one. */
      duplicates,
      related,
      sources,
    };
  });
}

/** The id behind the number that people say to each other. @throws AppError NOT_FOUND */
export async function findIssueByNumber(
  scope: Scope,
  launchId: string,
  number: number,
): Promise<{ id: string }> {
  const found = await withScope(scope, (tx) =>
    tx.issue.findFirst({ where: { orgId: scope.orgId, launchId, number }, select: { id: true } }),
  );
  if (!found) throw new AppError("NOT_FOUND", `There is no issue #${number} in this launch.`);
  return found;
}

async function readLink(tx: Tx, scope: Scope, id: string): Promise<IssueLink | null> {
  return tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id } },
    select: { id: true, number: true, title: true, state: true, severity: true, itemCount: true },
  }) as Promise<IssueLink | null>;
}

export type RelatedIssue = IssueLink & {
  relationId: string;
  kind: RelationKind;
  setBy: SetBy;
  reason: string;
  score: number | null;
};

async function readRelations(tx: Tx, scope: Scope, issueId: string): Promise<RelatedIssue[]> {
  return tx.$queryRaw<RelatedIssue[]>`
    select
      r.id as "relationId",
      r.kind,
      r.set_by as "setBy",
      r.reason,
      r.score,
      i.id,
      i.number,
      i.title,
      i.state,
      i.severity,
      i.item_count as "itemCount"
    from
      (
        select *
        from issue_relation
        where
          org_id = ${scope.orgId}
          and issue_id = ${issueId}
        union all
        select *
        from issue_relation
        where
          org_id = ${scope.orgId}
          and other_id = ${issueId}
      ) r
      join issue i on i.org_id = ${scope.orgId}
      and i.id = case
        when r.issue_id = ${issueId} then r.other_id
        else r.issue_id
      end
    where r.kind <> 'duplicate_of'
    order by
      r.kind desc,
      r.score desc nulls last,
      r.id desc
    limit 100
  `;
}

export type IssueItemRow = {
  id: string;
  reference: string;
  title: string | null;
  excerpt: string;
  isCut: boolean;
  /** Taken back where it came from, or erased: its words are gone. */
  isWithdrawn: boolean;
  language: string;
  type: string;
  severity: string;
  sentiment: string;
  sentimentScore: number;
  confidence: number;
  /** Who set each of its labels. */
  provenance: Record<string, Provenance>;
  componentId: string | null;
  isDegraded: boolean;
  isSuspicious: boolean;
  occurredAt: Date;
  personKey: string | null;
  reporterId: string | null;
  reporterName: string | null;
  /** To call back by hand, as `readPhone` writes it. */
  reporterPhone: string | null;
  accountKey: string | null;
  sourceKind: string;
  sourceName: string;
  hasScreenshot: boolean;
  /** Texts of its conversation, and whether any of them quotes another. */
  entryCount: number;
  hasQuote: boolean;
  joinedBy: SetBy | null;
  joinReason: string | null;
  joinScore: number | null;
  firstResponseAt: Date | null;
  /** Whether an answer to it would become known here. */
  isAnswerable: boolean;
  context: unknown;
  version: number;
};

/** So much of a report's words is listed with it. */
const REPORT_EXCERPT_CHARS = 1_200;

/**
 * The reports behind an issue, newest first; with `only` those that have one value of a facet. The first page says how many they are in
 * all, further ones do not count again.
 */
export async function listIssueItems(
  scope: Scope,
  input: z.input<typeof ListIssueItems>,
): Promise<Page<IssueItemRow> & { total: Count | null }> {
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, z.tuple([MomentKey, z.string()]));
  const rest = after ? sql`and (t.occurred_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::text)` : sql``;
  const { found, total } = await withScope(scope, async (tx) => {
    const only = input.only ? await reportsWith(tx, scope, input.issueId, input.only) : empty;
    const page = await tx.$queryRaw<(Omit<IssueItemRow, "isCut"> & { key: string; textChars: number })[]>`
      with
        page as (
          select
            t.id,
            t.occurred_at
          from item t
          where
            t.org_id = ${scope.orgId}
            and t.issue_id = ${input.issueId} ${only} ${rest}
          order by
            t.occurred_at desc,
            t.id desc
          limit ${limit + 1}
        )
      select
        t.id,
        t.reference,
        t.title,
        left(t.text, ${excerptChars(REPORT_EXCERPT_CHARS)}::int) as excerpt,
        length(t.text) as "textChars",
        t.state = 'withdrawn' as "isWithdrawn",
        t.language,
        t.type,
        t.severity,
        t.sentiment,
        t.sentiment_score as "sentimentScore",
        t.confidence,
        t.provenance,
        t.component_id as "componentId",
        t.is_degraded as "isDegraded",
        t.is_suspicious as "isSuspicious",
        t.occurred_at as "occurredAt",
        t.occurred_at::text as key,
        t.person_key as "personKey",
        r.id as "reporterId",
        r.name as "reporterName",
        r.facts #>> '{phone,value}' as "reporterPhone",
        t.account_key as "accountKey",
        s.kind as "sourceKind",
        s.name as "sourceName",
        exists (
          select
          from attachment a
          where
            a.org_id = t.org_id
            and a.item_id = t.id
        ) as "hasScreenshot",
        c.n as "entryCount",
        c."hasQuote",
        j.joined_by as "joinedBy",
        j.reason as "joinReason",
        j.score as "joinScore",
        t.first_response_at as "firstResponseAt",
        ${answerableReports(scope)} as "isAnswerable",
        t.context,
        t.version
      from
        page p
        join item t on t.org_id = ${scope.orgId}
        and t.id = p.id
        join source s on s.org_id = t.org_id
        and s.id = t.source_id
        left join reporter r on r.org_id = t.org_id
        and r.id = t.reporter_id
        left join issue_item j on j.org_id = t.org_id
        and j.item_id = t.id
        and j.left_at is null
        cross join lateral (
          select
            count(*)::int as n,
            coalesce(bool_or(e.quoted_words <> ''), false) as "hasQuote"
          from item_entry e
          where
            e.org_id = t.org_id
            and e.item_id = t.id
        ) c
      order by
        p.occurred_at desc,
        p.id desc
    `;
    return { found: page, total: after ? null : await countReports(tx, scope, input.issueId, only) };
  });
  const { rows, nextCursor } = cutPage(found, limit, (row) => [row.key, row.id]);
  const whole = cutExcerpts(rows, REPORT_EXCERPT_CHARS).map(({ key: _key, textChars, ...row }) => ({
    ...row,
    isCut: [...row.excerpt].length < textChars,
  }));
  return { rows: whole, nextCursor, total };
}

/** How many reports an issue has. @param only a further condition on item `t` */
async function countReports(tx: Tx, scope: Scope, issueId: string, only: Sql): Promise<Count> {
  const [counted] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
    from
      (
        select
        from item t
        where
          t.org_id = ${scope.orgId}
          and t.issue_id = ${issueId} ${only}
        limit ${COUNT_CAP + 1}
      ) x
  `;
  return countOf(counted?.n ?? 0);
}

export type TrailEntry = {
  id: string;
  at: Date;
  kind: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  data: TrailData;
  undoneAt: Date | null;
  /** Given to `undo` while it can be. */ undoId: string | null;
};
/** Fields before and after, and what else is worth telling. */
export type TrailData = {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reason?: string;
  [more: string]: unknown;
};

/** What happened to an issue, newest first. */
export async function listIssueTrail(
  scope: Scope,
  input: z.input<typeof ListIssueParts>,
): Promise<Page<TrailEntry>> {
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, z.tuple([z.string()]));
  const found = await withScope(scope, (tx) =>
    tx.issueEvent.findMany({
      where: {
        orgId: scope.orgId,
        issueId: input.issueId,
        ...(after ? { id: { lt: after[0] } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
      omit: { orgId: true },
    }),
  );
  const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
  const oldest = now().getTime() - UNDO_WINDOW_MS;
  return {
    nextCursor,
    rows: rows.map(({ groupId, issueId: _issue, ...row }) => ({
      ...row,
      data: row.data as TrailData,
      undoId: groupId && !row.undoneAt && row.kind !== "undone" && row.at.getTime() > oldest ? groupId : null,
    })),
  };
}
