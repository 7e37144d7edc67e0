import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { assertNotMerged, beforeAndAfter, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import { pointIn, type Part } from "./issue-parts.commands";
import { inheritedFrom } from "./merging";
import { raiseFor } from "./severity-escalation";
import {
  lockItemsIn,
  itemsOfIn,
  addNotSameIn,
  removeNotSameIn,
  moveItemsIn,
  type NotSame,
} from "./membership-of-items.commands";
import { lockLaunchIn } from "./record.commands";

export type MoveInput = {
  readonly itemIds: readonly string[];
  readonly toIssueId: string;
  readonly reason: string;
};
export type Moved = {
  undoId: string | null;
  toIssueId: string;
  movedItems: number;
  raised: string | null;
  /** Issues that have no report left; they became part of the one the reports went to. */ emptied: {
    id: string;
    number: number;
  }[];
  rescore: readonly string[];
};
/** What a move did, kept with its line in the trail; what is optional is missing from lines of before 2026-12-01. */
export type MoveOp = {
  kind: "move";
  toId: string;
  at?: string;
  items: { id: string; from: string | null }[];
  /** Issues that were left without a report and became part of it. */ emptied?: Part[];
  /** What was noted so that no machine puts the reports back. */ notSame?: NotSame[];
  /** What had been noted against their being there. */ same?: NotSame[];
};

/**
 * Moves reports to another issue. No machine puts them back where they were. An issue that keeps no report becomes part of the one they
 * went to. Nothing critical is hidden: the issue that takes them in is raised and taken up again.
 * @throws AppError NOT_FOUND; CONFLICT when the target was merged away; UNPROCESSABLE for reports of another launch or in quarantine.
 */
export async function moveItemsToIssueIn(
  tx: Tx,
  scope: Scope,
  { itemIds, toIssueId, reason }: MoveInput,
): Promise<Moved> {
  const now = clockNow();
  const known = await tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: toIssueId } },
    select: { launchId: true },
  });
  if (!known) throw new AppError("NOT_FOUND", "There is no such issue here.");
  await lockLaunchIn(tx, scope, known.launchId);
  const found = await tx.item.findMany({
    where: { orgId: scope.orgId, id: { in: [...itemIds] } },
    select: { issueId: true },
  });
  const fromIds = [...new Set(found.flatMap((item) => item.issueId ?? []))].filter((id) => id !== toIssueId);
  const locked = await lockIssuesIn(tx, scope, [toIssueId, ...fromIds]);
  const target = locked.find((issue) => issue.id === toIssueId)!;
  assertNotMerged(target);
  const items = await lockItemsIn(tx, scope, itemIds);
  if (items.length < new Set(itemIds).size)
    throw new AppError("NOT_FOUND", "One of these reports does not exist here.");
  if (items.some((item) => item.launchId !== target.launchId))
    throw new AppError("UNPROCESSABLE", "A report cannot be moved to an issue of another launch.");
  if (items.some((item) => item.state === "quarantined"))
    throw new AppError("UNPROCESSABLE", "A report in quarantine has to be released first.", {
      reason: "quarantined",
    });
  if (items.some((item) => item.state === "withdrawn"))
    throw new AppError("UNPROCESSABLE", "A report that was withdrawn belongs to no issue.", {
      reason: "withdrawn",
    });
  const moving = items.filter((item) => item.issueId !== toIssueId);
  if (moving.length === 0)
    return { undoId: null, toIssueId, movedItems: 0, raised: null, emptied: [], rescore: [] };

  await moveItemsIn(
    tx,
    scope,
    moving.map((item) => ({ itemId: item.id, toIssueId })),
    { by: "person", reason: reason || "Moved by a person." },
    now,
  );
  const notSame = await addNotSameIn(
    tx,
    scope,
    moving.flatMap((item) => (item.issueId ? [{ itemId: item.id, issueId: item.issueId }] : [])),
    now,
  );
  const same = await removeNotSameIn(
    tx,
    scope,
    moving.map((item) => ({ itemId: item.id, issueId: toIssueId })),
  );
  const still = new Set((await itemsOfIn(tx, scope, fromIds)).map((item) => item.issueId));
  const emptied = locked.filter(
    (issue) => issue.id !== toIssueId && !still.has(issue.id) && issue.mergedIntoId === null,
  );
  const parts: Part[] = [];
  for (const issue of emptied)
    parts.push(
      await pointIn(
        tx,
        scope,
        issue.id,
        toIssueId,
        { by: "person", reason: reason || "All its reports were moved." },
        now,
      ),
    );
  const joining = moving.map((item) => ({
    name: "a report moved into it",
    severity: item.severity,
    isOpen: true,
  }));
  const raised = raiseFor(target, joining);
  const targetChanges = { ...inheritedFrom(target, emptied), ...raised?.changes };
  const changes = [
    { issue: target, changes: targetChanges },
    ...emptied.map((issue) => ({ issue, changes: { mergedIntoId: toIssueId } })),
  ];
  await writeChangesIn(tx, scope, changes, now);

  const undoId = newId("issueEvent");
  const op: MoveOp = {
    kind: "move",
    toId: toIssueId,
    at: now.toISOString(),
    items: moving.map((item) => ({ id: item.id, from: item.issueId })),
    emptied: parts,
    notSame,
    same,
  };
  await finishIn(
    tx,
    scope,
    {
      launchId: target.launchId,
      groupId: undoId,
      events: [
        {
          issueId: toIssueId,
          kind: "items_moved_in",
          data: {
            ...beforeAndAfter(target, targetChanges),
            items: moving.length,
            reason,
            raised: raised?.message ?? null,
            op,
          },
        },
        ...locked
          .filter((issue) => issue.id !== toIssueId)
          .map((issue) => ({
            issueId: issue.id,
            kind: "items_moved_out",
            data: {
              ...(emptied.includes(issue) ? beforeAndAfter(issue, { mergedIntoId: toIssueId }) : {}),
              to: { id: target.id, number: target.number, title: target.title },
              items: moving.filter((item) => item.issueId === issue.id).length,
              reason,
            },
          })),
      ],
      audit: {
        verb: "item.moved",
        subjectKind: "issue",
        subjectId: toIssueId,
        data: { ...beforeAndAfter(target, targetChanges), items: op.items, reason },
      },
      changed: locked.map((issue) => issue.id),
    },
    now,
  );
  return {
    undoId,
    toIssueId,
    movedItems: moving.length,
    raised: raised?.message ?? null,
    emptied: emptied.map(({ id, number }) => ({ id, number })),
    rescore: locked.map((issue) => issue.id),
  };
}
