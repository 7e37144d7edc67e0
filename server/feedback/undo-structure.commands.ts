import { ownMoment } from "@/contracts/moment";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import type { ActableIssue } from "./issue-acts";
import { isOpenState } from "./issue-lifecycle";
import type { MergeOp } from "./issue-merge.commands";
import { letFollowIn, partIssuesIn } from "./issue-parting.commands";
import { makePartsIn, pointIn, repointIn } from "./issue-parts.commands";
import {
  addRelationIn,
  dropRelationsByIdIn,
  dropRelationsIn,
  type TracedRelation,
} from "./issue-relations.commands";
import type { SplitOp } from "./issue-split.commands";
import type { UnmergeOp } from "./issue-unmerge.commands";
import { lockIssueIn, lockIssuesIn, traceIn, writeChangesIn } from "./issue-writes.commands";
import { addNotSameIn, itemsOfIn, moveItemsIn, removeNotSameIn } from "./membership-of-items.commands";
import type { MoveOp } from "./move-items.commands";
import type { Joining } from "./severity-escalation";

/** What one command changed that is not a field of an issue, as its line in the trail keeps it. */
export type StructuralOp =
  | MergeOp
  | SplitOp
  | MoveOp
  | UnmergeOp
  | {
      kind: "relate";
      issueId: string;
      otherId: string;
      added: string | null;
      dropped: TracedRelation[];
    };

export type Reverted = {
  /** Issues that it touched. */ readonly issueIds: readonly string[];
  /** What an issue has taken in, or goes on having, and must not hide once its fields are back; null where there is no such issue. */
  readonly heldBy: { readonly issueId: string; readonly joining: readonly Joining[] } | null;
};

/**
 * Takes back what moved items or joined issues; their fields are the caller's.
 * @throws AppError CONFLICT with `reason` newer when an issue of it has been merged elsewhere since; NOT_FOUND
 */
export async function revertIn(
  tx: Tx,
  scope: Scope,
  op: StructuralOp,
  undoId: string,
  now: Date,
): Promise<Reverted> {
  switch (op.kind) {
    case "merge":
      return revertMergeIn(tx, scope, op, now);
    case "unmerge":
      return revertUnmergeIn(tx, scope, op, now);
    case "split":
      return revertSplitIn(tx, scope, op, undoId, now);
    case "move":
      return revertMoveIn(tx, scope, op, now);
    case "relate":
      await dropRelationsIn(tx, scope, op.issueId, op.otherId, ["related", "not_same"]);
      await restoreIn(tx, scope, op.dropped, now);
      return { issueIds: [], heldBy: null };
  }
}

async function revertMergeIn(tx: Tx, scope: Scope, op: MergeOp, now: Date): Promise<Reverted> {
  const target = await lockIssueIn(tx, scope, op.intoId);
  const issueIds = op.sources.map((source) => source.id);
  const sources = await lockIssuesIn(tx, scope, issueIds);
  assertStillIn(sources, (source) => source.mergedIntoId === op.intoId, "is no longer merged there");
  const { staying } = await partIssuesIn(tx, scope, target, sources, now);
  await dropRelationsByIdIn(tx, scope, op.inheritedRelations ?? []);
  await restoreIn(tx, scope, op.dropped, now);
  return { issueIds, heldBy: { issueId: op.intoId, joining: staying } };
}

/** Makes the two one again, as they were: what people gave or took from the issue in the meantime is not handed on a second time. */
async function revertUnmergeIn(tx: Tx, scope: Scope, op: UnmergeOp, now: Date): Promise<Reverted> {
  const target = await lockIssueIn(tx, scope, op.intoId);
  const source = await lockIssueIn(tx, scope, op.issueId);
  assertStillIn([source, target], (issue) => issue.mergedIntoId === null, "has been merged since");
  const merge = await readMergeOf(tx, scope, op);
  await dropRelationsIn(tx, scope, source.id, target.id, ["not_same", "related"]);
  const relations = op.dropped ?? [];
  await restoreIn(tx, scope, relations, now);
  const duplicate = relations.find((relation) => relation.kind === "duplicate_of");
  const how = {
    by: duplicate?.setBy ?? "person",
    reason: duplicate?.reason ?? "Its unmerging was undone.",
  } as const;
  await addNotSameIn(tx, scope, op.notSame ?? [], now);
  const { parts, broughtBy } = await makePartsIn(tx, scope, target, [source], how, now);
  const again: MergeOp = {
    kind: "merge",
    intoId: target.id,
    at: now.toISOString(),
    sources: parts,
    dropped: merge?.op.dropped ?? [],
    inheritedRelations: merge?.op.inheritedRelations ?? [],
    notSame: [...(op.notSame ?? [])],
  };
  const [reason, items] = ["Its unmerging was undone.", broughtBy.get(source.id) ?? 0];
  await traceIn(
    tx,
    scope,
    newId("issueEvent"),
    [
      {
        issueId: source.id,
        kind: "merged",
        data: { into: { id: target.id, number: target.number, title: target.title }, items, reason },
      },
      {
        issueId: target.id,
        kind: "merge_received",
        data: {
          before: merge?.before ?? {},
          after: merge?.after ?? {},
          from: [{ id: source.id, number: source.number, title: source.title }],
          items,
          reason,
          raised: null,
          op: again,
        },
      },
    ],
    now,
  );
  const joining = { name: `#${source.number}`, severity: source.severity, isOpen: isOpenState(source.state) };
  return { issueIds: [source.id, target.id], heldBy: { issueId: target.id, joining: [joining] } };
}

