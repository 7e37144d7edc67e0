import { UNREADABLE } from "@/contracts/intake";
import { expiredOf, type Deleted, type Expirer } from "@/server/db/expiring";
import { sql, type Sql, type Tx } from "@/server/db/sql";
import { lockLaunchIn } from "@/server/feedback/record.commands";
import { runPipeline } from "@/server/jobs/run-pipeline";
import type { Scope } from "@/server/platform/scope";
import { eraseIn } from "./erase.commands";
import { runPipelineWithModel } from "./jobs";

/** Bodies emptied in one transaction, behind their launches' locks. */
const BODIES = 100;
/**
 * What arrived long enough ago and is read: not what waits to be read, nor what failed or could not be read, which have terms of their own.
 */
const isDueBody = (scope: Scope, before: Date): Sql => sql`
  r.org_id = ${scope.orgId}
  and octet_length(r.body) > 0
  and r.received_at < ${before}
  and not exists (
    select
    from outbox o
    where
      o.org_id = r.org_id
      and o.ref = r.id
      and o.state <> 'done'
  )
  and not exists (
    select
    from item i
    where
      i.org_id = r.org_id
      and i.raw_event_id = r.id
      and i.state = 'quarantined'
      and starts_with(i.quarantine_reason, ${UNREADABLE})
  )
`;

/**
 * Bodies and headers as they arrived; the row and its hash stay. With them goes what was said in a helpdesk's conversation whose report
 * never arrived, since nothing else leads to it.
 */
export const expireRawBodies: Expirer = {
  kind: "raw_bodies",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from raw_event r
          where ${isDueBody(scope, before)}
          limit ${atMost}
        ) d
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const [row] = await tx.$queryRaw<{ at: Date }[]>`
      select received_at as at
      from raw_event
      where
        org_id = ${scope.orgId}
        and octet_length(body) > 0
      order by received_at
      limit 1
    `;
    return row?.at ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const found = await tx.$queryRaw<{ id: string; launchId: string }[]>`
      select
        r.id,
        r.launch_id as "launchId"
      from raw_event r
      where ${isDueBody(scope, before)}
      order by r.received_at
      limit ${BODIES}
    `;
    if (found.length === 0) return { rows: 0, bytes: 0, isMore: false };
    // Whoever asks for one to be read once more does so behind the same lock; what is due is looked at again behind it.
    for (const launchId of [...new Set(found.map((event) => event.launchId))].sort())
      await lockLaunchIn(tx, scope, launchId);
    const emptied = await emptyIn(
      tx,
      scope,
      found.map((event) => event.id),
      isDueBody(scope, before),
    );
    return { ...expiredOf(emptied, BODIES), isMore: found.length === BODIES && emptied.rows > 0 };
  },
};

/** Empties raw events of which `where` holds (over `raw_event r`), with orphaned words that came in them. */
async function emptyIn(tx: Tx, scope: Scope, ids: readonly string[], where: Sql): Promise<Deleted> {
  const emptied = await tx.$queryRaw<{ id: string; bytes: number }[]>`
    with
      due as (
        select
          r.id,
          octet_length(r.body) + octet_length(r.headers::text) as bytes
        from raw_event r
        where
          ${where}
          and r.id = any(${[...ids]}::text[])
      )
    update raw_event e
    set
      body = ''::bytea,
      headers = '{}'
    from due
    where
      e.org_id = ${scope.orgId}
      and e.id = due.id
    returning
      due.id,
      due.bytes
  `;
  await tx.$executeRaw`
    update item_entry
    set
      own_words = '',
      quoted_words = '',
      author_name = null,
      content_hash = ''
    where
      org_id = ${scope.orgId}
      and item_id is null
      and raw_event_id = any(${emptied.map((event) => event.id)}::text[])
  `;
  return { rows: emptied.length, bytes: emptied.reduce((sum, event) => sum + event.bytes, 0) };
}

const FAILED_JOBS = 25;
const MAIL_GIVEN_UP = "Sending failed at every attempt, and the failed job has been deleted after its term.";

type FailedJob = { id: string; topic: string; ref: string; itemId: string | null };

/**
 * Failed jobs that nobody has tried again since the term began. A report that such a job should have recorded is nowhere but in what
 * arrived: that is erased with it. Of a mail it stays that it was not sent.
 */
export const expireFailedJobs: Expirer = {
  kind: "failed_jobs",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from outbox
          where
            org_id = ${scope.orgId}
            and state = 'dead'
            and greatest(created_at, available_at) < ${before}
          limit ${atMost}
        ) d
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
      select min(greatest(created_at, available_at)) as at
      from outbox
      where
        org_id = ${scope.orgId}
        and state = 'dead'
    `;
    return row?.at ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const jobs = await tx.$queryRaw<FailedJob[]>`
      select
        o.id,
        o.topic,
        o.ref,
        case
          when i.id is null then r.item_id
        end as "itemId"
      from
        outbox o
        left join raw_event r on r.org_id = o.org_id
        and r.id = o.ref
        left join item i on i.org_id = r.org_id
        and i.id = r.item_id
      where
        o.org_id = ${scope.orgId}
        and o.state = 'dead'
        and greatest(o.created_at, o.available_at) < ${before}
      order by o.id
      limit ${FAILED_JOBS}
      for no key update of o skip locked
    `;
    const reads: readonly string[] = [runPipeline.topic, runPipelineWithModel.topic];
    const itemIds = jobs.flatMap((job) => (reads.includes(job.topic) && job.itemId ? [job.itemId] : []));
    if (itemIds.length > 0) await eraseIn(tx, scope, { kind: "report", itemIds: [...new Set(itemIds)] });
    await tx.message.updateMany({
      where: {
        orgId: scope.orgId,
        id: { in: jobs.map((job) => job.ref) },
        state: { in: ["pending", "sending"] },
      },
      data: { state: "failed", lastError: MAIL_GIVEN_UP },
    });
    const { count } = await tx.outbox.deleteMany({
      where: { orgId: scope.orgId, id: { in: jobs.map((job) => job.id) } },
    });
    return { rows: count, bytes: 0, isMore: count >= FAILED_JOBS };
  },
};
