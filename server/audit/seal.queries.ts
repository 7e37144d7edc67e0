import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import { fingerprintsIn } from "./fingerprints.queries";
import { GENESIS, checkBlock, type BlockBefore, type SealFault } from "./seal";

export type SealReport = {
  isWhole: boolean;
  blocks: number;
  events: number;
  head: { seq: number; hash: string } | null;
  sealedAt: Date | null;
  fault: SealFault | null;
};

/** Blocks read at once: at most 5,000 events each. */
const BLOCKS_AT_ONCE = 20;

/**
 * Walks an organization's whole chain and compares it with the events as they are now.
 * @param anchor a head that was written down elsewhere (the log); a chain that does not contain it was cut
 */
export async function verifyAudit(
  scope: Scope,
  anchor: { seq: number; hash: string } | null = null,
): Promise<SealReport> {
  let before: BlockBefore = { seq: 0, hash: GENESIS, place: 0n };
  let sealedAt: Date | null = null;
  let events = 0;
  const report = (fault: SealFault | null): SealReport => ({
    isWhole: fault === null,
    blocks: before.seq,
    events,
    head: before.seq === 0 ? null : { seq: before.seq, hash: before.hash },
    sealedAt,
    fault,
  });
  for (;;) {
    const fault = await withScope(
      scope,
      async (tx): Promise<SealFault | "end" | null> => {
        const blocks = await tx.auditBlock.findMany({
          where: { orgId: scope.orgId, seq: { gt: before.seq } },
          orderBy: { seq: "asc" },
          take: BLOCKS_AT_ONCE,
        });
        for (const block of blocks) {
          const sealed = await fingerprintsIn(tx, scope, block.eventIds, block.form === 1 ? 1 : 2);
          const found = checkBlock(block, before, sealed);
          if (found) return found;
          if (anchor?.seq === block.seq && anchor.hash !== block.hash)
            return { seq: block.seq, reason: "block_changed" };
          before = { seq: block.seq, hash: block.hash, place: sealed.at(-1)?.place ?? before.place };
          sealedAt = block.sealedAt;
          events += block.rowCount;
        }
        return blocks.length === 0 ? "end" : null;
      },
      { timeoutMs: 60_000 },
    );
    if (fault === "end") break;
    if (fault) return report(fault);
  }
  if (anchor && anchor.seq > before.seq) return report({ seq: before.seq + 1, reason: "chain_cut" });
  const stray = await findUnsealed(scope);
  return report(stray ? { seq: null, reason: "event_unsealed", eventId: stray } : null);
}

/** An event that no block names and that is not waiting to be sealed either: it was put in, or its block taken out, afterwards. */
async function findUnsealed(scope: Scope): Promise<string | null> {
  const [stray] = await withScope(
    scope,
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select e.id
      from audit_event e
      where
        e.org_id = ${scope.orgId}
        and not exists (
          select
          from audit_due d
          where
            d.org_id = e.org_id
            and d.place = e.place
            and d.event_id = e.id
        )
        and not exists (
          select
          from
            (
              select unnest(event_ids) as id
              from audit_block
              where org_id = ${scope.orgId}
            ) sealed
          where sealed.id = e.id
        )
      order by e.place
      limit 1
    `,
    { timeoutMs: 60_000 },
  );
  return stray?.id ?? null;
}
