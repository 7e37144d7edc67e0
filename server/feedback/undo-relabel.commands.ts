import { ownMoment } from "@/contracts/moment";
import { UNDO_WINDOW_MS } from "@/contracts/issues";
import { json, noJson, type Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { BeforeRelabel } from "./before-relabel";
import { finishIn } from "./finish.commands";
import { lockItemIn } from "./item-writes.commands";
import type { ItemRelabelled } from "./relabel-item.commands";

/**
 * Takes back what a person last said of a report, within ten minutes: its labels are as before, and whose they were.
 * @throws AppError NOT_FOUND; CONFLICT with `reason` undone, too_late or newer.
 */
export async function undoRelabelIn(tx: Tx, scope: Scope, itemId: string): Promise<ItemRelabelled> {
  const item = await lockItemIn(tx, scope, itemId);
  const now = clockNow();
  const { beforeRelabel } = await tx.item.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: itemId } },
    select: { beforeRelabel: true },
  });
  if (beforeRelabel === null)
    throw new AppError("CONFLICT", "There is nothing to undo here any more.", { reason: "undone" });
  const before = BeforeRelabel.parse(beforeRelabel);
  if (before.version !== item.version)
    throw new AppError("CONFLICT", `${item.reference} was changed since; nothing was undone.`, {
      reason: "newer",
    });
  if (now.getTime() - ownMoment(before.at).getTime() > UNDO_WINDOW_MS)
    throw new AppError("CONFLICT", "This was too long ago to be undone. Change it again instead.", {
      reason: "too_late",
    });
  const current = { ...item, component: item.componentId };
  const earlier = { ...before, component: before.componentId };
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: itemId } },
    data: {
      type: before.type,
      severity: before.severity,
      sentiment: before.sentiment,
      sentimentScore: before.sentimentScore,
      componentId: before.componentId,
      confidence: before.confidence,
      provenance: json(before.provenance),
      beforeRelabel: noJson,
      version: { increment: 1 },
    },
  });
  await finishIn(
    tx,
    scope,
    {
      launchId: item.launchId,
      groupId: null,
      events: [],
      audit: {
        verb: "item.relabel_undone",
        subjectKind: "item",
        subjectId: item.id,
        data: {
          before: Object.fromEntries(before.fields.map((field) => [field, current[field]])),
          after: Object.fromEntries(before.fields.map((field) => [field, earlier[field]])),
        },
      },
      changed: item.issueId ? [item.issueId] : [],
    },
    now,
  );
  return {
    itemId,
    version: item.version + 1,
    labels: before.fields.map((field) => ({
      subjectKind: "item",
      subjectId: itemId,
      field,
      value: earlier[field],
      previous: current[field],
      reason: "Undone.",
      setBy: before.provenance[field]?.by ?? "model",
    })),
    rescore: item.issueId ? [item.issueId] : [],
  };
}
