import { UNREADABLE } from "@/contracts/intake";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { unreadableReason } from "@/server/intake/unreadable-arrivals";
import { enqueueIn } from "@/server/jobs/outbox";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

/**
 * Reads what arrived and could not be read once more, from the bytes as they came: after this product learnt to, or whatever went wrong is
 * mended. Its place in quarantine is taken by what comes of it, under the same reference.
 * @throws AppError NOT_FOUND; CONFLICT when it is not one that could not be read.
 */
export async function readAgain(scope: Scope, itemId: string): Promise<{ reference: string }> {
  return withScope(scope, async (tx) => {
    const [item] = await tx.$queryRaw<
      { reference: string; launchId: string; rawEventId: string | null; isUnreadable: boolean }[]
    >`
      select
        reference,
        launch_id as "launchId",
        raw_event_id as "rawEventId",
        state = 'quarantined'
        and starts_with(coalesce(quarantine_reason, ''), ${UNREADABLE}) as "isUnreadable"
      from item
      where
        org_id = ${scope.orgId}
        and id = ${itemId}
      for update
    `;
    if (!item) throw new AppError("NOT_FOUND", "There is no such report here.");
    if (!item.isUnreadable || item.rawEventId === null)
      throw new AppError("CONFLICT", `${item.reference} has been read already.`, { reason: "state" });
    await tx.$executeRaw`
      update item
      set
        quarantine_reason = ${unreadableReason("It is being read again.")},
        version = version + 1
      where
        org_id = ${scope.orgId}
        and id = ${itemId}
    `;
    await enqueueIn(tx, scope, runPipeline, [item.rawEventId]);
    await recordIn(tx, scope, {
      verb: "item.read_again",
      subjectKind: "item",
      subjectId: itemId,
      launchId: item.launchId,
      data: { reference: item.reference },
    });
    return { reference: item.reference };
  });
}
