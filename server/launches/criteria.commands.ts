import {
  CRITERION_DEFS,
  CriterionKind,
  isOtherCondition,
  MoveReason,
  offeredTitle,
  RESPONSE_TARGET_MINUTES,
  type Condition as WholeCondition,
  type ConfirmCriterion,
  type CreateCriterion,
  type CriterionRef,
  type EditCriterion,
  type WaiveCriterion,
  WAIVER_DAYS_MAX,
} from "@/contracts/exit";
import { canOwnCriterion, Role } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { changesOf, expectVersion } from "./launch-writes.commands";
import { expectLaunchIn } from "./launches.queries";

const DAY_MS = 86_400_000;

export type Changed = { version: number; launchId: string };

/**
 * Adds an exit criterion at the end of the list; its first evaluation follows. @throws AppError NOT_FOUND for the launch, component or
 * owner.
 */
export async function createCriterion(
  scope: Scope,
  { launchId, ...input }: CreateCriterion,
): Promise<{ id: string; launchId: string }> {
  return withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    await expectReferencesIn(tx, scope, launchId, input);
    const [last] = await tx.$queryRaw<{ next: number }[]>`
      select coalesce(max(position), -1) + 1 as next
      from exit_criterion
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
    `;
    const id = newId("criterion");
    const condition = conditionOf(input.kind, input);
    await tx.exitCriterion.create({
      data: {
        orgId: scope.orgId,
        id,
        launchId,
        ...input,
        ...condition,
        position: last?.next ?? 0,
      },
    });
    await traceIn(tx, scope, "criterion.created", id, launchId, {
      kind: input.kind,
      title: input.title,
      ...condition,
    });
    return { id, launchId };
  });
}

type Condition = { target: number; targetMinutes: number | null; holdHours: number };
type ConditionInput = Omit<Condition, "targetMinutes"> & { targetMinutes?: number | null | undefined };

/**
 * A kind's condition as it is kept: what a person confirms has nothing to wait for, and only a first response has a target time.
 * @throws AppError UNPROCESSABLE when a share of answers is no whole percent from 1 to 100
 */
export function conditionOf(
  kind: CriterionKind,
  { target, targetMinutes, holdHours }: ConditionInput,
): Condition {
  if (kind !== "first_response")
    return {
      target,
      targetMinutes: null,
      holdHours: CRITERION_DEFS[kind].compare === "manual" ? 0 : holdHours,
    };
  if (!Number.isInteger(target) || target < 1 || target > 100) {
    const reason = "The share of reports answered in time is a whole number of percent from 1 to 100.";
    throw new AppError("UNPROCESSABLE", reason, { fields: { target: reason } });
  }
  return { target, targetMinutes: targetMinutes ?? RESPONSE_TARGET_MINUTES, holdHours };
}

/** A title nobody chose follows the target. */
const titleAfter = (before: LockedCriterion, title: string | undefined, condition: Condition): string =>
  (title ?? before.title) === offeredTitle(before.kind, before.target, before.targetMinutes)
    ? offeredTitle(before.kind, condition.target, condition.targetMinutes)
    : (title ?? before.title);

/**
 * Changes a criterion. Another condition (target, time, hold period or component) needs a reason, which is kept with what it was before;
 * another target, time or component starts the hold clock again: time held against the old one says nothing about the new one.
 * @throws AppError NOT_FOUND; UNPROCESSABLE for another condition without a reason; CONFLICT with the criterion as it is now.
 */
export async function editCriterion(
  scope: Scope,
  { criterionId, version, reason, ...input }: EditCriterion,
): Promise<Changed> {
  return change(scope, { criterionId, version }, "criterion.edited", async (tx, criterion) => {
    // An owner who may no longer act on it stays until somebody chooses another.
    const ownerId = input.ownerId === criterion.ownerId ? null : input.ownerId;
    await expectReferencesIn(tx, scope, criterion.launchId, { ...input, ownerId });
    const condition = conditionOf(criterion.kind, {
      target: input.target ?? criterion.target,
      targetMinutes: input.targetMinutes ?? criterion.targetMinutes,
      holdHours: input.holdHours ?? criterion.holdHours,
    });
    const title = titleAfter(criterion, input.title, condition);
    const { before, after } = changesOf(criterion, { ...input, ...condition, title });
    if (Object.keys(after).length === 0) return null;
    const moved = await moveConditionIn(
      tx,
      scope,
      criterion,
      {
        ...condition,
        componentId: input.componentId === undefined ? criterion.componentId : input.componentId,
      },
      reason,
    );
    const isRestarted = "target" in after || "targetMinutes" in after || "componentId" in after;
    return {
      data: { ...after, ...(isRestarted ? RESTARTED : {}) },
      trail: { before, after, ...(moved ? { reason: moved } : {}) },
    };
  });
}

