import { CriterionKind, CriterionState, type ConditionMove } from "@/contracts/exit";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** A criterion as the last evaluation and people left it. */
export type CriterionRow = {
  id: string;
  launchId: string;
  kind: CriterionKind;
  title: string;
  target: number;
  targetMinutes: number | null;
  holdHours: number;
  componentId: string | null;
  ownerId: string | null;
  ownerName: string | null;
  position: number;
  state: CriterionState;
  value: number | null;
  heldSince: Date | null;
  heldMs: number;
  evaluatedAt: Date | null;
  blockedBy: string | null;
  note: string | null;
  evidence: string | null;
  confirmedAt: Date | null;
  confirmedByName: string | null;
  waiverReason: string | null;
  waivedByName: string | null;
  waivedAt: Date | null;
  waivedUntil: Date | null;
  version: number;
};

/** A launch's criteria in their order, with the names of those who own, waived and confirmed them. */
export async function listCriteriaIn(tx: Tx, scope: Scope, launchId: string): Promise<CriterionRow[]> {
  const found = await tx.$queryRaw<
    (Omit<CriterionRow, "kind" | "state"> & { kind: string; state: string })[]
  >`
    select
      c.id,
      c.launch_id as "launchId",
      c.kind,
      c.title,
      c.target,
      c.target_minutes as "targetMinutes",
      c.hold_hours as "holdHours",
      c.component_id as "componentId",
      c.owner_id as "ownerId",
      o.name as "ownerName",
      c.position,
      c.state,
      c.value,
      c.held_since as "heldSince",
      c.held_ms::float8 as "heldMs",
      c.evaluated_at as "evaluatedAt",
      c.blocked_by as "blockedBy",
      c.note,
      c.evidence,
      c.confirmed_at as "confirmedAt",
      f.name as "confirmedByName",
      c.waiver_reason as "waiverReason",
      w.name as "waivedByName",
      c.waived_at as "waivedAt",
      c.waived_until as "waivedUntil",
      c.version
    from
      exit_criterion c
      left join membership o on o.org_id = c.org_id
      and o.id = c.owner_id
      left join membership f on f.org_id = c.org_id
      and f.id = c.confirmed_by
      left join membership w on w.org_id = c.org_id
      and w.id = c.waived_by
    where
      c.org_id = ${scope.orgId}
      and c.launch_id = ${launchId}
      and c.archived_at is null
    order by
      c.position,
      c.id
    limit 200
  `;
  return found.map((c) => ({
    ...c,
    kind: CriterionKind.parse(c.kind),
    state: CriterionState.parse(c.state),
  }));
}

export type ReadingRow = { at: Date; value: number | null; state: CriterionState };

/** How many points a line needs; more cannot be told apart. */
const POINTS_MAX = 200;

/** What criteria read over a stretch of time, at most 200 points each: the last reading of every two-hundredth of it. By criterion id. */
export async function listReadingsIn(
  tx: Tx,
  scope: Scope,
  criterionIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Map<string, ReadingRow[]>> {
  const found = await tx.$queryRaw<{ criterionId: string; at: Date; value: number | null; state: string }[]>`
    select distinct
      on (r.criterion_id, step) r.criterion_id as "criterionId",
      r.at,
      r.value,
      r.state,
      floor(
        (
          extract(
            epoch
            from r.at
          ) - ${from.getTime() / 1000}::float8
        ) / ${Math.max(1, (until.getTime() - from.getTime()) / 1000 / POINTS_MAX)}::float8
      ) as step
    from criterion_reading r
    where
      r.org_id = ${scope.orgId}
      and r.criterion_id = any(${[...criterionIds]}::text[])
      and r.at >= ${from}
      and r.at < ${until}
    order by
      r.criterion_id,
      step,
      r.at desc
  `;
  const byCriterion = new Map<string, ReadingRow[]>(criterionIds.map((id) => [id, []]));
  for (const { criterionId, at, value, state } of found)
    byCriterion.get(criterionId)?.push({ at, value, state: CriterionState.parse(state) });
  return byCriterion;
}

const MOVES_SHOWN = 20;

type ConditionRow = { target: number; targetMinutes: number | null; holdHours: number };

/** How the conditions of a launch's criteria were moved, newest first, at most 20 each. By criterion id. */
export async function listMovesIn(
  tx: Tx,
  scope: Scope,
  criterionIds: readonly string[],
): Promise<Map<string, ConditionMove[]>> {
  const found = await tx.$queryRaw<
    {
      criterionId: string;
      at: Date;
      by: string | null;
      reason: string;
      before: ConditionRow;
      after: ConditionRow;
      componentBefore: string | null;
      componentAfter: string | null;
    }[]
  >`
    select
      m.criterion_id as "criterionId",
      m.at,
      p.name as by,
      m.reason,
      m.before,
      m.after,
      b.name as "componentBefore",
      a.name as "componentAfter"
    from
      unnest(${[...criterionIds]}::text[]) c (id)
      cross join lateral (
        select
          criterion_id,
          at,
          moved_by,
          before,
          after,
          reason
        from criterion_move
        where
          org_id = ${scope.orgId}
          and criterion_id = c.id
        order by at desc
        limit ${MOVES_SHOWN}
      ) m
      left join membership p on p.org_id = ${scope.orgId}
      and p.id = m.moved_by
      left join component b on b.org_id = ${scope.orgId}
      and b.id = m.before ->> 'componentId'
      left join component a on a.org_id = ${scope.orgId}
      and a.id = m.after ->> 'componentId'
    order by
      m.criterion_id,
      m.at desc
  `;
  const byCriterion = new Map<string, ConditionMove[]>(criterionIds.map((id) => [id, []]));
  for (const { criterionId, at, by, reason, before, after, componentBefore, componentAfter } of found)
    byCriterion.get(criterionId)?.push({
      at,
      by,
      reason,
      before: conditionOf(before, componentBefore),
      after: conditionOf(after, componentAfter),
    });
  return byCriterion;
}

const conditionOf = (
  { target, targetMinutes, holdHours }: ConditionRow,
  componentName: string | null,
): ConditionMove["before"] => ({ target, targetMinutes, holdHours, componentName });
