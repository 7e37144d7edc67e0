import type { Provenance } from "@/contracts/triage";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { enqueueIn } from "@/server/jobs/outbox";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { lockItemIn } from "./item-writes.commands";
import { addNotSameIn, moveItemsIn } from "./membership-of-items.commands";

/**
 * Lets a report out of quarantine: it is read like one that just came in, and no machine sets it aside again.
 * @throws AppError NOT_FOUND; CONFLICT when it is not in quarantine.
 */
export async function releaseItem(scope: Scope, itemId: string): Promise<{ itemId: string }> {
  return withScope(scope, async (tx) => {
    const item = await lockItemIn(tx, scope, itemId);
    if (item.state !== "quarantined")
      throw new AppError("CONFLICT", `${item.reference} is not in quarantine.`, { reason: "state" });
    await tx.item.update({
      where: { orgId_id: { orgId: scope.orgId, id: itemId } },
      data: {
        state: "open",
        quarantineReason: null,
        version: { increment: 1 },
        provenance: json({
          ...item.provenance,
          quarantine: { by: "person", confidence: 1, reason: "Released by a person." } satisfies Provenance,
        }),
      },
    });
    await enqueueIn(tx, scope, runPipeline, [itemId]);
    await recordIn(tx, scope, {
      verb: "item.released",
      subjectKind: "item",
      subjectId: itemId,
      launchId: item.launchId,
      data: {
        reference: item.reference,
        before: { state: item.state },
        after: { state: "open" },
      },
    });
    await publishIn(tx, scope, { kind: "items.recorded", launchId: item.launchId, ids: [itemId] });
    return { itemId };
  });
}

/**
 * Sets a report aside as spam or noise: it leaves its issue and stays in sight in quarantine. `rescore` names the issue it left.
 * @throws AppError NOT_FOUND; CONFLICT when it is there already.
 */
export async function quarantineItemIn(
  tx: Tx,
  scope: Scope,
  { itemId, reason }: { itemId: string; reason: string },
): Promise<{ itemId: string; rescore: readonly string[] }> {
  const now = clockNow();
  const item = await lockItemIn(tx, scope, itemId);
  if (item.state === "quarantined")
    throw new AppError("CONFLICT", `${item.reference} is in quarantine already.`, { reason: "state" });
  if (item.state === "withdrawn")
    throw new AppError("CONFLICT", `${item.reference} was withdrawn.`, { reason: "state" });
  if (item.issueId) {
    await moveItemsIn(tx, scope, [{ itemId, toIssueId: null }], { by: "person", reason }, now);
    await addNotSameIn(tx, scope, [{ itemId, issueId: item.issueId }], now);
  }
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: itemId } },
    data: {
      state: "quarantined",
      quarantineReason: reason,
      version: { increment: 1 },
      provenance: json({
        ...item.provenance,
        quarantine: { by: "person", confidence: 1, reason } satisfies Provenance,
      }),
    },
  });
  await finishIn(
    tx,
    scope,
    {
      launchId: item.launchId,
      groupId: null,
      events: item.issueId
        ? [
            {
              issueId: item.issueId,
              kind: "item_quarantined",
              data: { itemId, reference: item.reference, reason },
            },
          ]
        : [],
      audit: {
        verb: "item.quarantined",
        subjectKind: "item",
        subjectId: itemId,
        data: {
          reference: item.reference,
          reason,
          issueId: item.issueId,
          before: { state: item.state, issueId: item.issueId },
          after: { state: "quarantined", issueId: null },
        },
      },
      changed: item.issueId ? [item.issueId] : [],
    },
    now,
  );
  return { itemId, rescore: item.issueId ? [item.issueId] : [] };
}
