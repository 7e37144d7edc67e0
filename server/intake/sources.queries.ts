import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import { FormConfig } from "@/contracts/form-words";
import { HelpdeskConfig, type SourceKind, type SourceState } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import { sql, type Sql, type Tx } from "@/server/db/sql";
import { decrypt } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { addressOf, instructionsFor, type Step } from "./instructions";
import { secretPlace } from "./source-lookup.queries";
import { listUnreadable, type UnreadableArrival } from "./unreadable-arrivals.queries";

/** Counts are exact to here. */

export type SourceRow = {
  id: string;
  kind: SourceKind;
  name: string;
  state: SourceState;
  launchId: string | null;
  key: string;
  version: number;
  hasSecret: boolean;
  /** Whether the secret it has cannot be opened any more, so that nothing signed with it is taken in. */
  isSecretUnreadable: boolean;
  /** Until when the secret before the current one is accepted too. */
  previousSecretUntil: Date | null;
  createdAt: Date;
  lastEventAt: Date | null;
  /** Deliveries of the last 24 hours; for a log feed, batches. */
  last24h: Count;
  /** Deliveries refused or passed over in the last 24 hours. */
  failures24h: number;
};

type Found = Omit<SourceRow, "last24h" | "failures24h" | "hasSecret" | "isSecretUnreadable"> & {
  secret: string | null;
  n: number;
  failures24h: number;
  config: unknown;
  launchSlug: string | null;
};

/** Each kind of source leaves its trace in another table; all of them by an index on the source or its launch. */
const arrivals = (table: Sql, at: Sql) =>
  sql`
    select ${at} as at
    from ${table} t
    where
      t.org_id = s.org_id
      and t.source_id = s.id
    order by ${at} desc
    limit ${COUNT_CAP + 1}
  `;

