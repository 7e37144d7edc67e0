import { UNREADABLE } from "@/contracts/intake";
import type { Deleted, Expirer } from "@/server/db/expiring";
import { sql, type Sql, type Tx } from "@/server/db/sql";
import { lockLaunchIn } from "@/server/feedback/record.commands";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { now as clockNow } from "@/server/platform/clock";
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
 * From when on bodies may still be there: where the last run that went through left off. A position behind the cut-off was written by a
 * clock that ran ahead, and says nothing.
 */
async function startIn(tx: Tx, scope: Scope, before: Date): Promise<Date> {
  const last = await tx.retentionPart.findFirst({
    where: {
      orgId: scope.orgId,
      kind: "raw_bodies",
      error: null,
      endedAt: { not: null },
      position: { not: null },
    },
    orderBy: { runId: "desc" },
    select: { position: true },
  });
  return last?.position && last.position <= before ? last.position : new Date(0);
}

/**
 * An organization's arrivals that hold `where` (over `raw_event r`), at most so many of each source and oldest first: each source's by the
 * index that its page uses, because one over bodies that are still there would cost every arrival an entry.
 */
const arrivalsOf = (scope: Scope, from: Date, before: Date, where: Sql, atMost: number): Sql => sql`
  source s
  cross join lateral (
    select
      r.id,
      r.launch_id,
      r.received_at
    from raw_event r
    where
      r.org_id = s.org_id
      and r.source_id = s.id
      and r.received_at >= ${from}
      and r.received_at < ${before}
      and ${where}
    order by r.received_at
    limit ${atMost}
  ) a
  where s.org_id = ${scope.orgId}
`;

/** When the oldest body that is still there came, of those that came before; null when there is none. */
async function oldestBodyIn(tx: Tx, scope: Scope, from: Date, before: Date): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    select min(a.received_at) as at
    from ${arrivalsOf(scope, from, before, sql`octet_length(r.body) > 0`, 1)}
  `;
  return row?.at ?? null;
}

/**
 * Bodies and headers as they arrived; the row and its hash stay. With them goes what was said in a helpdesk's conversation whose report
 * never arrived, since nothing else leads to it.
 */
export const expireRawBodies: Expirer = {
  kind: "raw_bodies",
  dueIn: async (tx, scope, before, atMost) => {
    const from = await startIn(tx, scope, before);
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select least(count(*), ${atMost})::int as n
      from ${arrivalsOf(scope, from, before, isDueBody(scope, before), atMost)}
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const until = clockNow();
    return oldestBodyIn(tx, scope, await startIn(tx, scope, until), until);
  },
  expireIn: async (tx, scope, before, position) => {
    const start = await startIn(tx, scope, before);
    const from = position ?? start;
    const found = await tx.$queryRaw<{ id: string; launchId: string; receivedAt: Date }[]>`
      select
        a.id,
        a.launch_id as "launchId",
        a.received_at as "receivedAt"
      from ${arrivalsOf(scope, from, before, isDueBody(scope, before), BODIES)}
      order by a.received_at
      limit ${BODIES}
    `;
    // Whoever asks for one to be read once more does so behind the same lock; what is due is looked at again behind it.
    for (const launchId of [...new Set(found.map((event) => event.launchId))].sort())
      await lockLaunchIn(tx, scope, launchId);
    const emptied = await emptyIn(
      tx,
      scope,
      found.map((event) => event.id),
      isDueBody(scope, before),
    );
    const isMore = found.length === BODIES && emptied.rows > 0;
    // What waits, failed or could not be read keeps its body: the next run begins with the first of those.
    return {
      ...emptied,
      isMore,
      position: isMore
        ? found.at(-1)!.receivedAt
        : ((await oldestBodyIn(tx, scope, start, before)) ?? before),
    };
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
