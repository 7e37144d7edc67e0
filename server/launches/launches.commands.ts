import { addDays, offsetOf } from "@/contracts/zones";
import {
  CRITERION_DEFS,
  CRITERION_KINDS,
  criteriaShortOf,
  CriterionState,
  MoveReason,
  offeredTitle,
  type CriterionInput,
} from "@/contracts/exit";
import {
  type CreateLaunch,
  type EditLaunch,
  LaunchSizing,
  PHASE_MOVES,
  type MovePhase,
  type PlanPhase,
} from "@/contracts/launches";
import { type LaunchPhase } from "@/contracts/phases";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { slugOf } from "@/server/tenancy/slugs";
import { conditionOf } from "./criteria.commands";
import { changesOf, expectVersion } from "./launch-writes.commands";
import { expectLaunchIn } from "./launches.queries";
import { canMovePhase, isClosed, planPhases } from "./phases";
import { recommendLength } from "./recommended-length";

/** Criteria a launch is offered at first: one of every kind that is measured. */
const TEMPLATES = CRITERION_KINDS.filter((kind) => kind !== "manual").map(
  (kind): Omit<CriterionInput, "componentId"> => {
    const { target, holdHours } = CRITERION_DEFS[kind];
    return { kind, title: offeredTitle(kind, target, null), target, holdHours, ownerId: null };
  },
);

/**
 * Makes a launch with its plan, components, members and exit criteria in one transaction. It begins planned, or live when its day has come.
 * @throws AppError CONFLICT when the short name is taken; NOT_FOUND when a team or member is not of this organization.
 */
export async function createLaunch(scope: Scope, input: CreateLaunch): Promise<{ id: string; slug: string }> {
  const at = now();
  const recommended = recommendLength(input.sizing);
  const offset = offsetOf(input.timeZone);
  const endsAt = input.endsAt ?? addDays(input.liveAt, recommended.days, offset);
  const phase: LaunchPhase = input.liveAt > at ? "planned" : "live";
  const { orgId } = scope;
  const id = newId("launch");
  return withScope(scope, async (tx) => {
    const slug = input.slug ?? (await freeSlugIn(tx, scope, input.name));
    if (input.slug && (await tx.launch.findFirst({ where: { orgId, slug }, select: { id: true } })))
      throw new AppError("CONFLICT", `There is a launch called ${slug} already.`, {
        field: "slug",
        reason: "taken",
      });
    await tx.launch.create({
      data: {
        orgId,
        id,
        slug,
        name: input.name,
        scope: input.scope,
        phase,
        liveAt: input.liveAt,
        endsAt,
        timeZone: input.timeZone,
        sizing: json(input.sizing),
        recommendedDays: recommended.days,
        recommendedReason: recommended.reason,
        createdAt: at,
        updatedAt: at,
      },
    });
    await tx.launchPhase.createMany({
      data: planPhases(at, input.liveAt, endsAt, offset).map((p) => ({ orgId, launchId: id, ...p })),
    });
    await tx.component.createMany({
      data: input.components.map((c, position) => ({
        orgId,
        id: newId("component"),
        launchId: id,
        position,
        ...c,
      })),
    });
    await tx.launchMember.createMany({ data: input.members.map((m) => ({ orgId, launchId: id, ...m })) });
    await tx.exitCriterion.createMany({
      data: (input.criteria ?? TEMPLATES).map((c, position) => ({
        orgId,
        id: newId("criterion"),
        launchId: id,
        position,
        ...c,
        ...conditionOf(c.kind, c),
      })),
    });
    await recordIn(tx, scope, {
      verb: "launch.created",
      subjectKind: "launch",
      subjectId: id,
      launchId: id,
      data: {
        name: input.name,
        slug,
        liveAt: input.liveAt,
        endsAt,
        recommendedDays: recommended.days,
        components: input.components.length,
        criteria: (input.criteria ?? TEMPLATES).length,
      },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId: id, ids: [id] });
    return { id, slug };
  });
}

/** A short name made of the name, with a number where it is taken. */
async function freeSlugIn(tx: Tx, scope: Scope, name: string): Promise<string> {
  const base = slugOf(name);
  const taken = new Set(
    (
      await tx.launch.findMany({
        where: { orgId: scope.orgId, slug: { startsWith: base } },
        select: { slug: true },
      })
    ).map((l) => l.slug),
  );
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(slug)) return slug;
  }
}

/**
 * Changes what a launch is; new answers give a new recommended length, the dates stay as people set them.
 * @throws AppError NOT_FOUND; CONFLICT with the launch as it is now; BAD_REQUEST when it would end before it begins.
 */
