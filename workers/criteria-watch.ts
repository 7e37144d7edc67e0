import type { LiveEvent } from "@/contracts/live";
import { outageKind } from "@/server/db/db-errors";
import { launchesToJudge } from "@/server/db/due-doors";
import { listenForNotices } from "@/server/live/subscribe";
import { evaluateLaunch } from "@/server/pipeline/evaluate-criteria";
import { now } from "@/server/platform/clock";
import { logFailure } from "@/server/platform/outage-log";
import { workerScope } from "@/server/tenancy/scope.commands";

/** Launches in which something changed since their criteria were looked at. */
const marked = new Set<string>();

/**
 * Changes that criteria are judged by at once. Their own changes are not among them, or judging would never end; nor is traffic, which
 * always flows: `evaluateDue` is often enough for it.
 */
const JUDGED_BY = new Set<LiveEvent["kind"]>(["items.recorded", "issues.changed", "launch.changed"]);

/**
 * Marks launches in which people or reports change what criteria are judged by, for `evaluateMarked`. What is missed while the database
 * is out of reach, `evaluateDue` finds.
 * @returns a function that stops watching
 */
export function watchForChanges(): () => Promise<void> {
  return listenForNotices(
    ({ orgId, kind, launchId }) => {
      if (launchId && JUDGED_BY.has(kind as LiveEvent["kind"])) marked.add(`${orgId}|${launchId}`);
    },
    () => {},
  );
}

/** Evaluates the launches that were marked; many changes in a few seconds are one evaluation. */
export async function evaluateMarked(): Promise<void> {
  const due = [...marked];
  marked.clear();
  for (const key of due) await evaluate(...(key.split("|") as [string, string]));
}

/** Evaluates the launches that are due, because holds and waivers run out without anything happening. */
export async function evaluateDue(): Promise<void> {
  for (const { orgId, launchId } of await launchesToJudge(now())) await evaluate(orgId, launchId);
}

async function evaluate(orgId: string, launchId: string): Promise<void> {
  try {
    await evaluateLaunch(workerScope(orgId), launchId, now());
  } catch (error) {
    logFailure("criteria could not be evaluated; they are tried again", error, {
      kind: outageKind(error),
      fields: { orgId, launchId },
    });
  }
}
