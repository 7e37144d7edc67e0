import { UNDO_WINDOW_MS } from "@/contracts/issues";
import type { Permission } from "@/contracts/tenancy";
import type { Provenance } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { fieldOf, isSameValue, type ActableIssue, type FieldValues, type LabelChange } from "./issue-acts";
import {
  beforeAndAfter,
  lockIssuesIn,
  writeChangesIn,
  type Change,
  type NewEvent,
} from "./issue-writes.commands";
import { takenBack } from "./merging";
import { lockLaunchIn } from "./record.commands";
import { raiseFor } from "./severity-escalation";
import { revertIn, type Reverted, type StructuralOp } from "./undo-structure.commands";

type TrailEvent = {
  id: string;
  issueId: string;
  at: Date;
  kind: string;
  undoneAt: Date | null;
  data: {
    before?: FieldValues;
    after?: FieldValues;
    labels?: LabelChange[];
    needs?: Permission;
    op?: StructuralOp;
  };
};

export type Undone = { issueIds: string[]; labels: LabelChange[]; rescore: string[] };

/** What changes evidence, or gives way to it, when it is taken back. */
const RESCORED: ReadonlySet<string> = new Set([
  "placed",
  "impact_set",
  "effort_set",
  "tagged",
  "urgency_set",
]);

const PEOPLE: ReadonlySet<string> = new Set(["person", "api_key"]);

/** Fields that machines move as reports come in: taken back where they are untouched, never a reason to refuse. */
const SOFT: ReadonlySet<string> = new Set(["needsReview", "decidedAt", "reopenedCount", "belowLine"]);

/**
 * Takes back everything one command changed, within ten minutes, by a change of its own that the trail shows. All of it or nothing: when
 * anybody has since decided on one of the same things, it is refused.
 * @throws AppError NOT_FOUND; FORBIDDEN when the role may not do what is undone; CONFLICT with `reason` too_late, undone or newer (and
 * the issues concerned).
 */
export async function undoIn(tx: Tx, scope: Scope, undoId: string): Promise<Undone> {
  const now = clockNow();
  const events = await tx.$queryRaw<TrailEvent[]>`
    select
      id,
      issue_id as "issueId",
      at,
      kind,
      undone_at as "undoneAt",
      data
    from issue_event
    where
      org_id = ${scope.orgId}
      and group_id = ${undoId}
    order by id
  `;
  const [first] = events;
  if (!first) throw new AppError("NOT_FOUND", "There is no such change to undo.");
  if (first.undoneAt) throw new AppError("CONFLICT", "This has been undone already.", { reason: "undone" });
  if (now.getTime() - first.at.getTime() > UNDO_WINDOW_MS)
    throw new AppError("CONFLICT", "This was too long ago to be undone. Change it again instead.", {
      reason: "too_late",
    });
  const needs = events.find((event) => event.data.needs)?.data.needs;
  if (needs && !scope.permissions.has(needs))
    throw new AppError("FORBIDDEN", "Your role does not allow this change or its undo.", {
      permission: needs,
    });

  const ids = [...new Set(events.map((event) => event.issueId))];
  const { launchId } = await tx.issue.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: first.issueId } },
    select: { launchId: true },
  });
  const op = events.find((event) => event.data.op)?.data.op;
  if (op) await lockLaunchIn(tx, scope, launchId);
  const locked = new Map((await lockIssuesIn(tx, scope, ids)).map((issue) => [issue.id, issue]));
  await assertNothingNewer(tx, scope, events, locked, op);

  const reverted = op ? await revertIn(tx, scope, op, undoId, now) : null;
  const isFuller = (reverted?.heldBy?.joining.length ?? 0) > 0;
  const changes = events.flatMap((event) => reversal(event, locked, op !== undefined, isFuller));
  await writeChangesIn(tx, scope, await freshen(tx, scope, changes, op !== undefined), now);
  const raised = await raiseHolderIn(tx, scope, reverted, now);
  const issueIds = [...new Set([...ids, ...(reverted?.issueIds ?? [])])];
  await tx.$executeRaw`
    update issue_event
    set undone_at = ${now}
    where
      org_id = ${scope.orgId}
      and group_id = ${undoId}
  `;
  await finishIn(
    tx,
    scope,
    {
      launchId,
      groupId: null,
      events: [
        ...events.map((event) => ({
          issueId: event.issueId,
          kind: "undone",
          data: { undid: event.kind, event: event.id, ...traceOf(event, changes) },
        })),
        ...raised,
      ],
      audit: {
        verb: "issue.undone",
        subjectKind: "issue",
        subjectId: first.issueId,
        data: {
          undid: first.kind,
          groupId: undoId,
          count: ids.length,
          changes: events.map((event) => ({ issueId: event.issueId, ...traceOf(event, changes) })),
        },
      },
      changed: issueIds,
    },
    now,
  );
  const labels = events.flatMap(labelsOf);
  const isRescored =
    op !== undefined ||
    labels.length > 0 ||
    events.some((e) => RESCORED.has(e.kind) || "state" in (e.data.before ?? {}));
  return { issueIds, labels, rescore: isRescored ? await withoutPartsIn(tx, scope, issueIds) : [] };
}

/** Issues that are part of no other: a part keeps the figures that it had when it became one. */
async function withoutPartsIn(tx: Tx, scope: Scope, issueIds: readonly string[]): Promise<string[]> {
  return (await lockIssuesIn(tx, scope, issueIds))
    .filter((issue) => issue.mergedIntoId === null)
    .map((issue) => issue.id);
}