/** Keeps that a criterion's condition becomes another, with the reason, which is returned; null when it stays as it is. */
async function moveConditionIn(
  tx: Tx,
  scope: Scope,
  criterion: LockedCriterion,
  next: WholeCondition,
  given: string | undefined,
): Promise<string | null> {
  if (!isOtherCondition(criterion, next)) return null;
  const reason = MoveReason.safeParse(given ?? "");
  if (!reason.success)
    throw new AppError("UNPROCESSABLE", "Changing the target needs a reason.", {
      fields: { reason: reason.error.issues[0]!.message },
    });
  const kept = ({ target, targetMinutes, holdHours, componentId }: WholeCondition) =>
    json({ target, targetMinutes, holdHours, componentId });
  await tx.criterionMove.create({
    data: {
      orgId: scope.orgId,
      id: newId("criterionMove"),
      criterionId: criterion.id,
      at: now(),
      movedBy: personOf(scope),
      before: kept(criterion),
      after: kept(next),
      reason: reason.data,
    },
  });
  return reason.data;
}

const RESTARTED = {
  state: "unknown",
  value: null,
  heldSince: null,
  heldMs: 0n,
  blockedBy: null,
  note: null,
  evaluatedAt: null,
};

/** Takes a criterion out of the launch; its readings stay. @throws AppError NOT_FOUND; CONFLICT with the criterion as it is now. */
export async function archiveCriterion(scope: Scope, ref: CriterionRef): Promise<Changed> {
  return change(scope, ref, "criterion.archived", (_, criterion) => ({
    data: { archivedAt: now() },
    trail: { title: criterion.title },
  }));
}

/**
 * Sets a criterion aside until a day, with a reason that everybody can read; it counts as waived until then and is judged by its figures
 * again afterwards.
 * @throws AppError NOT_FOUND; BAD_REQUEST when the day is past or further ahead than a waiver may last; CONFLICT with the criterion as it
 * is now.
 */
export async function waiveCriterion(
  scope: Scope,
  { criterionId, version, reason, until }: WaiveCriterion,
): Promise<Changed> {
  const at = now();
  if (until <= at || until.getTime() > at.getTime() + WAIVER_DAYS_MAX * DAY_MS)
    throw new AppError("BAD_REQUEST", `A waiver ends within ${WAIVER_DAYS_MAX} days from now.`, {
      field: "until",
    });
  return change(scope, { criterionId, version }, "criterion.waived", () => ({
    data: {
      state: "waived",
      blockedBy: null,
      waiverReason: reason,
      waivedBy: personOf(scope),
      waivedAt: at,
      waivedUntil: until,
    },
    trail: { reason, until },
  }));
}

/**
 * Takes a waiver back; the next evaluation judges the criterion by its figures, with a clock that ran on underneath. @throws AppError
 * NOT_FOUND; CONFLICT when there is no waiver or somebody was first.
 */
export async function unwaiveCriterion(scope: Scope, ref: CriterionRef): Promise<Changed> {
  return change(scope, ref, "criterion.unwaived", (_, criterion) => {
    if (!criterion.waivedUntil)
      throw new AppError("CONFLICT", "This criterion is not waived.", { reason: "not_waived" });
    return {
      data: { state: "unknown", waiverReason: null, waivedBy: null, waivedAt: null, waivedUntil: null },
      trail: { reason: criterion.waiverReason, until: criterion.waivedUntil },
    };
  });
}

/**
 * Confirms a manual criterion with what was shown. @throws AppError NOT_FOUND; FORBIDDEN for who neither owns it nor may edit criteria;
 * CONFLICT when it is measured by the machine or somebody was first.
 */
export async function confirmCriterion(
  scope: Scope,
  { criterionId, version, evidence }: ConfirmCriterion,
): Promise<Changed> {
  return change(scope, { criterionId, version }, "criterion.confirmed", (_, criterion) => {
    expectManual(criterion);
    expectOwner(scope, criterion);
    return { data: { evidence, confirmedAt: now(), confirmedBy: personOf(scope) }, trail: { evidence } };
  });
}

/** Takes a confirmation back. @throws AppError NOT_FOUND; CONFLICT when it is measured by the machine or somebody was first. */
export async function withdrawConfirmation(scope: Scope, ref: CriterionRef): Promise<Changed> {
  return change(scope, ref, "criterion.confirmation_withdrawn", (_, criterion) => {
    expectManual(criterion);
    expectOwner(scope, criterion);
    return criterion.confirmedAt === null
      ? null
      : {
          data: { ...RESTARTED, evidence: null, confirmedAt: null, confirmedBy: null },
          trail: { evidence: criterion.evidence },
        };
  });
}

