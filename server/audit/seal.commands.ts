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
    // The list is empty most of the time, and the planner believes it still is when thousands were added since its last count: no join
    // here may depend on how many rows it expects. One scan of the key up to a place, then one look-up an event.
    const found = await tx.$queryRaw<{ id: string; at: Date }[]>`
      with
        taken as (
          delete from audit_due
          where
            org_id = ${scope.orgId}
            and place <= (
              select max(place)
              from
                (
                  select place
                  from audit_due
                  where org_id = ${scope.orgId}
                  order by place
                  limit ${max}
                ) as first_places
            )
          returning
            event_id,
            place
        )
      select
        e.id,
        e.at
      from
        taken
        cross join lateral (
          select
            id,
            at
          from audit_event
          where
            org_id = ${scope.orgId}
            and id = taken.event_id
          limit 1
        ) as e
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
