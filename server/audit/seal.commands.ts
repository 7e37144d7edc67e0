import { withScope } from "@/server/db/client";
import { log } from "@/server/platform/log";
import type { Scope } from "@/server/platform/scope";
import { fingerprintsIn } from "./fingerprints.queries";
import { GENESIS, blockHash } from "./seal";

/** Events in one block; the next call takes the rest. */
const BLOCK_MAX = 5_000;

/**
 * Seals events that no block holds yet into one block that follows the last. Which those are is what has been committed, whatever their
 * times and ids say: each committed its own row in `audit_due`, and one that commits later than its neighbours has it found later. The
 * head's hash is logged, so that a chain whose end was cut off can be recognised by somebody who kept the log.
 * @param max how many events one block takes
 * @returns how many events were sealed; 0 also when another worker is sealing this organization
 */
export async function sealAudit(scope: Scope, max = BLOCK_MAX): Promise<number> {
  const sealed = await withScope(scope, async (tx) => {
    const [lock] = await tx.$queryRaw<{ ok: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended('audit.seal ' || ${scope.orgId}, 0)) as ok
    `;
    if (!lock?.ok) return null;
    const found = await tx.$queryRaw<{ id: string; at: Date }[]>`
      with
        due as (
          select place
          from audit_due
          where org_id = ${scope.orgId}
          order by place
          limit ${max}
        ),
        taken as (
          delete from audit_due d using due
          where
            d.org_id = ${scope.orgId}
            and d.place = due.place
          returning
            d.event_id,
            d.place
        )
      select
        e.id,
        e.at
      from
        taken
        join audit_event e on e.org_id = ${scope.orgId}
        and e.id = taken.event_id
      order by taken.place
    `;
    if (found.length === 0) return null;
    const last = await tx.auditBlock.findFirst({
      where: { orgId: scope.orgId },
      orderBy: { seq: "desc" },
      select: { seq: true, hash: true },
    });
    const eventIds = found.map((e) => e.id);
    const seq = (last?.seq ?? 0) + 1;
    const previousHash = last?.hash ?? GENESIS;
    const hash = blockHash(seq, previousHash, await fingerprintsIn(tx, scope, eventIds, 2));
    const times = found.map((e) => e.at.getTime());
    await tx.auditBlock.create({
      data: {
        orgId: scope.orgId,
        seq,
        form: 2,
        fromAt: new Date(Math.min(...times)),
        untilAt: new Date(Math.max(...times)),
        rowCount: eventIds.length,
        previousHash,
        hash,
        eventIds,
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