function expectManual(criterion: LockedCriterion): void {
  if (criterion.kind !== "manual")
    throw new AppError("CONFLICT", "This criterion is measured; only a manual check can be confirmed.", {
      reason: "measured",
    });
}

/** A criterion is confirmed by the member who owns it, or by who may edit criteria. */
function expectOwner(scope: Scope, { ownerId }: LockedCriterion): void {
  if (!scope.permissions.has("criterion:write") && ownerId !== scope.actor.id)
    throw new AppError(
      "FORBIDDEN",
      "Only the owner of this criterion, or somebody who edits criteria, confirms it.",
      {
        reason: "not_owner",
      },
    );
}

/** Members sign with their name; a key or the machine signs in the audit trail alone. */
const personOf = (scope: Scope): string | null => (scope.actor.kind === "person" ? scope.actor.id : null);

type LockedCriterion = NonNullable<Awaited<ReturnType<typeof lockCriterionIn>>>;

/** What to write and what to say of it; null when nothing changes. */
type Decided = { data: Record<string, unknown>; trail: Record<string, unknown> } | null;

async function change(
  scope: Scope,
  { criterionId, version }: CriterionRef,
  verb: string,
  decide: (tx: Tx, criterion: LockedCriterion) => Decided | Promise<Decided>,
): Promise<Changed> {
  return withScope(scope, async (tx) => {
    const criterion = expectVersion(await lockCriterionIn(tx, scope, criterionId), "criterion", version);
    const decided = await decide(tx, criterion);
    if (!decided) return { version, launchId: criterion.launchId };
    await tx.exitCriterion.update({
      where: { orgId_id: { orgId: scope.orgId, id: criterionId } },
      data: { ...decided.data, version: { increment: 1 } },
    });
    await traceIn(tx, scope, verb, criterionId, criterion.launchId, {
      ...beforeAndAfter(criterion, decided.data),
      ...decided.trail,
    });
    return { version: version + 1, launchId: criterion.launchId };
  });
}

/** The fields that a change moves, as far as a locked criterion has them, before and after. */
function beforeAndAfter(criterion: LockedCriterion, data: Record<string, unknown>) {
  const names = Object.keys(data).filter((name) => name in criterion);
  const pick = (values: Record<string, unknown>) =>
    Object.fromEntries(names.map((name) => [name, values[name]]));
  return { before: pick(criterion), after: pick(data) };
}

async function lockCriterionIn(tx: Tx, scope: Scope, criterionId: string) {
  await tx.$queryRaw`
    select 1
    from exit_criterion
    where
      org_id = ${scope.orgId}
      and id = ${criterionId}
    for no key update
  `;
  const found = await tx.exitCriterion.findFirst({
    where: { orgId: scope.orgId, id: criterionId, archivedAt: null },
    select: {
      id: true,
      launchId: true,
      version: true,
      kind: true,
      title: true,
      target: true,
      targetMinutes: true,
      holdHours: true,
      componentId: true,
      ownerId: true,
      position: true,
      state: true,
      evidence: true,
      confirmedAt: true,
      waiverReason: true,
      waivedUntil: true,
    },
  });
  return found && { ...found, kind: CriterionKind.parse(found.kind) };
}

async function expectReferencesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  { componentId, ownerId }: { componentId?: string | null | undefined; ownerId?: string | null | undefined },
): Promise<void> {
  if (
    componentId &&
    !(await tx.component.findFirst({
      where: { orgId: scope.orgId, launchId, id: componentId, archivedAt: null },
      select: { id: true },
    }))
  )
    throw new AppError("NOT_FOUND", "There is no such component in this launch.", { field: "componentId" });
  if (!ownerId) return;
  const owner = await tx.membership.findFirst({
    where: { orgId: scope.orgId, id: ownerId, state: "active" },
    select: { role: true, name: true },
  });
  if (!owner) throw new AppError("NOT_FOUND", "There is no such member here.", { field: "ownerId" });
  if (!canOwnCriterion(Role.parse(owner.role))) {
    const reason = `${owner.name} is a viewer and could not act on it.`;
    throw new AppError("UNPROCESSABLE", reason, { fields: { ownerId: reason } });
  }
}

async function traceIn(
  tx: Tx,
  scope: Scope,
  verb: string,
  id: string,
  launchId: string,
  data: Record<string, unknown>,
): Promise<void> {
  await recordIn(tx, scope, { verb, subjectKind: "criterion", subjectId: id, launchId, data });
  await publishIn(tx, scope, { kind: "criteria.changed", launchId, ids: [id] });
}
