import type { z } from "zod";
import { parseFilter } from "@/contracts/board";
import {
  BULK_CAP,
  type ActOnIssue,
  type BulkAct,
  type BulkPreview,
  type MergeIssues,
  type MoveItems,
  type PlaceIssue,
  type RelateIssues,
  type SplitIssue,
  type UnmergeIssue,
} from "@/contracts/issues";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { actOnIssuesIn, type Done } from "@/server/feedback/issues.commands";
import { mergeIssuesIn, type Merged } from "@/server/feedback/issue-merge.commands";
import { relateIssuesIn, unrelateIssuesIn } from "@/server/feedback/issue-relations.commands";
import { splitIssueIn, type Split } from "@/server/feedback/issue-split.commands";
import { unmergeIssueIn, type Unmerged } from "@/server/feedback/issue-unmerge.commands";
import { moveItemsToIssueIn, type Moved } from "@/server/feedback/move-items.commands";
import { undoIn } from "@/server/feedback/undo.commands";
import { AppError, asAppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { findHits } from "./issue-search.queries";
import { findIssueIds } from "./board.queries";
import { settleIn } from "./overrides.commands";
import { wordsOfItems } from "./split-words.queries";

type Settled<T extends { rescore: readonly string[] }> = Omit<T, "rescore" | "labels">;

const TRIES = 3;

/**
 * Does what `feedback` writes and what follows from it in one transaction. When it met a batch of the pipeline half-way (both keep the
 * same counters), nothing was written and it is done again.
 */
async function inOne<T extends { rescore: readonly string[] }>(
  scope: Scope,
  write: (tx: Tx) => Promise<T>,
): Promise<Settled<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withScope(scope, (tx) => writeAndSettle(tx, scope, write), { timeoutMs: 30_000 });
    } catch (error) {
      if (attempt >= TRIES || asAppError(error)?.details["reason"] !== "serialisation") throw error;
    }
  }
}

async function writeAndSettle<T extends { rescore: readonly string[] }>(
  tx: Tx,
  scope: Scope,
  write: (tx: Tx) => Promise<T>,
): Promise<Settled<T>> {
  const done = await write(tx);
  await settleIn(tx, scope, done);
  const { rescore: _rescore, labels: _labels, ...rest } = done as T & { labels?: unknown };
  return rest;
}

/** Does one thing to one issue. @throws AppError as `actOnIssuesIn`. */
export async function actOnIssue(
  scope: Scope,
  { issueId, expectedVersion, act }: z.output<typeof ActOnIssue> | z.output<typeof PlaceIssue>,
): Promise<Settled<Done>> {
  return inOne(scope, (tx) => actOnIssuesIn(tx, scope, { ids: [issueId], act, expectedVersion }));
}

/** How many issues a bulk act would touch, and whether that is too many. */
export async function previewBulk(
  scope: Scope,
  { launchId, target }: z.output<typeof BulkPreview>,
): Promise<{ count: number; isTooMany: boolean; cap: number }> {
  const ids = await findTargets(scope, launchId, target);
  return { count: Math.min(ids.length, BULK_CAP), isTooMany: ids.length > BULK_CAP, cap: BULK_CAP };
}

/**
 * Does one thing to many issues, with one line in the audit and one undo. Those it does not fit are skipped and told.
 * @throws AppError UNPROCESSABLE above 500 issues; CONFLICT when there are more than the preview said.
 */
export async function bulkAct(
  scope: Scope,
  { launchId, target, act, expectedCount }: z.output<typeof BulkAct>,
): Promise<Settled<Done>> {
  const ids = await findTargets(scope, launchId, target);
  if (ids.length > BULK_CAP)
    throw new AppError(
      "UNPROCESSABLE",
      `More than ${BULK_CAP} issues at once is more than anybody can check. Narrow the filter.`,
      { reason: "too_many", cap: BULK_CAP },
    );
  if (expectedCount !== undefined && ids.length > expectedCount)
    throw new AppError(
      "CONFLICT",
      `There are ${ids.length} by now, not ${expectedCount}. Nothing was changed.`,
      { reason: "count", count: ids.length },
    );
  return inOne(scope, (tx) => actOnIssuesIn(tx, scope, { launchId, ids, act, isBulk: true }));
}

async function findTargets(
  scope: Scope,
  launchId: string,
  target: z.output<typeof BulkPreview>["target"],
): Promise<string[]> {
  if ("ids" in target) return [...new Set(target.ids)];
  const { filter, problems } = parseFilter(target.filter);
  // A word that was not understood would widen the filter: what is listed with a warning is not changed in bulk.
  if (problems.length > 0)
    throw new AppError("UNPROCESSABLE", problems[0]!.message, {
      reason: "filter",
      token: problems[0]!.token,
    });
  const hits = await findHits(scope, launchId, filter);
  return withScope(scope, (tx) => findIssueIds(tx, scope, launchId, filter, hits, BULK_CAP + 1));
}

/** Merges issues and scores what they became. @throws AppError as `mergeIssuesIn`. */
export async function mergeIssues(
  scope: Scope,
  input: z.output<typeof MergeIssues>,
): Promise<Settled<Merged>> {
  return inOne(scope, (tx) => mergeIssuesIn(tx, scope, input));
}

/** Takes a merge back and scores both. @throws AppError as `unmergeIssueIn`. */
export async function unmergeIssue(
  scope: Scope,
  input: z.output<typeof UnmergeIssue>,
): Promise<Settled<Unmerged>> {
  return inOne(scope, (tx) => unmergeIssueIn(tx, scope, input));
}

/** Takes reports out into an issue of their own, named after them unless a title is given. @throws AppError as `splitIssueIn`. */
export async function splitIssue(
  scope: Scope,
  { issueId, itemIds, title, reason }: z.output<typeof SplitIssue>,
): Promise<Settled<Split>> {
  return inOne(scope, async (tx) => {
    const words = await wordsOfItems(tx, scope, itemIds);
    return splitIssueIn(tx, scope, {
      issueId,
      itemIds,
      reason,
      words: { ...words, title: title ?? words.title },
    });
  });
}

/** Moves reports to another issue and scores both ends. @throws AppError as `moveItemsToIssueIn`. */
export async function moveItems(scope: Scope, input: z.output<typeof MoveItems>): Promise<Settled<Moved>> {
  return inOne(scope, (tx) => moveItemsToIssueIn(tx, scope, input));
}

/** Says that two issues are related or not the same. @throws AppError as `relateIssuesIn`. */
export async function relateIssues(
  scope: Scope,
  input: z.output<typeof RelateIssues>,
): Promise<{ undoId: string }> {
  return withScope(scope, (tx) => relateIssuesIn(tx, scope, input));
}

/** Takes back that two issues are related or not the same. @throws AppError as `relateIssuesIn`. */
export async function unrelateIssues(
  scope: Scope,
  input: z.output<typeof RelateIssues>,
): Promise<{ undoId: string }> {
  return withScope(scope, (tx) => unrelateIssuesIn(tx, scope, input));
}

/** Takes a change back. @throws AppError as `undoIn`. */
export async function undoChange(scope: Scope, undoId: string): Promise<{ issueIds: string[] }> {
  return inOne(scope, (tx) => undoIn(tx, scope, undoId));
}
