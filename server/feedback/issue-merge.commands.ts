import type { SetBy } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { isOpenState } from "./issue-lifecycle";
import { makePartsIn, type Part } from "./issue-parts.commands";
import {
  dropRelationsIn,
  inheritRelationsIn,
  type KeptRelation,
  type TracedRelation,
} from "./issue-relations.commands";
import {
  assertNotMerged,
  assertVersion,
  beforeAndAfter,
  lockIssuesIn,
  writeChangesIn,
  type NewEvent,
} from "./issue-writes.commands";
import type { NotSame } from "./membership-of-items.commands";
import { inheritedFrom } from "./merging";
import { raiseFor } from "./severity-escalation";
import { lockLaunchIn } from "./record.commands";
import type { ActableIssue } from "./issue-acts";

export type MergeInput = {
  readonly intoId: string;
  readonly issueIds: readonly string[];
  readonly reason: string;
  readonly expectedVersion?: number | undefined;
  /** A machine names itself; people need not. */ readonly by?: SetBy;
};

export type Merged = {
  undoId: string;
  intoId: string;
  merged: { id: string; number: number }[];
  movedItems: number;
  /** What had to be raised or opened so that nothing loud is hidden; null when nothing had to. */
  raised: string | null;
  /** Issues to be scored again. */
  rescore: readonly string[];
};

/** What a merge did, kept with its line in the trail so that it can be taken back. */
export type MergeOp = {
  kind: "merge";
  intoId: string;
  at: string;
  sources: Part[];
  dropped: TracedRelation[];
  /** What had been said of the parts and others, and is said of the issue since; missing from lines of before 2026-12-01. */
  inheritedRelations?: string[];
  /** What had been noted so that no machine puts the reports back, where they had been moved. */ notSame?: NotSame[];
};

/**
 * Makes issues part of another one, in one transaction: their reports move, they point at the issue that stands for them, and both
 * trails say so. Nothing critical is hidden by it: the issue that stands is raised, and taken up again when it had come to rest. Nothing
 * that people gave the parts is out of sight: labels, owner, team, workaround and relations pass to it (`inheritedFrom`). It can be taken
 * back by `unmergeIssueIn` for as long as the issues exist.
 * @throws AppError NOT_FOUND; CONFLICT for a merged issue or a version that has moved on; UNPROCESSABLE for issues of two launches,
 * for an issue into itself, and for a machine that would merge a critical or what a person said is not the same.
 */
export async function mergeIssuesIn(
  tx: Tx,
  scope: Scope,
  { intoId, issueIds, reason, expectedVersion, by = "person" }: MergeInput,
): Promise<Merged> {
  const now = clockNow();
  const { target, sources } = await holdForMerge(tx, scope, intoId, issueIds, expectedVersion, by);
  const joining = sources.map((s) => ({
    name: `#${s.number}`,
    severity: s.severity,
    isOpen: isOpenState(s.state),
  }));
  const raised = raiseFor(target, joining);

  const dropped: KeptRelation[] = [];
  for (const source of sources)
    dropped.push(...(await dropRelationsIn(tx, scope, source.id, intoId, ["not_same", "related"])));
  const inheritedRelations = await inheritRelationsIn(
    tx,
    scope,
    intoId,
    sources.map((s) => s.id),
    now,
  );
  const { parts, broughtBy } = await makePartsIn(tx, scope, target, sources, { by, reason }, now);
  const movedItems = [...broughtBy.values()].reduce((sum, n) => sum + n, 0);
  const targetChanges = { ...inheritedFrom(target, sources), ...raised?.changes };
  await writeChangesIn(tx, scope, [{ issue: target, changes: targetChanges }], now);

  const undoId = newId("issueEvent");
  const op: MergeOp = {
    kind: "merge",
    intoId,
    at: now.toISOString(),
    sources: parts,
    inheritedRelations,
    dropped,
  };
  const events: NewEvent[] = sources.map((s) => ({
    issueId: s.id,
    kind: "merged",
    data: {
      into: { id: intoId, number: target.number, title: target.title },
      items: broughtBy.get(s.id) ?? 0,
      reason,
    },
  }));
  events.push({
    issueId: intoId,
    kind: "merge_received",
    data: {
      ...beforeAndAfter(target, targetChanges),
      from: sources.map((s) => ({ id: s.id, number: s.number, title: s.title })),
      items: movedItems,
      reason,
      raised: raised?.message ?? null,
      op,
    },
  });
  await finishIn(
    tx,
    scope,
    {
      launchId: target.launchId,
      groupId: undoId,
      events,
      audit: {
        verb: "issue.merged",
        subjectKind: "issue",
        subjectId: intoId,
        data: {
          ...beforeAndAfter(target, targetChanges),
          issueIds: sources.map((s) => s.id),
          items: movedItems,
          reason,
          raised: raised?.message ?? null,
        },
      },
      changed: [intoId, ...sources.map((s) => s.id)],
    },
    now,
  );
  return {
    undoId,
    intoId,
    merged: sources.map(({ id, number }) => ({ id, number })),
    movedItems,
    raised: raised?.message ?? null,
    rescore: [intoId],
  };
}

async function holdForMerge(
  tx: Tx,
  scope: Scope,
  intoId: string,
  issueIds: readonly string[],
  expectedVersion: number | undefined,
  by: SetBy,
): Promise<{ target: ActableIssue; sources: ActableIssue[] }> {
  const ids = [...new Set(issueIds)];
  if (ids.includes(intoId)) throw new AppError("UNPROCESSABLE", "An issue cannot be merged into itself.");
  const launch = await tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: intoId } },
    select: { launchId: true },
  });
  if (!launch) throw new AppError("NOT_FOUND", "There is no such issue here.");
  // Grouping holds the same lock: no report joins an issue while it is being merged away.
  await lockLaunchIn(tx, scope, launch.launchId);
  const locked = await lockIssuesIn(tx, scope, [intoId, ...ids]);
  const target = locked.find((issue) => issue.id === intoId)!;
  const sources = locked.filter((issue) => issue.id !== intoId);
  if (sources.length < ids.length)
    throw new AppError("NOT_FOUND", "One of these issues does not exist here.");
  if (sources.some((issue) => issue.launchId !== target.launchId))
    throw new AppError("UNPROCESSABLE", "Issues of different launches cannot be merged.");
  locked.forEach(assertNotMerged);
  assertVersion(target, expectedVersion);
  if (by === "person") return { target, sources };
  if (sources.some((issue) => issue.severity === "critical"))
    throw new AppError("UNPROCESSABLE", "Only a person can merge a critical issue.", {
      reason: "critical",
    });
  const apart = await tx.issueRelation.findFirst({
    where: {
      orgId: scope.orgId,
      kind: "not_same",
      OR: [
        { issueId: intoId, otherId: { in: ids } },
        { otherId: intoId, issueId: { in: ids } },
      ],
    },
    select: { id: true },
  });
  if (apart)
    throw new AppError("UNPROCESSABLE", "A person marked these as not the same.", { reason: "not_same" });
  return { target, sources };
}
