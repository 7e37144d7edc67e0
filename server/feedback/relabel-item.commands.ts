import type { z } from "zod";
import type { RelabelItem } from "@/contracts/issues";
import { confidenceOfLabels, scoreOfSentiment, type Provenance, type SetBy } from "@/contracts/triage";
import { json, type Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { assertComponentIn, lockItemIn } from "./item-writes.commands";
import type { BeforeRelabel } from "./before-relabel";

export type ItemLabel = {
  subjectKind: "item";
  subjectId: string;
  field: string;
  value: string | null;
  previous: string | null;
  reason: string;
  /** Who says so; a person unless said otherwise. */ setBy?: SetBy;
};
export type ItemRelabelled = {
  itemId: string;
  version: number;
  labels: readonly ItemLabel[];
  rescore: readonly string[];
};

/**
 * A person's word on one report; machines never change it afterwards.
 * @throws AppError NOT_FOUND; CONFLICT when the version seen is not the current one.
 */
export async function relabelItemIn(
  tx: Tx,
  scope: Scope,
  input: z.output<typeof RelabelItem>,
): Promise<ItemRelabelled> {
  const item = await lockItemIn(tx, scope, input.itemId);
  if (input.expectedVersion !== undefined && input.expectedVersion !== item.version)
    throw new AppError(
      "CONFLICT",
      `${item.reference} was changed in the meantime. Your change was not saved.`,
      {
        reason: "version",
        expectedVersion: input.expectedVersion,
        currentVersion: item.version,
        current: {
          type: item.type,
          severity: item.severity,
          sentiment: item.sentiment,
          componentId: item.componentId,
        },
      },
    );
  if (input.componentId) await assertComponentIn(tx, scope, item.launchId, input.componentId);
  const fields = [
    ["type", item.type, input.type],
    ["severity", item.severity, input.severity],
    ["sentiment", item.sentiment, input.sentiment],
    ["component", item.componentId, input.componentId],
  ] as const;
  const changedLabels = fields.flatMap(([field, previous, value]) =>
    value === undefined || (value === previous && item.provenance[field]?.by === "person")
      ? []
      : [{ field, previous, value }],
  );
  if (changedLabels.length === 0) return { itemId: item.id, version: item.version, labels: [], rescore: [] };
  const provenance = {
    ...item.provenance,
    ...Object.fromEntries(
      changedLabels.map(({ field }) => [
        field,
        { by: "person", confidence: 1, reason: input.reason } satisfies Provenance,
      ]),
    ),
  };
  const now = clockNow();
  const before: BeforeRelabel = {
    version: item.version + 1,
    at: now.toISOString(),
    type: item.type,
    severity: item.severity,
    sentiment: item.sentiment,
    sentimentScore: item.sentimentScore,
    componentId: item.componentId,
    confidence: confidenceOfLabels(item.provenance),
    provenance: item.provenance,
    fields: changedLabels.map(({ field }) => field),
  };
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: item.id } },
    data: {
      type: input.type ?? item.type,
      severity: input.severity ?? item.severity,
      sentiment: input.sentiment ?? item.sentiment,
      sentimentScore: scoreOfSentiment(input.sentiment ?? item.sentiment, item),
      componentId: input.componentId === undefined ? item.componentId : input.componentId,
      confidence: confidenceOfLabels(provenance),
      provenance: json(provenance),
      beforeRelabel: json(before),
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
        verb: "item.relabelled",
        subjectKind: "item",
        subjectId: item.id,
        data: {
          before: Object.fromEntries(changedLabels.map((s) => [s.field, s.previous])),
          after: Object.fromEntries(changedLabels.map((s) => [s.field, s.value])),
          reason: input.reason,
        },
      },
      changed: item.issueId ? [item.issueId] : [],
    },
    now,
  );
  return {
    itemId: item.id,
    version: item.version + 1,
    labels: changedLabels.map((s) => ({
      subjectKind: "item",
      subjectId: item.id,
      field: s.field,
      value: s.value,
      previous: s.previous,
      reason: input.reason,
    })),
    rescore: item.issueId ? [item.issueId] : [],
  };
}