/** The merge that an unmerge had taken back, with what it did to the issue; null when it had been into another one. */
async function readMergeOf(
  tx: Tx,
  scope: Scope,
  { issueId, intoId }: UnmergeOp,
): Promise<{ op: MergeOp; before: object | null; after: object | null } | null> {
  const [found] = await tx.$queryRaw<{ op: MergeOp; before: object | null; after: object | null }[]>`
    select
      e.data -> 'op' as op,
      e.data -> 'before' as before,
      e.data -> 'after' as after
    from
      issue_event m
      join issue_event e on e.org_id = m.org_id
      and e.group_id = m.group_id
      and e.kind = 'merge_received'
    where
      m.org_id = ${scope.orgId}
      and m.issue_id = ${issueId}
      and m.kind = 'merged'
      and m.undone_at is null
    order by m.id desc
    limit 1
  `;
  return found?.op.intoId === intoId ? found : null;
}

/** What was split off goes back, with all that came to it since; its issue becomes part of the one that it came from. */
async function revertSplitIn(
  tx: Tx,
  scope: Scope,
  op: SplitOp,
  undoId: string,
  now: Date,
): Promise<Reverted> {
  const items = await tx.item.findMany({
    where: { orgId: scope.orgId, issueId: op.newId },
    select: { id: true, reference: true, severity: true },
    orderBy: { id: "asc" },
  });
  const [split, from] = [await lockIssueIn(tx, scope, op.newId), await lockIssueIn(tx, scope, op.fromId)];
  assertStillIn([split, from], (issue) => issue.mergedIntoId === null, "has been merged since");
  const notSame = op.notSame ?? items.map((item) => ({ itemId: item.id, issueId: op.fromId }));
  await removeNotSameIn(tx, scope, notSame);
  await moveItemsIn(
    tx,
    scope,
    items.map((item) => ({ itemId: item.id, toIssueId: op.fromId })),
    { by: "person", reason: "The split was undone.", since: await momentOf(tx, scope, undoId) },
    now,
  );
  await dropRelationsIn(tx, scope, op.newId, op.fromId, ["not_same"]);
  await pointIn(tx, scope, op.newId, op.fromId, { by: "person", reason: "The split was undone." }, now);
  await writeChangesIn(tx, scope, [{ issue: split, changes: { mergedIntoId: op.fromId } }], now);
  const joining = items
    .filter((item) => !op.itemIds.includes(item.id))
    .map(({ reference, severity }) => ({
      name: `report ${reference}`,
      severity: severity as Joining["severity"],
      isOpen: true,
    }));
  return { issueIds: [op.newId, op.fromId], heldBy: { issueId: op.fromId, joining } };
}

async function revertMoveIn(tx: Tx, scope: Scope, op: MoveOp, now: Date): Promise<Reverted> {
  const here = new Set((await itemsOfIn(tx, scope, [op.toId])).map((item) => item.id));
  const back = op.items.filter((item) => here.has(item.id));
  const fromIds = [...new Set(op.items.flatMap((item) => item.from ?? []))];
  const from = await lockIssuesIn(tx, scope, fromIds);
  assertStillIn(
    from,
    (issue) => issue.mergedIntoId === null || issue.mergedIntoId === op.toId,
    "has been merged since",
  );
  const isBack = ({ itemId }: { itemId: string }) => back.some((item) => item.id === itemId);
  const noted = back.flatMap((item) => (item.from ? [{ itemId: item.id, issueId: item.from }] : []));
  await removeNotSameIn(tx, scope, (op.notSame ?? noted).filter(isBack));
  await addNotSameIn(tx, scope, (op.same ?? []).filter(isBack), now);
  const at = op.at ? ownMoment(op.at) : null;
  await moveItemsIn(
    tx,
    scope,
    back.map((item) => ({ itemId: item.id, toIssueId: item.from })),
    { by: "person", reason: "Its move was undone.", ...(at ? { since: at } : {}) },
    now,
  );
  for (const { id, repointed } of op.emptied ?? []) {
    await repointIn(tx, scope, repointed, op.toId, id, now);
    await dropRelationsIn(tx, scope, id, op.toId, ["duplicate_of"]);
  }
  const returning = new Map(back.map((item) => [item.id, item.from]));
  const { staying } = await letFollowIn(tx, scope, op.toId, returning, at ? [at] : [], now);
  return { issueIds: [op.toId, ...fromIds], heldBy: { issueId: op.toId, joining: staying } };
}

async function restoreIn(
  tx: Tx,
  scope: Scope,
  relations: readonly TracedRelation[],
  now: Date,
): Promise<void> {
  for (const relation of relations) await addRelationIn(tx, scope, relation, now);
}

/** When a group of lines was written, which is when its command moved what it moved. */
async function momentOf(tx: Tx, scope: Scope, undoId: string): Promise<Date> {
  const { at } = await tx.issueEvent.findFirstOrThrow({
    where: { orgId: scope.orgId, groupId: undoId },
    select: { at: true },
  });
  return at;
}

function assertStillIn(
  issues: readonly ActableIssue[],
  isStill: (issue: ActableIssue) => boolean,
  since: string,
): void {
  const gone = issues.filter((issue) => !isStill(issue));
  if (gone.length > 0)
    throw new AppError("CONFLICT", `#${gone[0]!.number} ${since}; nothing was undone.`, {
      reason: "newer",
      issueIds: gone.map((issue) => issue.id),
    });
}