export async function editLaunch(
  scope: Scope,
  { launchId, version, ...input }: EditLaunch,
): Promise<{ version: number }> {
  return withScope(scope, async (tx) => {
    const launch = expectVersion(await lockLaunchIn(tx, scope, launchId), "launch", version);
    const { before, after } = changesOf(launch, input);
    if (Object.keys(after).length === 0) return { version };
    if ((input.endsAt ?? launch.endsAt) <= (input.liveAt ?? launch.liveAt))
      throw new AppError("BAD_REQUEST", "The end is before the launch.", { field: "endsAt" });
    const recommended =
      after["sizing"] === undefined ? null : recommendLength(LaunchSizing.parse(after["sizing"]));
    await tx.launch.update({
      where: { orgId_id: { orgId: scope.orgId, id: launchId } },
      data: {
        ...after,
        ...(recommended ? { recommendedDays: recommended.days, recommendedReason: recommended.reason } : {}),
        version: { increment: 1 },
        updatedAt: now(),
      },
    });
    await recordIn(tx, scope, {
      verb: "launch.edited",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: { before, after },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
    return { version: version + 1 };
  });
}

/**
 * Moves a launch to another phase, now; the plan's dates of the phase left and of the one begun become what really happened. It may only
 * be called exited when every criterion is met or waived; exiting while one does not even hold needs a reason.
 * @throws AppError NOT_FOUND; CONFLICT when somebody was first, when there is no way from here to there, or naming the criteria that are
 * open; UNPROCESSABLE, naming them, for exiting without a reason.
 */
export async function movePhase(
  scope: Scope,
  { launchId, version, phase, reason }: MovePhase,
): Promise<{ version: number }> {
  return withScope(scope, async (tx) => {
    const launch = expectVersion(await lockLaunchIn(tx, scope, launchId), "launch", version);
    const from = launch.phase as LaunchPhase;
    if (from === phase) return { version };
    if (!canMovePhase(from, phase))
      throw new AppError(
        "CONFLICT",
        `A launch that is ${from} can become ${PHASE_MOVES[from].join(" or ")}, not ${phase}.`,
        { reason: "phase", allowed: PHASE_MOVES[from] },
      );
    const short = await expectFitIn(tx, scope, { launchId, phase, reason });
    const at = now();
    await tx.launch.update({
      where: { orgId_id: { orgId: scope.orgId, id: launchId } },
      data: {
        phase,
        version: { increment: 1 },
        updatedAt: at,
        ...(isClosed(phase) ? (isClosed(from) ? {} : { closedAt: at }) : { closedAt: null }),
      },
    });
    await tx.$executeRaw`
      update launch_phase
      set ends_at = greatest(${at}, starts_at)
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
        and phase = ${from}
    `;
    await tx.$executeRaw`
      insert into launch_phase (org_id, launch_id, phase, starts_at)
      values (${scope.orgId}, ${launchId}, ${phase}, ${at})
      on conflict (org_id, launch_id, phase) do update
      set
        starts_at = ${at},
        ends_at = case
          when launch_phase.ends_at > ${at} then launch_phase.ends_at
        end
    `;
    await recordIn(tx, scope, {
      verb: "launch.phase_changed",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: {
        from,
        to: phase,
        reason,
        before: { phase: from },
        after: { phase },
        ...(short.length > 0 ? { criteriaNotMet: short } : {}),
      },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
    return { version: version + 1 };
  });
}

type ShortCriterion = { id: string; title: string; state: CriterionState };

/** The criteria that are short of a phase, where it may begin all the same. @throws AppError as `movePhase` does */
async function expectFitIn(
  tx: Tx,
  scope: Scope,
  { launchId, phase, reason }: Pick<MovePhase, "launchId" | "phase" | "reason">,
): Promise<ShortCriterion[]> {
  const criteria = await tx.exitCriterion.findMany({
    where: { orgId: scope.orgId, launchId, archivedAt: null },
    select: { id: true, title: true, state: true },
    orderBy: { position: "asc" },
  });
  const short = criteriaShortOf(
    phase,
    criteria.map((criterion) => ({ ...criterion, state: CriterionState.parse(criterion.state) })),
  );
  if (short.length === 0) return short;
  const named =
    `${short.length === 1 ? "One criterion is" : `${short.length} criteria are`} not met: ` +
    `${short.map((criterion) => criterion.title).join("; ")}.`;
  if (phase === "exited")
    throw new AppError("CONFLICT", `${named} Meet or waive them first.`, {
      reason: "criteria",
      criteria: short,
    });
  const given = MoveReason.safeParse(reason);
  if (!given.success)
    throw new AppError("UNPROCESSABLE", `${named} Say why the launch is exiting all the same.`, {
      fields: { reason: given.error.issues[0]!.message },
      criteria: short,
    });
  return short;
}

/** Plans when a phase begins and ends. @throws AppError NOT_FOUND */
export async function planPhase(
  scope: Scope,
  { launchId, phase, startsAt, endsAt }: PlanPhase,
): Promise<void> {
  await withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    const where = { orgId_launchId_phase: { orgId: scope.orgId, launchId, phase } };
    const before = await tx.launchPhase.findUnique({ where, select: { startsAt: true, endsAt: true } });
    await tx.launchPhase.upsert({
      where,
      create: { orgId: scope.orgId, launchId, phase, startsAt, endsAt },
      update: { startsAt, endsAt },
    });
    await recordIn(tx, scope, {
      verb: "launch.phase_planned",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: { phase, before, after: { startsAt, endsAt } },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
  });
}

async function lockLaunchIn(tx: Tx, scope: Scope, launchId: string) {
  await tx.$queryRaw`select 1 from launch where org_id = ${scope.orgId} and id = ${launchId} for no key update`;
  return tx.launch.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: launchId } },
    select: {
      id: true,
      version: true,
      name: true,
      scope: true,
      phase: true,
      liveAt: true,
      endsAt: true,
      timeZone: true,
      sizing: true,
    },
  });
}
