import { ownMoment } from "@/contracts/moment";
import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { fieldOf, isSameValue, type ActableIssue } from "./issue-acts";
import type { MergeOp } from "./issue-merge.commands";
import { addRelationIn, dropRelationsIn } from "./issue-relations.commands";
import { beforeAndAfter, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import { moveItemsIn } from "./membership-of-items.commands";
import { lockLaunchIn } from "./record.commands";

export type Unmerged = {
  undoId: string;
  issueId: string;
  intoId: string;
  movedItems: number;
  rescore: readonly string[];
};

/**
 * Takes a merge back, however long ago: the reports that came with the issue and are still there return to it, what it had been raised
 * to is lowered again where nobody decided since, and a "not the same" is left behind that keeps machines from merging the pair again.
 * @throws AppError NOT_FOUND; CONFLICT when the issue is not merged.
 */
export async function unmergeIssueIn(
  tx: Tx,
  scope: Scope,
  { issueId, reason }: { issueId: string; reason: string },
): Promise<Unmerged> {
  const now = clockNow();
  const found = await tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: issueId } },
    select: { launchId: true, mergedIntoId: true, number: true },
  });
  if (!found) throw new AppError("NOT_FOUND", "There is no such issue here.");
  await lockLaunchIn(tx, scope, found.launchId);
  const [source, target] = await holdPair(tx, scope, issueId);
  const op = await findMergeOp(tx, scope, source.id);
  const movedItems = await separateIn(tx, scope, source, target, op, now);
  const lowered = op ? await loweredAgain(tx, scope, target, op) : {};
  await writeChangesIn(tx, scope, [{ issue: target, changes: lowered }], now);
  await addRelationIn(
    tx,
    scope,
    {
      issueId: source.id,
      otherId: target.id,
      kind: "not_same",
      setBy: "person",
      reason: reason || "Unmerged.",
    },
    now,
  );
  const undoId = newId("issueEvent");
  await finishIn(
    tx,
    scope,
    {
      launchId: source.launchId,
      groupId: undoId,
      events: [
        {
          issueId: source.id,
          kind: "unmerged",
          data: {
            from: { id: target.id, number: target.number, title: target.title },
            items: movedItems,
            reason,
            op: { kind: "unmerge", issueId: source.id, intoId: target.id },
          },
        },
        {
          issueId: target.id,
          kind: "unmerge_lost",
          data: {
            ...beforeAndAfter(target, lowered),
            issue: { id: source.id, number: source.number, title: source.title },
            items: movedItems,
            reason,
          },
        },
      ],
      audit: {
        verb: "issue.unmerged",
        subjectKind: "issue",
        subjectId: source.id,
        data: { from: target.id, items: movedItems, reason },
      },
      changed: [source.id, target.id],
    },
    now,
  );
  return { undoId, issueId: source.id, intoId: target.id, movedItems, rescore: [source.id, target.id] };
}

async function holdPair(tx: Tx, scope: Scope, issueId: string): Promise<[ActableIssue, ActableIssue]> {
  const now = await tx.issue.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: issueId } },
    select: { mergedIntoId: true, number: true },
  });
  if (!now.mergedIntoId)
    throw new AppError("CONFLICT", `#${now.number} is not merged into another issue.`, {
      reason: "not_merged",
    });
  const locked = await lockIssuesIn(tx, scope, [issueId, now.mergedIntoId]);
  return [locked.find((i) => i.id === issueId)!, locked.find((i) => i.id === now.mergedIntoId)!];
}

export type RecordedMergeOp = MergeOp & { undoId: string };

/** The merge by which an issue became part of another; issues that emptied themselves into another have none. */
export async function findMergeOp(tx: Tx, scope: Scope, sourceId: string): Promise<RecordedMergeOp | null> {
  const [own] = await tx.$queryRaw<{ groupId: string }[]>`
    select group_id as "groupId"
    from issue_event
    where
      org_id = ${scope.orgId}
      and issue_id = ${sourceId}
      and kind = 'merged'
      and undone_at is null
    order by id desc
    limit 1
  `;
  if (!own) return null;
  const [event] = await tx.$queryRaw<{ op: MergeOp }[]>`
    select data -> 'op' as op
    from issue_event
    where
      org_id = ${scope.orgId}
      and group_id = ${own.groupId}
      and data -> 'op' ->> 'kind' = 'merge'
    limit 1
  `;
  return event ? { ...event.op, undoId: own.groupId } : null;
}

/** Parts a merged issue from the one it became part of; the number of reports that returned. The caller holds both and the launch. */
export async function separateIn(
  tx: Tx,
  scope: Scope,
  source: ActableIssue,
  target: ActableIssue,
  op: RecordedMergeOp | null,
  now: Date,
): Promise<number> {
  const came = op
    ? await tx.$queryRaw<{ id: string }[]>`
      select t.id
      from
        issue_item j
        join item t on t.org_id = j.org_id
        and t.id = j.item_id
      where
        j.org_id = ${scope.orgId}
        and j.issue_id = ${source.id}
        and j.left_at = ${ownMoment(op.at)}
        and t.issue_id = ${target.id}
      order by t.id
      for no key update of
        t
    `
    : [];
  await moveItemsIn(
    tx,
    scope,
    came.map((item) => ({ itemId: item.id, toIssueId: source.id })),
    { by: "person", reason: `Came back from #${target.number} when it was unmerged.` },
    now,
  );
  const children = op?.sources.find((s) => s.id === source.id)?.repointed ?? [];
  if (children.length > 0)
    await tx.$executeRaw`
      update issue
      set
        merged_into_id = ${source.id},
        updated_at = ${now}
      where
        org_id = ${scope.orgId}
        and id = any(${children}::text[])
        and merged_into_id = ${target.id}
    `;
  await dropRelationsIn(tx, scope, source.id, target.id, ["duplicate_of"]);
  await writeChangesIn(tx, scope, [{ issue: source, changes: { mergedIntoId: null } }], now);
  return came.length;
}

/** What the merge had raised, back to what it was, where it still is what the merge made it and no other merged issue needs it. */
async function loweredAgain(
  tx: Tx,
  scope: Scope,
  target: ActableIssue,
  op: RecordedMergeOp,
): Promise<Record<string, unknown>> {
  const others = await tx.issue.count({
    where: { orgId: scope.orgId, mergedIntoId: target.id, id: { in: op.sources.map((s) => s.id) } },
  });
  if (others > 0) return {};
  const [event] = await tx.$queryRaw<
    { before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]
  >`
    select
      data -> 'before' as before,
      data -> 'after' as after
    from issue_event
    where
      org_id = ${scope.orgId}
      and group_id = ${op.undoId}
      and issue_id = ${target.id}
      and kind = 'merge_received'
    limit 1
  `;
  const [before, after] = [event?.before ?? {}, event?.after ?? {}];
  const raised = ["severity", "provenance.severity"].filter((name) => name in after);
  return raised.length > 0 && raised.every((name) => isSameValue(fieldOf(target, name), after[name]))
    ? Object.fromEntries(raised.map((name) => [name, before[name] ?? null]))
    : {};
}
