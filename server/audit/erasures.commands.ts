import type { Tally } from "@/server/db/erasing";
import { json, type Tx } from "@/server/db/sql";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";

export type NewReceipt = {
  subjectKind: "report" | "reporter";
  subjectIds: readonly string[];
  itemIds: readonly string[];
  tallies: readonly Tally[];
};

/** Writes what was erased, with the erasing: ids, tables and counts. Returns the receipt's id. */
export async function keepReceiptIn(
  tx: Tx,
  scope: Scope,
  { subjectKind, subjectIds, itemIds, tallies }: NewReceipt,
): Promise<string> {
  const id = newId("erasure");
  await tx.erasure.create({
    data: {
      orgId: scope.orgId,
      id,
      at: now(),
      subjectKind,
      subjectIds: [...subjectIds],
      itemIds: [...itemIds],
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      tallies: json(tallies),
    },
  });
  return id;
}
