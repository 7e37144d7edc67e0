import { gatherCriterionFactsIn } from "@/server/analysis/criteria-facts.queries";
import { withScope } from "@/server/db/client";
import { writeJudgementsIn, type JudgedRow } from "@/server/launches/criteria-state.commands";
import { listCriteriaIn } from "@/server/launches/criteria.queries";
import { evaluateCriterion } from "@/server/launches/exit-criteria";
import { now as businessNow } from "@/server/platform/clock";
import { outageKind } from "@/server/db/db-errors";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";

const NOT_LIVE = "The launch is not live yet.";

/**
 * Judges every criterion of a launch by its live value and writes its state. Deterministic: no model has a part in it. Runs on a
 * schedule, because holds and waivers run out without anything happening, and after changes. Before the launch is live nothing is known.
 * @returns ids of the criteria whose state or value changed
 */
export async function evaluateLaunch(scope: Scope, launchId: string, now: Date): Promise<string[]> {
  return withScope(scope, async (tx) => {
    const launch = await tx.launch.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: launchId } },
      select: { phase: true, liveAt: true },
    });
    if (!launch) return [];
    const isLive = launch.phase !== "planned" && launch.liveAt <= now;
    const criteria = await listCriteriaIn(tx, scope, launchId);
    const facts = isLive
      ? await gatherCriterionFactsIn(tx, scope, launchId, criteria, now)
      : new Map<string, never>();
    const judged = criteria.map((criterion): JudgedRow => {
      const fact = facts.get(criterion.id) ?? {
        value: null,
        missing: isLive ? null : NOT_LIVE,
        note: null,
      };
      const { state, value, heldSince, heldMs, blockedBy } = evaluateCriterion(
        criterion,
        fact.value,
        criterion,
        now,
      );
      return {
        id: criterion.id,
        version: criterion.version,
        previous: {
          state: criterion.state,
          value: criterion.value,
          evaluatedAt: criterion.evaluatedAt,
          waivedUntil: criterion.waivedUntil,
        },
        state,
        value,
        heldSince,
        heldMs,
        blockedBy: state === "unknown" ? (fact.missing ?? blockedBy) : blockedBy,
        note: fact.note,
      };
    });
    return writeJudgementsIn(tx, scope, launchId, judged, now);
  });
}

/** Judges a launch after a person changed what is judged, so that the page answers at once. What fails here is done by the schedule. */
export async function evaluateSoon(scope: Scope, launchId: string): Promise<void> {
  try {
    await evaluateLaunch(scope, launchId, businessNow());
  } catch (error) {
    logFailure("criteria could not be evaluated after a change; the schedule does it", error, {
      kind: outageKind(error),
      fields: { launchId },
    });
  }
}
