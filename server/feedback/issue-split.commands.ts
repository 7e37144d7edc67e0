import { moreSevere } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import type { SplitWords } from "./issue-acts";
import { isOpenState } from "./issue-lifecycle";
import { addRelationIn } from "./issue-relations.commands";
import { assertNotMerged, lockIssueIn, writeChangesIn } from "./issue-writes.commands";
import {
  lockItemsIn,
  itemsOfIn,
  addNotSameIn,
  moveItemsIn,
  type NotSame,
} from "./membership-of-items.commands";
import { lockLaunchIn, openIssuesIn } from "./record.commands";

export type SplitInput = {
  readonly issueId: string;
  readonly itemIds: readonly string[];
  readonly words: SplitWords;
  readonly reason: string;
};
export type Split = {
  undoId: string;
  issueId: string;
  newIssueId: string;
  movedItems: number;
  rescore: readonly string[];
};
export type SplitOp = {
  kind: "split";
  fromId: string;
  newId: string;
  itemIds: string[];
  /** What was noted so that no machine puts them back; missing from lines of before 2026-12-01. */ notSame?: NotSame[];
};

/**
 * Takes reports out of an issue into a new one of their own. No machine puts them back, and the two issues are kept apart.
 * @throws AppError NOT_FOUND; CONFLICT when the issue was merged away or a report is no longer in it; UNPROCESSABLE when nothing would
 * stay behind.
 */
export async function splitIssueIn(
  tx: Tx,
  scope: Scope,
  { issueId, itemIds, words, reason }: SplitInput,
): Promise<Split> {
  const now = clockNow();
  const known = await tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: issueId } },
    select: { launchId: true },
  });
  if (!known) throw new AppError("NOT_FOUND", "There is no such issue here.");
  await lockLaunchIn(tx, scope, known.launchId);
  const issue = await lockIssueIn(tx, scope, issueId);
  assertNotMerged(issue);
  const items = await lockItemsIn(tx, scope, itemIds);
  if (items.length < new Set(itemIds).size)
    throw new AppError("NOT_FOUND", "One of these reports does not exist here.");
  const elsewhere = items.filter((item) => item.issueId !== issueId).map((item) => item.id);
  if (elsewhere.length > 0)
    throw new AppError(
      "CONFLICT",
      `${elsewhere.length === 1 ? "A report is" : `${elsewhere.length} reports are`} no longer in #${issue.number}.`,
      { reason: "moved", itemIds: elsewhere },
    );
  if ((await itemsOfIn(tx, scope, [issueId])).length === items.length)
    throw new AppError("UNPROCESSABLE", `No report would stay in #${issue.number}. Rename it instead.`, {
      reason: "nothing_left",
    });

  const severity = items.map((item) => item.severity).reduce(moreSevere);
  const splitId = newId("issue");
  await openIssuesIn(
    tx,
    scope,
    issue.launchId,
    [
      {
        id: splitId,
        launchId: issue.launchId,
        ...words,
        type: issue.type,
        severity,
        urgency: issue.urgency,
        componentId: issue.componentId,
        teamId: issue.teamId,
        labels: issue.labels,
        effort: issue.computedEffort,
        effortReason: "",
        firstSeenAt: now,
        lastSeenAt: now,
        provenance: issue.provenance,
        confidence: 1,
        needsReview: null,
      },
    ],
    now,
  );
  const split = await lockIssueIn(tx, scope, splitId);
  await writeChangesIn(
    tx,
    scope,
    [
      {
        issue: split,
        changes: {
          ownerId: issue.ownerId,
          decidedAt: issue.decidedAt?.toISOString() ?? null,
          ...(isOpenState(issue.state) && issue.state !== "new" ? { state: "accepted" } : {}),
        },
      },
    ],
    now,
  );
  await moveItemsIn(
    tx,
    scope,
    items.map((item) => ({ itemId: item.id, toIssueId: splitId })),
    { by: "person", reason: `Split from #${issue.number}.` },
    now,
  );
  const notSame = await addNotSameIn(
    tx,
    scope,
    items.map((item) => ({ itemId: item.id, issueId })),
    now,
  );
  await addRelationIn(
    tx,
    scope,
    {
      issueId: splitId,
      otherId: issueId,
      kind: "not_same",
      setBy: "person",
      reason: reason || `Split from #${issue.number}.`,
    },
    now,
  );

  const undoId = newId("issueEvent");
  const op: SplitOp = {
    kind: "split",
    fromId: issueId,
    newId: splitId,
    itemIds: items.map((item) => item.id),
    notSame,
  };
  await finishIn(
    tx,
    scope,
    {
      launchId: issue.launchId,
      groupId: undoId,
      events: [
        {
          issueId,
          kind: "split_out",
          data: {
            to: { id: splitId, number: split.number, title: words.title },
            items: items.length,
            reason,
            op,
          },
        },
        {
          issueId: splitId,
          kind: "split_from",
          data: {
            from: { id: issueId, number: issue.number, title: issue.title },
            items: items.length,
            reason,
          },
        },
      ],
      audit: {
        verb: "issue.split",
        subjectKind: "issue",
        subjectId: issueId,
        data: {
          newIssueId: splitId,
          itemIds: op.itemIds,
          reason,
          before: { issueId },
          after: { issueId: splitId },
        },
      },
      changed: [issueId, splitId],
    },
    now,
  );
  return { undoId, issueId, newIssueId: splitId, movedItems: items.length, rescore: [issueId, splitId] };
}
