import { offsetOf } from "@/contracts/zones";
import {
  CRITERION_BASIS,
  CRITERION_DEFS,
  type BurnDownView,
  type ConditionMove,
  type CriterionView,
  type ExitView,
  type ReadingPoint,
} from "@/contracts/exit";
import { SEVERITIES, type Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { projectBurnDown } from "@/server/launches/burn-down";
import {
  listCriteriaIn,
  listMovesIn,
  listReadingsIn,
  type CriterionRow,
} from "@/server/launches/criteria.queries";
import { summariseCriteria, heldForMs } from "@/server/launches/exit-criteria";
import { readLaunch, type LaunchDetail } from "@/server/launches/launches.queries";
import { dayOf } from "@/server/launches/phases";
import type { Scope } from "@/server/platform/scope";
import { readBurnDownIn } from "./burn-down.queries";
import { listBlockersIn } from "./exit-blockers.queries";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Everything the exit page says: each criterion with its live value, hold clock, line and waiver, what blocks the exit now, and the
 * burn-down with its projection. The states are those of the last evaluation.
 * @throws AppError NOT_FOUND when the launch is not here.
 */
export async function readExit(scope: Scope, launchId: string, now: Date): Promise<ExitView> {
  const launch = await readLaunch(scope, { id: launchId });
  return withScope(scope, async (tx) => {
    const rows = await listCriteriaIn(tx, scope, launchId);
    const criterionIds = rows.map((row) => row.id);
    const moves = await listMovesIn(tx, scope, criterionIds);
    const readings = await listReadingsIn(
      tx,
      scope,
      criterionIds,
      launch.liveAt,
      new Date(now.getTime() + 1),
    );
    const { id, slug, name, phase, liveAt, endsAt, version, timeZone } = launch;
    return {
      launch: {
        id,
        slug,
        name,
        phase,
        liveAt,
        endsAt,
        version,
        ...dayOf(liveAt, endsAt, now, offsetOf(timeZone)),
      },
      at: now,
      criteria: rows.map((row) => viewOf(row, readings.get(row.id) ?? [], moves.get(row.id) ?? [], now)),
      ...summariseCriteria(rows.map((c) => c.state)),
      blockers: await listBlockersIn(tx, scope, launchId, rows, now),
      burnDown: await readBurnDownViewIn(tx, scope, launch, rows, now),
    };
  });
}

function viewOf(
  row: CriterionRow,
  readings: ReadingPoint[],
  moves: ConditionMove[],
  now: Date,
): CriterionView {
  const {
    id,
    kind,
    title,
    target,
    targetMinutes,
    holdHours,
    position,
    version,
    componentId,
    state,
    value,
    heldSince,
    evaluatedAt,
    blockedBy,
    note,
  } = row;
  const heldMs = heldForMs(row, now);
  const neededMs = holdHours * HOUR_MS;
  return {
    id,
    kind,
    title,
    target,
    targetMinutes,
    holdHours,
    position,
    version,
    componentId,
    state,
    value,
    evaluatedAt,
    blockedBy,
    note,
    readings,
    moves,
    unit: CRITERION_DEFS[kind].unit,
    compare: CRITERION_DEFS[kind].compare,
    basis: CRITERION_BASIS[kind],
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? "" },
    hold: {
      heldMs,
      neededMs,
      since: heldSince,
      until: state === "holding" ? new Date(now.getTime() + Math.max(0, neededMs - heldMs)) : null,
    },
    confirmation:
      row.confirmedAt === null
        ? null
        : { evidence: row.evidence ?? "", at: row.confirmedAt, by: row.confirmedByName },
    waiver:
      row.waivedUntil === null
        ? null
        : {
            reason: row.waiverReason ?? "",
            by: row.waivedByName,
            at: row.waivedAt,
            until: row.waivedUntil,
            isExpired: row.waivedUntil <= now,
          },
  };
}

/**
 * The burn-down of what stands between the launch and its exit: defects of the severities that criteria of the whole launch speak of, down
 * to what they allow together; without such criteria every defect, down to none.
 */
export async function readBurnDownViewIn(
  tx: Tx,
  scope: Scope,
  launch: LaunchDetail,
  criteria: readonly CriterionRow[],
  now: Date,
): Promise<BurnDownView> {
  const targets = new Map<Severity, number>();
  for (const { kind, target, componentId } of criteria) {
    const severity = kind === "open_critical" ? "critical" : kind === "open_major" ? "major" : null;
    if (severity !== null && componentId === null)
      targets.set(severity, Math.min(target, targets.get(severity) ?? target));
  }
  const severities = targets.size > 0 ? SEVERITIES.filter((s) => targets.has(s)) : [...SEVERITIES];
  const goal = [...targets.values()].reduce((sum, target) => sum + target, 0);
  const { start, days } = await readBurnDownIn(tx, scope, launch, severities, now);
  // The rule counts days back from now; the launch's own days may begin at another hour than UTC's.
  const full = days
    .map((d, index) => ({ ...d, day: new Date(now.getTime() - (days.length - 1 - index) * DAY_MS) }))
    .filter((d) => d.isFull);
  const projection = projectBurnDown(
    {
      openNow: days.at(-1)?.open ?? 0,
      target: goal,
      days: full.map(({ day, opened, resolved }) => ({ day, opened, closed: resolved })),
    },
    now,
  );
  return {
    timeZone: launch.timeZone,
    severities,
    start,
    goal,
    targetAt: launch.endsAt,
    days: days.map(({ at, open, opened, resolved }) => ({ at, open, opened, resolved })),
    projection:
      projection.kind === "none"
        ? { isKnown: false, reason: projection.reason }
        : {
            isKnown: true,
            earliestAt: projection.earliest,
            expectedAt: projection.likely,
            latestAt: projection.latest,
            basis: projection.reason,
          },
  };
}
