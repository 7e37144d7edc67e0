import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import type { ActableIssue, FieldValues } from "./issue-acts";
import { partIssuesIn, readJoiningIn, type Joined } from "./issue-parting.commands";
import { addRelationIn, dropRelationsByIdIn, type TracedRelation } from "./issue-relations.commands";
import { beforeAndAfter, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import type { NotSame } from "./membership-of-items.commands";
import { takenBack } from "./merging";
import { lockLaunchIn } from "./record.commands";
import { raiseFor } from "./severity-escalation";

export type Unmerged = {
  undoId: string;
  issueId: string;
  intoId: string;
  movedItems: number;
  rescore: readonly string[];
};

/** What an unmerge took away, kept with its line in the trail so that it can be taken back. */
export type UnmergeOp = {
  kind: "unmerge";
  issueId: string;
  intoId: string;
  /** Relations that said that the two were one; missing from lines of before 2026-12-01, as is the next. */
  dropped?: TracedRelation[];
  /** Notes that the reports which returned are not about the issue. */ notSame?: NotSame[];
};

/**
 * Takes a merge back, however long ago: the reports that came with the issue and are still there return to it, and with them those that
 * they brought since; what the merge had raised or handed on goes back where nobody decided since, and a "not the same" is left behind
 * that keeps machines from merging the pair again.
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
  const joined = await readJoiningIn(tx, scope, source.id);
  const { returned, staying, dropped, forgotten } = await partIssuesIn(tx, scope, target, [source], now);
  // What the merge did to the issue is still owed to its other parts, while it has any.
  const isLast =
    joined !== null && joined.intoId === target.id && !(await hasOtherPartsIn(tx, scope, target, joined));
  const back: FieldValues = isLast ? takenBack(target, joined.target, staying.length > 0) : {};
  await writeChangesIn(tx, scope, [{ issue: target, changes: back }], now);
  const [lowered] = await lockIssuesIn(tx, scope, [target.id]);
  const raised = raiseFor(lowered!, staying)?.changes ?? {};
  await writeChangesIn(tx, scope, [{ issue: lowered!, changes: raised }], now);
  if (isLast) dropped.push(...(await dropRelationsByIdIn(tx, scope, joined.inheritedRelations)));
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
  const op: UnmergeOp = {
    kind: "unmerge",
    issueId: source.id,
    intoId: target.id,
    dropped,
    notSame: forgotten,
  };
  const changes = beforeAndAfter(target, { ...back, ...raised });
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
            items: returned,
            reason,
            op,
          },
        },
        {
          issueId: target.id,
          kind: "unmerge_lost",
          data: {
            ...changes,
            issue: { id: source.id, number: source.number, title: source.title },
            items: returned,
            reason,
          },
        },
      ],
      audit: {
        verb: "issue.unmerged",
        subjectKind: "issue",
        subjectId: source.id,
        data: { ...changes, from: target.id, items: returned, reason },
      },
      changed: [source.id, target.id],
    },
    now,
  );
  return {
    undoId,
    issueId: source.id,
    intoId: target.id,
    movedItems: returned,
    rescore: [source.id, target.id],
  };
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

async function hasOtherPartsIn(
  tx: Tx,
  scope: Scope,
  target: ActableIssue,
  { parts }: Joined,
): Promise<boolean> {
  const others = await tx.issue.count({
    where: { orgId: scope.orgId, mergedIntoId: target.id, id: { in: parts.map((part) => part.id) } },
  });
  return others > 0;
}