/** A structural undo moves issues on; their fields are taken back from where they are then. */
async function freshen(
  tx: Tx,
  scope: Scope,
  changes: readonly Change[],
  isStale: boolean,
): Promise<Change[]> {
  if (!isStale || changes.length === 0) return [...changes];
  const fresh = new Map(
    (
      await lockIssuesIn(
        tx,
        scope,
        changes.map((c) => c.issue.id),
      )
    ).map((issue) => [issue.id, issue]),
  );
  return changes.map((change) => ({ ...change, issue: fresh.get(change.issue.id)! }));
}

/** What an issue looked like before and after one line of its trail was taken back. */
function traceOf(event: TrailEvent, changes: readonly Change[]): { before: FieldValues; after: FieldValues } {
  const after = changes.find(({ issue }) => issue.id === event.issueId)?.changes ?? {};
  const names = Object.keys(event.data.before ?? {}).filter((name) => name in after);
  const pick = (values: FieldValues) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: pick(event.data.after ?? {}), after: pick(after) };
}

/** Raises the issue that goes on having reports, or takes them in, by its undone structure: nothing severe is hidden in it. */
async function raiseHolderIn(
  tx: Tx,
  scope: Scope,
  reverted: Reverted | null,
  now: Date,
): Promise<NewEvent[]> {
  if (!reverted?.heldBy) return [];
  const [holder] = await lockIssuesIn(tx, scope, [reverted.heldBy.issueId]);
  const raised = holder ? raiseFor(holder, reverted.heldBy.joining) : null;
  if (!holder || !raised) return [];
  await writeChangesIn(tx, scope, [{ issue: holder, changes: raised.changes }], now);
  const to = raised.changes["severity"] ?? holder.severity;
  const data = { ...beforeAndAfter(holder, raised.changes), to, reason: raised.message };
  return [{ issueId: holder.id, kind: "severity_raised", data }];
}

const isOverrideGone = (name: string, after: FieldValues): boolean =>
  (name === "impact" && after["isImpactOverridden"] === false) ||
  (name === "effort" && after["isEffortOverridden"] === false) ||
  (name === "urgency" && after["provenance.urgency"] === null);

async function assertNothingNewer(
  tx: Tx,
  scope: Scope,
  events: readonly TrailEvent[],
  locked: ReadonlyMap<string, ActableIssue>,
  op: StructuralOp | undefined,
): Promise<void> {
  const ids = [...locked.keys()];
  const group = new Set(events.map((event) => event.id));
  const since = events[0]!.id;
  const newer = await tx.$queryRaw<
    { id: string; issueId: string; actorKind: string; actorName: string; kind: string; fields: string[] }[]
  >`
    select
      e.id,
      e.issue_id as "issueId",
      e.actor_kind as "actorKind",
      e.actor_name as "actorName",
      e.kind,
      array(
        select
          jsonb_object_keys(
            case
              when jsonb_typeof(e.data -> 'after') = 'object' then e.data -> 'after'
              else '{}'::jsonb
            end
          )
      ) as fields
    from issue_event e
    where
      e.org_id = ${scope.orgId}
      and e.issue_id = any(${ids}::text[])
      and e.id > ${since}
      and e.undone_at is null
      and e.kind <> 'undone'
  `;
  // What machines did as reports came in never keeps people from taking back which reports belong together.
  const deciding = op ? newer.filter((n) => PEOPLE.has(n.actorKind)) : newer;
  const conflicts = new Map<string, string>();
  for (const event of events) {
    const issue = locked.get(event.issueId)!;
    const after = event.data.after ?? {};
    const hard = Object.keys(after).filter((name) => !SOFT.has(name) && !isOverrideGone(name, after));
    const isMoved = hard.some((name) => !isSameValue(fieldOf(issue, name), after[name] ?? null));
    const by = deciding.find(
      (n) =>
        n.issueId === event.issueId && !group.has(n.id) && n.fields.some((field) => hard.includes(field)),
    );
    if ((isMoved && !op) || by) conflicts.set(issue.id, `#${issue.number}${by ? ` (${by.actorName})` : ""}`);
  }
  // A new issue that somebody has worked on since is not folded away.
  if (op?.kind === "split") {
    const touched = deciding.find((n) => n.issueId === op.newId && !group.has(n.id));
    if (touched) conflicts.set(op.newId, `#${locked.get(op.newId)?.number ?? ""} (${touched.actorName})`);
  }
  if (conflicts.size > 0)
    throw new AppError(
      "CONFLICT",
      `Something newer was decided on ${[...conflicts.values()].slice(0, 5).join(", ")}; nothing was undone.`,
      { reason: "newer", issueIds: [...conflicts.keys()] },
    );
}

/** The fields of one event as they were before; soft ones, and those of a structural act, only where nobody moved them since. */
function reversal(
  event: TrailEvent,
  locked: ReadonlyMap<string, ActableIssue>,
  isStructural: boolean,
  isFuller: boolean,
): Change[] {
  const issue = locked.get(event.issueId)!;
  const { before = {}, after = {} } = event.data;
  if (isStructural) {
    const changes = takenBack(issue, { before, after }, isFuller);
    return Object.keys(changes).length > 0 ? [{ issue, changes }] : [];
  }
  const back = Object.entries(before).filter(
    ([name]) => !SOFT.has(name) || isSameValue(fieldOf(issue, name), after[name] ?? null),
  );
  return back.length > 0 ? [{ issue, changes: Object.fromEntries(back) }] : [];
}

/** A person's word that was taken back gives way to whoever spoke before. */
function labelsOf({ data: { before = {}, labels = [] } }: TrailEvent): LabelChange[] {
  return labels.map((label) => {
    const earlier = before[`provenance.${label.field}`] as Provenance | null | undefined;
    return {
      ...label,
      value: label.previous,
      previous: label.value,
      reason: "Undone.",
      setBy: earlier?.by ?? "model",
    };
  });
}
