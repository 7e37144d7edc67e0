import { UNREADABLE } from "@/contracts/intake";
import type { ItemContext, ItemState } from "@/contracts/feedback";
import type { ItemType, Provenance, Sentiment, SetBy, Severity, Urgency } from "@/contracts/triage";
import { rows, sql, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import type { Writer } from "./people";
import { rememberPeopleIn } from "./people.commands";
import { ALL_ITEMS } from "./term-stats.queries";

/** `isKnown`: the item exists and has its reporter; this is who that is. `givenAt`: when they said so of themselves. */
export type ReportedBy = Writer & {
  readonly isLoggedByAgent: boolean;
  readonly isKnown: boolean;
  readonly givenAt: Date;
};

/** An item as the pipeline found it: read, classified, and told where it belongs. */
export type RecordedItem = {
  id: string;
  launchId: string;
  sourceId: string;
  rawEventId: string | null;
  /** The helpdesk's conversation that it is; null elsewhere. */
  ticketId: string | null;
  reference: string;
  title: string | null;
  text: string;
  language: string;
  context: ItemContext;
  /** Who wrote it, as its source says; null where nothing is said. */
  reporter: ReportedBy | null;
  occurredAt: Date;
  receivedAt: Date;
  state: ItemState;
  quarantineReason: string | null;
  type: ItemType;
  severity: Severity;
  sentiment: Sentiment;
  sentimentScore: number;
  componentId: string | null;
  issueId: string | null;
  fingerprint: string | null;
  confidence: number;
  provenance: Readonly<Record<string, Provenance>>;
  isDegraded: boolean;
  isSuspicious: boolean;
  /** Components that answered with a burst of errors when it was read, by id: a later reading judges by the same. */
  burstingComponents: readonly string[];
};

/** How an item came to its issue; `matchId` names the report that it was found to be like. */
export type Joining = {
  itemId: string;
  issueId: string;
  by: SetBy;
  reason: string;
  score: number;
  matchId?: string | null;
};

/** An issue that the pipeline opens; its counts and impact are scored afterwards. */
export type OpenedIssue = {
  id: string;
  launchId: string;
  title: string;
  type: ItemType;
  severity: Severity;
  urgency: Urgency;
  componentId: string | null;
  teamId: string | null;
  labels: readonly string[];
  effort: number;
  effortReason: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
  provenance: Readonly<Record<string, Provenance>>;
  confidence: number;
  needsReview: string | null;
  fingerprint: string | null;
  terms: readonly string[];
  language: string;
};

/** One batch at a time writes the issues of a launch; held until the transaction ends. */
export async function lockLaunchIn(tx: Tx, scope: Scope, launchId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${scope.orgId}|${launchId}`}, 7))`;
}

/** Whether the item that is there holds nothing but the beginning of bytes that nobody could read. */
const wasUnreadable = sql`item.state = 'quarantined' and starts_with(item.quarantine_reason, ${UNREADABLE})`;

/**
 * Writes items. One that a person logged, or whose reporter wrote again, exists already and is completed; its issue stays.
 * @returns issues whose reports turned out to be of one person instead of several, to be counted anew
 */
export async function recordItemsIn(
  tx: Tx,
  scope: Scope,
  items: readonly RecordedItem[],
): Promise<{ recount: readonly string[] }> {
  if (items.length === 0) return { recount: [] };
  const { writers, recount } = await rememberPeopleIn(
    tx,
    scope,
    items.flatMap(({ id, sourceId, reporter }) =>
      reporter && !reporter.isKnown
        ? [
            {
              ref: id,
              sourceId,
              writer: reporter,
              isLoggedByAgent: reporter.isLoggedByAgent,
              at: reporter.givenAt,
            },
          ]
        : [],
    ),
  );
  const values = items.map(({ reporter, ...item }) => ({
    ...item,
    reporterId: writers.get(item.id)?.reporterId ?? null,
    personKey: writers.get(item.id)?.personKey ?? null,
    accountKey: reporter?.accountKey ?? null,
  }));
  await tx.$executeRaw`
    insert into
      item (
        org_id,
        id,
        launch_id,
        source_id,
        raw_event_id,
        ticket_id,
        reporter_id,
        reference,
        title,
        text,
        language,
        context,
        person_key,
        account_key,
        occurred_at,
        received_at,
        state,
        quarantine_reason,
        type,
        severity,
        sentiment,
        sentiment_score,
        component_id,
        issue_id,
        fingerprint,
        confidence,
        provenance,
        is_degraded,
        is_suspicious,
        bursting_components
      )
    select
      ${scope.orgId},
      r.id,
      r."launchId",
      r."sourceId",
      r."rawEventId",
      r."ticketId",
      r."reporterId",
      r.reference,
      r.title,
      r.text,
      r.language,
      r.context,
      r."personKey",
      r."accountKey",
      r."occurredAt",
      r."receivedAt",
      r.state,
      r."quarantineReason",
      r.type,
      r.severity,
      r.sentiment,
      r."sentimentScore",
      r."componentId",
      r."issueId",
      r.fingerprint,
      r.confidence,
      r.provenance,
      r."isDegraded",
      r."isSuspicious",
      array(
        select jsonb_array_elements_text(r."burstingComponents")
      )
    from
      jsonb_to_recordset(${rows(values)}::jsonb) as r(
        id text,
        "launchId" text,
        "sourceId" text,
        "rawEventId" text,
        "ticketId" text,
        "reporterId" text,
        reference text,
        title text,
        text text,
        language text,
        context jsonb,
        "personKey" text,
        "accountKey" text,
        "occurredAt" timestamptz,
        "receivedAt" timestamptz,
        state text,
        "quarantineReason" text,
        type text,
        severity text,
        sentiment text,
        "sentimentScore" real,
        "componentId" text,
        "issueId" text,
        fingerprint text,
        confidence real,
        provenance jsonb,
        "isDegraded" boolean,
        "isSuspicious" boolean,
        "burstingComponents" jsonb
      )
    on conflict (org_id, id) do update
    set
      title = case
        when ${wasUnreadable} then excluded.title
        else coalesce(item.title, excluded.title)
      end,
      ticket_id = coalesce(item.ticket_id, excluded.ticket_id),
      context = case
        when ${wasUnreadable}
        or item.context = '{}' then excluded.context
        else item.context
      end,
      text = excluded.text,
      state = case when ${wasUnreadable} then excluded.state else item.state end,
      quarantine_reason = case
        when ${wasUnreadable} then excluded.quarantine_reason
        else item.quarantine_reason
      end,
      language = excluded.language,
      type = excluded.type,
      severity = excluded.severity,
      sentiment = excluded.sentiment,
      sentiment_score = excluded.sentiment_score,
      component_id = excluded.component_id,
      issue_id = coalesce(item.issue_id, excluded.issue_id),
      reporter_id = coalesce(excluded.reporter_id, item.reporter_id),
      person_key = coalesce(excluded.person_key, item.person_key),
      account_key = case
        when ${wasUnreadable} then excluded.account_key
        else coalesce(item.account_key, excluded.account_key)
      end,
      fingerprint = excluded.fingerprint,
      confidence = excluded.confidence,
      provenance = excluded.provenance,
      is_degraded = excluded.is_degraded,
      is_suspicious = excluded.is_suspicious,
      bursting_components = excluded.bursting_components,
      version = item.version + 1
  `;
  return { recount };
}

/** Writes how items joined their issues; an item that is in one already stays there. */
export async function joinIssuesIn(
  tx: Tx,
  scope: Scope,
  joinings: readonly Joining[],
  at: Date,
): Promise<void> {
  if (joinings.length === 0) return;
  const values = joinings.map((j) => ({ id: newId("issueItem"), ...j, at }));
  await tx.$executeRaw`
    insert into
      issue_item (org_id, id, issue_id, item_id, joined_by, reason, score, joined_at, matched_item_id)
    select
      ${scope.orgId},
      r.id,
      r."issueId",
      r."itemId",
      r.by,
      r.reason,
      r.score,
      r.at,
      r."matchId"
    from
      jsonb_to_recordset(${rows(values)}::jsonb) as r(
        id text,
        "issueId" text,
        "itemId" text,
        by text,
        reason text,
        score real,
        at timestamptz,
        "matchId" text
      )
    on conflict (org_id, item_id)
    where left_at is null do nothing
  `;
}

/** Opens issues with the launch's next numbers, each with its first line in the trail. */
export async function openIssuesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  issues: readonly OpenedIssue[],
  at: Date,
): Promise<void> {
  if (issues.length === 0) return;
  const [taken] = await tx.$queryRaw<{ first: number }[]>`
    update launch
    set next_issue_number = next_issue_number + ${issues.length}
    where
      org_id = ${scope.orgId}
      and id = ${launchId}
    returning next_issue_number - ${issues.length} as first
  `;
  const values = rows(
    issues.map((issue, n) => ({ ...issue, number: taken!.first + n, eventId: newId("issueEvent"), at })),
  );
  await tx.$executeRaw`
    insert into
      issue (
        org_id,
        id,
        launch_id,
        number,
        title,
        type,
        severity,
        urgency,
        component_id,
        team_id,
        labels,
        impact,
        computed_impact,
        effort,
        computed_effort,
        effort_reason,
        first_seen_at,
        last_seen_at,
        provenance,
        confidence,
        needs_review,
        fingerprint,
        terms,
        language,
        created_at,
        updated_at
      )
    select
      ${scope.orgId},
      r.id,
      r."launchId",
      r.number,
      r.title,
      r.type,
      r.severity,
      r.urgency,
      r."componentId",
      r."teamId",
      array(
        select jsonb_array_elements_text(r.labels)
      ),
      0,
      0,
      r.effort,
      r.effort,
      r."effortReason",
      r."firstSeenAt",
      r."lastSeenAt",
      r.provenance,
      r.confidence,
      r."needsReview",
      r.fingerprint,
      array(
        select jsonb_array_elements_text(r.terms)
      ),
      r.language,
      r.at,
      r.at
    from
      jsonb_to_recordset(${values}::jsonb) as r(
        id text,
        "launchId" text,
        number int,
        title text,
        type text,
        severity text,
        urgency text,
        "componentId" text,
        "teamId" text,
        labels jsonb,
        effort int,
        "effortReason" text,
        "firstSeenAt" timestamptz,
        "lastSeenAt" timestamptz,
        provenance jsonb,
        confidence real,
        "needsReview" text,
        fingerprint text,
        terms jsonb,
        language text,
        at timestamptz
      )
  `;
  await tx.$executeRaw`
    insert into issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data)
    select
      ${scope.orgId},
      r."eventId",
      r.id,
      r.at,
      'opened',
      ${scope.actor.kind},
      ${scope.actor.id},
      ${scope.actor.name},
      jsonb_build_object('severity', r.severity, 'type', r.type)
    from
      jsonb_to_recordset(${values}::jsonb) as r("eventId" text, id text, at timestamptz, severity text, type text)
  `;
}

/** Adds the terms of new items to the launch's statistics. */
export async function countTermsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  items: readonly { terms: readonly string[] }[],
): Promise<void> {
  const counts = new Map<string, number>([[ALL_ITEMS, items.length]]);
  for (const { terms } of items) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.$executeRaw`
    insert into term_stat as t (org_id, launch_id, term, n)
    select
      ${scope.orgId},
      ${launchId},
      term,
      n
    from unnest(${sorted.map(([t]) => t)}::text[], ${sorted.map(([, n]) => n)}::int[]) as c(term, n)
    on conflict (org_id, launch_id, term) do update
    set n = t.n + excluded.n
  `;
}
