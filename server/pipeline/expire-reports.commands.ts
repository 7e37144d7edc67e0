import { UNREADABLE } from "@/contracts/intake";
import type { Expired, Expirer } from "@/server/db/expiring";
import { empty, sql, type Sql, type Tx } from "@/server/db/sql";
import { lockLaunchIn } from "@/server/feedback/record.commands";
import type { Scope } from "@/server/platform/scope";
import { eraseIn } from "./erase.commands";

/** Reports erased in one transaction: it looks through all that may quote them. */
const BATCH = 25;

/** Nothing of it waits or failed in the pipeline, whose work is not touched. */
const IS_AT_REST = sql`
  not exists (
    select
    from outbox o
    where
      o.org_id = i.org_id
      and o.ref in (i.id, i.raw_event_id)
      and o.state <> 'done'
  )
`;

/** What could not be read, was proven, and is not being read again. */
const isDueUnreadable = (scope: Scope, before: Date | null): Sql => sql`
  i.org_id = ${scope.orgId}
  and i.state = 'quarantined'
  and starts_with(i.quarantine_reason, ${UNREADABLE})
  ${before ? sql`and i.received_at < ${before} and ${IS_AT_REST}` : empty}
`;

/**
 * Reports of a launch that was closed so long ago, and arrived so long ago. What could not be read has a term of its own. Of one that its
 * source took back already, only what arrived is left.
 */
const isDueReport = (scope: Scope, before: Date): Sql => sql`
  i.org_id = ${scope.orgId}
  and i.launch_id in (
    select l.id
    from launch l
    where
      l.org_id = ${scope.orgId}
      and l.closed_at < ${before}
  )
  and i.received_at < ${before}
  and not (
    i.state = 'quarantined'
    and starts_with(coalesce(i.quarantine_reason, ''), ${UNREADABLE})
  )
  and (
    i.state in ('open', 'quarantined', 'done')
    or i.raw_event_id in (
      select r.id
      from raw_event r
      where
        r.org_id = ${scope.orgId}
        and octet_length(r.body) > 0
        and r.received_at < ${before}
    )
  )
  and ${IS_AT_REST}
`;

async function countIn(tx: Tx, where: Sql, atMost: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
    from
      (
        select
        from item i
        where ${where}
        limit ${atMost}
      ) d
  `;
  return row?.n ?? 0;
}

async function oldestIn(tx: Tx, where: Sql): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    select min(i.received_at) as at
    from item i
    where ${where}
  `;
  return row?.at ?? null;
}

/**
 * Erases some of what is due, as if somebody had: a receipt and an entry of the audit log each time. What is due is looked at again once
 * the pipeline and whoever opens a launch again have to wait.
 */
async function eraseSomeIn(tx: Tx, scope: Scope, where: Sql): Promise<Expired> {
  const found = await tx.$queryRaw<{ id: string; launchId: string }[]>`
    select
      i.id,
      i.launch_id as "launchId"
    from item i
    where ${where}
    order by
      i.launch_id,
      i.id
    limit ${BATCH}
  `;
  if (found.length === 0) return { rows: 0, bytes: 0, isMore: false };
  const launchIds = [...new Set(found.map((item) => item.launchId))].sort();
  for (const launchId of launchIds) await lockLaunchIn(tx, scope, launchId);
  await tx.$queryRaw`
    select id
    from launch
    where
      org_id = ${scope.orgId}
      and id = any(${launchIds}::text[])
    order by id
    for share
  `;
  const due = await tx.$queryRaw<{ id: string }[]>`
    select i.id
    from item i
    where
      ${where}
      and i.id = any(${found.map((item) => item.id)}::text[])
  `;
  if (due.length === 0) return { rows: 0, bytes: 0, isMore: false };
  const erased = await eraseIn(tx, scope, { kind: "report", itemIds: due.map((item) => item.id) });
  return { rows: erased.reports, bytes: 0, isMore: found.length === BATCH };
}

/** What arrived and could not be read, with its place in quarantine. */
export const expireUnreadable: Expirer = {
  kind: "unreadable",
  dueIn: (tx, scope, before, atMost) => countIn(tx, isDueUnreadable(scope, before), atMost),
  oldestIn: (tx, scope) => oldestIn(tx, isDueUnreadable(scope, null)),
  expireIn: (tx, scope, before) => eraseSomeIn(tx, scope, isDueUnreadable(scope, before)),
};

/** Reports of closed launches, with everything that quotes them; never while a launch is open. */
export const expireItems: Expirer = {
  kind: "items",
  dueIn: (tx, scope, before, atMost) => countIn(tx, isDueReport(scope, before), atMost),
  oldestIn: (tx, scope) =>
    oldestIn(
      tx,
      sql`
        i.org_id = ${scope.orgId}
        and i.state <> 'withdrawn'
      `,
    ),
  expireIn: (tx, scope, before) => eraseSomeIn(tx, scope, isDueReport(scope, before)),
};
