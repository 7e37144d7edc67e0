import { withScope } from "@/server/db/client";
import { log } from "@/server/platform/log";
import type { Scope } from "@/server/platform/scope";
import { LATE_MS, fingerprintsIn, idAt, readIdTime } from "./fingerprints.queries";
import { GENESIS, blockHash } from "./seal";

/** Events in one block; the next call takes the rest. */
const BLOCK_MAX = 5_000;

/**
 * Seals the events that no block holds yet into one block that follows the last. The head's hash is logged, so that a chain whose end
 * was cut off can be recognised by somebody who kept the log.
 * @returns how many events were sealed; 0 also when another worker is sealing this organization
 */
export async function sealAudit(scope: Scope): Promise<number> {
  const sealed = await withScope(scope, async (tx) => {
    const [lock] = await tx.$queryRaw<
      { ok: boolean }[]
    >`select pg_try_advisory_xact_lock(hashtextextended('audit.seal ' || ${scope.orgId}, 0)) as ok`;
    if (!lock?.ok) return null;
    // First: what is committed after this statement has a row of its own, which the next call finds.
    await tx.$executeRaw`delete from audit_due where org_id = ${scope.orgId}`;
    const last = await tx.auditBlock.findFirst({
      where: { orgId: scope.orgId },
      orderBy: { seq: "desc" },
      select: { seq: true, hash: true, lastEventId: true },
    });
    const since = last ? idAt(readIdTime(last.lastEventId) - LATE_MS) : "";
    const found = await tx.$queryRaw<{ id: string; at: Date }[]>`
      with recent as (select unnest(event_ids) as id from audit_block where org_id = ${scope.orgId} and last_event_id >= ${since})
      select e.id, e.at from audit_event e where e.org_id = ${scope.orgId} and e.id >= ${since} and not exists (select from recent r where r.id = e.id)
      order by e.id limit ${BLOCK_MAX}`;
    if (found.length === 0) return null;
    if (found.length === BLOCK_MAX)
      await tx.$executeRaw`insert into audit_due (org_id) values (${scope.orgId})`;
    const eventIds = found.map((e) => e.id);
    const seq = (last?.seq ?? 0) + 1;
    const previousHash = last?.hash ?? GENESIS;
    const hash = blockHash(seq, previousHash, await fingerprintsIn(tx, scope, eventIds));
    const times = found.map((e) => e.at.getTime());
    await tx.auditBlock.create({
      data: {
        orgId: scope.orgId,
        seq,
        fromAt: new Date(Math.min(...times)),
        untilAt: new Date(Math.max(...times)),
        rowCount: eventIds.length,
        previousHash,
        hash,
        eventIds,
        lastEventId: eventIds.at(-1)!,
      },
    });
    return { seq, hash, count: eventIds.length };
  });
  if (!sealed) return 0;
  log().info(
    { orgId: scope.orgId, seq: sealed.seq, hash: sealed.hash, events: sealed.count },
    "audit sealed",
  );
  return sealed.count;
}