async function findIn(tx: Tx, scope: Scope, where: Sql): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    select
      s.id,
      s.kind,
      s.name,
      s.state,
      s.launch_id as "launchId",
      s.key,
      s.version,
      s.secret,
      case
        when s.previous_secret_until > now() then s.previous_secret_until
      end as "previousSecretUntil",
      s.created_at as "createdAt",
      s.config,
      l.slug as "launchSlug",
      e.last as "lastEventAt",
      coalesce(e.n, 0)::int as n,
      coalesce(f.n, 0)::int as "failures24h"
    from
      source s
      left join launch l on l.org_id = s.org_id
      and l.id = s.launch_id
      left join lateral (
        select
          max(at) as last,
          count(*) filter (
            where at > now() - interval '24 hours'
          ) as n
        from
          (
            select at
            from (${arrivals(sql`raw_event`, sql`t.received_at`)}) a
            where s.kind in ('form', 'zendesk', 'api')
            union all
            select at
            from (${arrivals(sql`ingest_batch`, sql`t.received_at`)}) b
            where s.kind = 'gateway_logs'
            union all
            select created_at
            from release_marker r
            where
              r.org_id = s.org_id
              and s.kind = 'releases'
          ) x
      ) e on true
      left join lateral (
        select sum(x.n) as n
        from source_failure x
        where
          x.org_id = s.org_id
          and x.source_id = s.id
          and x.minute > now() - interval '24 hours'
          and x.status >= 400
      ) f on true
    where
      s.org_id = ${scope.orgId}
      and s.state <> 'removed'
      and ${where}
    order by
      s.launch_id is null,
      s.created_at,
      s.id
    limit 400
  `;
}

function toRow(
  { orgId }: Scope,
  { n, failures24h, secret, config: _config, launchSlug: _slug, ...row }: Found,
): SourceRow {
  return {
    ...row,
    hasSecret: secret !== null,
    isSecretUnreadable: secret !== null && !decrypt(secret, secretPlace(orgId, row.id)).isOpen,
    last24h: countOf(n),
    failures24h,
  };
}

/** A launch's sources, oldest first, then those that every organization has. */
export async function listSources(scope: Scope, launchId: string): Promise<SourceRow[]> {
  return withScope(scope, async (tx) =>
    (await findIn(tx, scope, sql`(s.launch_id = ${launchId} or s.launch_id is null)`)).map((row) =>
      toRow(scope, row),
    ),
  );
}

export type SourceFailureRow = { minute: Date; reason: string; status: number; n: number; detail: string };
/** What arrived without being a report of its own, by reason, over the last seven days. */
export type SourceNoteRow = { reason: string; n: number; detail: string; last: Date };
export type SourceEventRow = {
  id: string;
  reference: string;
  itemId: string;
  receivedAt: Date;
  occurredAt: Date;
  /** Bytes that are still here as they arrived; 0 once they were deleted or erased. */
  size: number;
  /** SHA-256 of what arrived; it stays. */
  hash: string;
};
export type SourceDetail = SourceRow & {
  /** What to put into the sender; null for the source that people write into by hand. */
  url: string | null;
  form: FormConfig | null;
  helpdesk: HelpdeskConfig | null;
  steps: Step[];
  /** Newest first. */
  recentEvents: SourceEventRow[];
  failures: SourceFailureRow[];
  /** What arrived and could not be read, newest first. */
  unreadable: UnreadableArrival[];
  notes: SourceNoteRow[];
  canTest: boolean;
};

/** One source with everything its settings page says. @throws AppError NOT_FOUND */
export async function readSource(scope: Scope, id: string): Promise<SourceDetail> {
  const { found, recentEvents, failures, notes } = await withScope(scope, async (tx) => {
    const [found] = await findIn(tx, scope, sql`s.id = ${id}`);
    if (!found) throw new AppError("NOT_FOUND", "There is no such source here.");
    // A ticket's later deliveries are known by the report that they are part of.
    const recentEvents = await tx.$queryRaw<SourceEventRow[]>`
      select
        r.id,
        coalesce(i.reference, r.reference) as reference,
        coalesce(i.id, r.item_id) as "itemId",
        r.received_at as "receivedAt",
        r.occurred_at as "occurredAt",
        octet_length(r.body) as size,
        r.body_hash as hash
      from
        raw_event r
        left join item_entry e on e.org_id = r.org_id
        and e.raw_event_id = r.id
        left join item i on i.org_id = e.org_id
        and i.id = e.item_id
      where
        r.org_id = ${scope.orgId}
        and r.source_id = ${id}
      order by
        r.received_at desc,
        r.id desc
      limit 10
    `;
    const failures = await tx.sourceFailure.findMany({
      where: { orgId: scope.orgId, sourceId: id, status: { gte: 400 } },
      select: { minute: true, reason: true, status: true, n: true, detail: true },
      orderBy: { minute: "desc" },
      take: 50,
    });
    const notes = await tx.$queryRaw<SourceNoteRow[]>`
      select
        f.reason,
        sum(f.n)::int as n,
        (array_agg(f.detail order by f.minute desc))[1] as detail,
        max(f.minute) as last
      from source_failure f
      where
        f.org_id = ${scope.orgId}
        and f.source_id = ${id}
        and f.status < 400
        and f.minute > now() - interval '7 days'
      group by f.reason
      order by max(f.minute) desc
    `;
    return { found, recentEvents, failures, notes };
  });
  const described = {
    kind: found.kind,
    publicUrl: getEnv().PUBLIC_URL,
    key: found.key,
    launchSlug: found.launchSlug,
    hasSecret: found.secret !== null,
  };
  return {
    ...toRow(scope, found),
    url: addressOf(described),
    steps: instructionsFor(described),
    recentEvents,
    failures,
    unreadable: await listUnreadable(scope, id),
    notes,
    form: found.kind === "form" ? FormConfig.parse(found.config) : null,
    helpdesk:
      found.kind === "zendesk" ? HelpdeskConfig.catch({ acknowledges: false }).parse(found.config) : null,
    canTest: ["form", "zendesk", "gateway_logs"].includes(found.kind),
  };
}
