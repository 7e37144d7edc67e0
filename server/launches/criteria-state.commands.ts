import type { CriterionState } from "@/contracts/exit";
import { recordIn } from "@/server/audit/trail.commands";
import { rows, type Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { MACHINE, type Scope } from "@/server/platform/scope";

/** What an evaluation found for one criterion, and from which state of the row it was judged. */
export type JudgedRow = {
  readonly id: string;
  readonly version: number;
  readonly previous: {
    readonly state: CriterionState;
    readonly value: number | null;
    readonly evaluatedAt: Date | null;
    /** Until when it was waived; past, where the waiver has run out. */ readonly waivedUntil: Date | null;
  };
  readonly state: CriterionState;
  readonly value: number | null;
  readonly heldSince: Date | null;
  readonly heldMs: number;
  readonly blockedBy: string | null;
  /** Over what the value was measured, where that is worth saying. */
  readonly note: string | null;
};

/** Readings of one criterion lie at least a minute apart; one that says nothing new is written every ten minutes. */
const READING_EVERY_SECONDS = 60;
const QUIET_READING_EVERY_SECONDS = 600;

/**
 * Writes what an evaluation found: state, value and hold clock, a reading at most once a minute, and a line in the audit log for each
 * change of state, by the machine whoever's act was its occasion. A criterion that people or another evaluation changed meanwhile is
 * left alone; the next evaluation sees it.
 * @returns ids of the criteria whose state or value changed
 */
export async function writeJudgementsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  judged: readonly JudgedRow[],
  now: Date,
): Promise<string[]> {
  if (judged.length === 0) return [];
  const values = rows(
    [...judged]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ previous, ...row }) => ({
        ...row,
        heldMs: Math.round(row.heldMs),
        before: previous.evaluatedAt,
      })),
  );
  const written = await tx.$queryRaw<{ id: string }[]>`
    update exit_criterion c
    set
      state = r.state,
      value = r.value,
      held_since = r."heldSince",
      held_ms = r."heldMs",
      blocked_by = r."blockedBy",
      note = r.note,
      evaluated_at = ${now}
    from
      jsonb_to_recordset(${values}::jsonb) as r(
        id text,
        version int,
        state text,
        value float8,
        "heldSince" timestamptz,
        "heldMs" bigint,
        "blockedBy" text,
        note text,
        before timestamptz
      )
    where
      c.org_id = ${scope.orgId}
      and c.launch_id = ${launchId}
      and c.id = r.id
      and c.version = r.version
      and c.archived_at is null
      and date_trunc('milliseconds', c.evaluated_at) is not distinct from r.before
    returning c.id
  `;
  const ids = new Set(written.map((w) => w.id));
  const judgedHere = judged.filter((j) => ids.has(j.id));
  await tx.$executeRaw`
    insert into criterion_reading (org_id, criterion_id, at, value, state)
    select
      ${scope.orgId},
      r.id,
      ${now},
      r.value,
      r.state
    from
      jsonb_to_recordset(${rows(judgedHere.map(({ id, value, state }) => ({ id, value, state })))}::jsonb)
        as r(id text, value float8, state text)
      left join lateral (
        select
          at,
          value,
          state
        from criterion_reading l
        where
          l.org_id = ${scope.orgId}
          and l.criterion_id = r.id
        order by at desc
        limit 1
      ) last on true
    where
      last.at is null
      or last.at <= ${new Date(now.getTime() - QUIET_READING_EVERY_SECONDS * 1000)}
      or (
        last.at <= ${new Date(now.getTime() - READING_EVERY_SECONDS * 1000)}
        and (last.value, last.state) is distinct from (r.value, r.state)
      )
    on conflict do nothing
  `;
  for (const { id, previous, state, value } of judgedHere)
    if (previous.state !== state)
      await recordIn(
        tx,
        scope,
        {
          verb: isWaiverOver(previous, now) ? "criterion.waiver_expired" : "criterion.state_changed",
          subjectKind: "criterion",
          subjectId: id,
          launchId,
          data: {
            from: previous.state,
            to: state,
            value,
            before: { state: previous.state, value: previous.value },
            after: { state, value },
          },
        },
        MACHINE,
      );
  const changed = judgedHere
    .filter((j) => j.previous.state !== j.state || j.previous.value !== j.value)
    .map((j) => j.id);
  if (changed.length > 0) await publishIn(tx, scope, { kind: "criteria.changed", launchId, ids: changed });
  return changed;
}

/** Whether a criterion was waived until a moment that has come. */
const isWaiverOver = ({ state, waivedUntil }: JudgedRow["previous"], now: Date): boolean =>
  state === "waived" && waivedUntil !== null && waivedUntil <= now;
