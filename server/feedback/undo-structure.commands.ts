import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { mergeIssuesIn, type MergeOp } from "./issue-merge.commands";
import { addRelationIn, dropRelationsIn, type KeptRelation } from "./issue-relations.commands";
import type { SplitOp } from "./issue-split.commands";
import { separateIn } from "./issue-unmerge.commands";
import { lockIssueIn, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import { itemsOfIn, removeNotSameIn, moveItemsIn } from "./membership-of-items.commands";
import type { MoveOp } from "./move-items.commands";

/** What one command changed that is not a field of an issue, as its line in the trail keeps it. */
export type StructuralOp =
  | MergeOp
  | SplitOp
  | MoveOp
  | { kind: "unmerge"; issueId: string; intoId: string }
  | { kind: "relate"; issueId: string; otherId: string; added: string | null; dropped: KeptRelation[] };

/**
 * Takes back what moved items or joined issues; their fields are the caller's. Answers with further issues that it touched.
 * @throws AppError CONFLICT with `reason` newer when an issue of it has been merged elsewhere since; NOT_FOUND
 */
export async function revertIn(
  tx: Tx,
  scope: Scope,
  op: StructuralOp,
  undoId: string,
  now: Date,
): Promise<string[]> {
  switch (op.kind) {
    case "merge": {
      const target = await lockIssueIn(tx, scope, op.intoId);
      const sources = await lockIssuesIn(
        tx,
        scope,
        op.sources.map((s) => s.id),
      );
      const gone = sources.filter((source) => source.mergedIntoId !== op.intoId);
      if (gone.length > 0)
        throw new AppError("CONFLICT", `#${gone[0]!.number} is no longer merged there; nothing was undone.`, {
          reason: "newer",
          issueIds: gone.map((g) => g.id),
        });
      for (const source of sources) await separateIn(tx, scope, source, target, { ...op, undoId }, now);
      for (const relation of op.dropped) await addRelationIn(tx, scope, relation, now);
      return op.sources.map((s) => s.id);
    }
    case "unmerge":
      await mergeIssuesIn(tx, scope, {
        intoId: op.intoId,
        issueIds: [op.issueId],
        reason: "Its unmerging was undone.",
      });
      return [op.issueId, op.intoId];
    case "split": {
      const items = await itemsOfIn(tx, scope, [op.newId]);
      const [split, from] = [await lockIssueIn(tx, scope, op.newId), await lockIssueIn(tx, scope, op.fromId)];
      if (split.mergedIntoId || from.mergedIntoId)
        throw new AppError("CONFLICT", "One of the two issues has been merged since; nothing was undone.", {
          reason: "newer",
          issueIds: [op.newId, op.fromId],
        });
      await removeNotSameIn(
        tx,
        scope,
        items.map((item) => ({ itemId: item.id, issueId: op.fromId })),
      );
      await moveItemsIn(
        tx,
        scope,
        items.map((item) => ({ itemId: item.id, toIssueId: op.fromId })),
        { by: "person", reason: "The split was undone." },
        now,
      );
      await dropRelationsIn(tx, scope, op.newId, op.fromId, ["not_same"]);
      await addRelationIn(
        tx,
        scope,
        {
          issueId: op.newId,
          otherId: op.fromId,
          kind: "duplicate_of",
          setBy: "person",
          reason: "The split was undone.",
        },
        now,
      );
      await writeChangesIn(tx, scope, [{ issue: split, changes: { mergedIntoId: op.fromId } }], now);
      return [op.newId, op.fromId];
    }
    case "move": {
      const here = new Set((await itemsOfIn(tx, scope, [op.toId])).map((item) => item.id));
      const back = op.items.filter((item) => here.has(item.id));
      const gone = (
        await lockIssuesIn(
          tx,
          scope,
          op.items.flatMap((item) => item.from ?? []),
        )
      ).filter((issue) => issue.mergedIntoId !== null && issue.mergedIntoId !== op.toId);
      if (gone.length > 0)
        throw new AppError("CONFLICT", `#${gone[0]!.number} has been merged since; nothing was undone.`, {
          reason: "newer",
          issueIds: gone.map((g) => g.id),
        });
      await removeNotSameIn(
        tx,
        scope,
        back.flatMap((item) => (item.from ? [{ itemId: item.id, issueId: item.from }] : [])),
      );
      await moveItemsIn(
        tx,
        scope,
        back.map((item) => ({ itemId: item.id, toIssueId: item.from })),
        { by: "person", reason: "Its move was undone." },
        now,
      );
      return [op.toId, ...new Set(op.items.flatMap((item) => item.from ?? []))];
    }
    case "relate":
      await dropRelationsIn(tx, scope, op.issueId, op.otherId, ["related", "not_same"]);
      for (const relation of op.dropped) await addRelationIn(tx, scope, relation, now);
      return [];
  }
}
