import { ISSUE_STATES, type IssueState, type ItemState } from "@/contracts/feedback";
import type { Draft } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import { findReport } from "@/server/db/doors";
import { readLinkToken } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { toDraft } from "./drafts";
import { loadRawEvents } from "./raw-events.queries";
import { reportState, type ReportState } from "./report-state";

/** What a reporter is shown of their own report; nothing of anybody else's, no names, no inner words. */
export type ReportPage = {
  reference: string;
  organization: string;
  launch: string;
  state: ReportState;
  receivedAt: Date;
  /** What they wrote. */
  text: string;
  /** How many people reported the same, when more than one. */
  reporters: number;
  workaround: string | null;
  fixedVersion: string | null;
  /** Steps a reporter may know of, oldest first. */
  timeline: { at: Date; state: ReportState }[];
};

type Row = {
  reference: string;
  receivedAt: Date;
  text: string | null;
  organization: string;
  launch: string;
  itemState: ItemState | null;
  issueId: string | null;
  issueState: IssueState | null;
  reporters: number | null;
  workaround: string | null;
  fixedVersion: string | null;
  recordedAt: Date | null;
};

const noSuchReport = () =>
  new AppError("NOT_FOUND", "This link leads to no report. Check that it was copied whole.");

export type ReportLink = { orgId: string; rawEventId: string | null; itemId: string };

/**
 * Where a report's link leads.
 * @throws AppError NOT_FOUND, the same for a token that is not ours and a report that is gone.
 */
export async function findReportLink(token: string): Promise<ReportLink> {
  const id = readLinkToken("report", token);
  const found = id === null ? null : await findReport(id);
  if (!found) throw noSuchReport();
  return found;
}

/** A report as its reporter may see it, in whatever state it is. @throws AppError NOT_FOUND when it is gone */
export async function readReport(scope: Scope, found: ReportLink): Promise<ReportPage> {
  const { row, moves } = await withScope(scope, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select
        coalesce(i.reference, r.reference) as reference,
        coalesce(i.occurred_at, r.occurred_at) as "receivedAt",
        -- Of a helpdesk's conversation the reporter is shown what they are known to have said where they can read it.
        case
          when i.ticket_id is null then i.text
          else coalesce(
            (
              select string_agg(e.own_words, E'\\n\\n' order by e.at, e.id)
              from item_entry e
              where
                e.org_id = i.org_id
                and e.item_id = i.id
                and e.author = 'reporter'
                and e.visibility = 'public'
                and e.own_words <> ''
            ),
            ''
          )
        end as text,
        o.name as organization,
        l.name as launch,
        case
          when i.id is null
          and octet_length(r.body) = 0 then 'withdrawn'
          else i.state
        end as "itemState",
        s.id as "issueId",
        s.state as "issueState",
        s.reporter_count as reporters,
        s.workaround,
        s.fixed_version as "fixedVersion",
        i.recorded_at as "recordedAt"
      from
        (
          select
            ${found.itemId}::text as item_id,
            ${found.rawEventId}::text as raw_event_id
        ) k
        left join raw_event r on r.org_id = ${scope.orgId}
        and r.id = k.raw_event_id
        left join item i on i.org_id = ${scope.orgId}
        and i.id = k.item_id
        left join issue own on own.org_id = ${scope.orgId}
        and own.id = i.issue_id
        left join issue s on s.org_id = ${scope.orgId}
        and s.id = coalesce(own.merged_into_id, own.id)
        join launch l on l.org_id = ${scope.orgId}
        and l.id = coalesce(i.launch_id, r.launch_id)
        join organization o on o.id = ${scope.orgId}
    `;
    if (!row) throw noSuchReport();
    const moves =
      row.issueId === null
        ? []
        : await tx.$queryRaw<{ at: Date; to: string }[]>`
          select
            at,
            state as to
          from
            (
              select
                id,
                at,
                coalesce(
                  data -> 'after' ->> 'state',
                  case
                    when jsonb_typeof(data -> 'to') = 'string' then data ->> 'to'
                  end
                ) as state
              from issue_event
              where
                org_id = ${scope.orgId}
                and issue_id = ${row.issueId}
                and undone_at is null
                and at >= ${row.receivedAt}
            ) e
          where state is not null
          order by id
          limit 100
        `;
    return { row, moves };
  });
  const [raw] = row.text === null && found.rawEventId ? await loadRawEvents(scope, [found.rawEventId]) : [];
  const draft = raw ? toDraft(raw) : null;
  const state = reportState(row);
  const timeline: ReportPage["timeline"] = [{ at: row.receivedAt, state: "received" }];
  // Business time may stand still or run fast in a demo, the time of recording is the database's own: steps stay in order.
  const readAt =
    row.recordedAt &&
    new Date(
      Math.max(
        row.receivedAt.getTime(),
        Math.min(row.recordedAt.getTime(), moves[0]?.at.getTime() ?? Number.MAX_SAFE_INTEGER),
      ),
    );
  if (readAt && state !== "withdrawn")
    timeline.push({ at: readAt, state: row.itemState === "quarantined" ? "set_aside" : "open" });
  for (const { at, to } of moves) {
    const next = isIssueState(to) ? reportState({ itemState: "open", issueState: to }) : null;
    if (next && next !== timeline.at(-1)?.state) timeline.push({ at, state: next });
  }
  return {
    reference: row.reference,
    organization: row.organization,
    launch: row.launch,
    state,
    receivedAt: row.receivedAt,
    text:
      state === "withdrawn" ? "" : (row.text ?? (draft?.ok && isTheirs(draft.draft) ? draft.draft.text : "")),
    reporters: row.reporters ?? 1,
    workaround: row.workaround,
    fixedVersion: state === "fixed" || state === "confirmed" ? row.fixedVersion : null,
    timeline,
  };
}

/** Whether a text that has not been read yet is its reporter's, to be shown to them. */
const isTheirs = ({ entry }: Draft): boolean =>
  entry === undefined || (entry.author === "reporter" && entry.visibility === "public");

const isIssueState = (word: string): word is IssueState => (ISSUE_STATES as readonly string[]).includes(word);
