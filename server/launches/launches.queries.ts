import { LaunchSizing, type LaunchSummary } from "@/contracts/launches";
import { LaunchPhase } from "@/contracts/phases";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

/** A launch as lists show it. */
export type LaunchRow = Omit<LaunchSummary, "health">;

const BRIEF = {
  id: true,
  slug: true,
  name: true,
  phase: true,
  liveAt: true,
  endsAt: true,
  timeZone: true,
  version: true,
} as const;
const PHASE_ORDER: readonly LaunchPhase[] = [
  "live",
  "stabilising",
  "exiting",
  "watching",
  "planned",
  "exited",
];

/** Every launch of the organization, running ones first, then by date, newest first; at most 200. */
export async function listLaunchesIn(tx: Tx, scope: Scope): Promise<LaunchRow[]> {
  // The order is chosen over all of them: a running launch is there however many newer ones have ended.
  const ordered = await tx.$queryRaw<{ id: string }[]>`
    select id
    from launch
    where org_id = ${scope.orgId}
    order by
      array_position(${[...PHASE_ORDER]}::text[], phase),
      live_at desc,
      id desc
    limit 200
  `;
  const found = await tx.launch.findMany({
    where: { orgId: scope.orgId, id: { in: ordered.map(({ id }) => id) } },
    select: BRIEF,
  });
  const byId = new Map(found.map((launch) => [launch.id, launch]));
  return ordered
    .flatMap(({ id }) => byId.get(id) ?? [])
    .map((launch) => ({ ...launch, phase: LaunchPhase.parse(launch.phase) }));
}

/** Launches to switch between, by name and phase. */
export async function listLaunchNames(scope: Scope): Promise<LaunchRow[]> {
  return withScope(scope, (tx) => listLaunchesIn(tx, scope));
}

export type PhaseRow = { phase: LaunchPhase; startsAt: Date; endsAt: Date | null };
export type LaunchDetail = LaunchRow & {
  scope: string;
  sizing: LaunchSizing | null;
  recommendedDays: number;
  recommendedReason: string;
  createdAt: Date;
  phases: PhaseRow[];
};

/** One launch with its plan. @throws AppError NOT_FOUND when no launch here has this short name or id. */
export async function readLaunch(
  scope: Scope,
  ref: { slug: string } | { id: string },
): Promise<LaunchDetail> {
  return withScope(scope, async (tx) => {
    const launch = await tx.launch.findFirst({ where: { orgId: scope.orgId, ...ref } });
    if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
    const phases = await tx.launchPhase.findMany({
      where: { orgId: scope.orgId, launchId: launch.id },
      orderBy: { startsAt: "asc" },
    });
    const {
      id,
      slug,
      name,
      liveAt,
      endsAt,
      timeZone,
      version,
      recommendedDays,
      recommendedReason,
      createdAt,
    } = launch;
    return {
      id,
      slug,
      name,
      liveAt,
      endsAt,
      timeZone,
      version,
      recommendedDays,
      recommendedReason,
      createdAt,
      scope: launch.scope,
      phase: LaunchPhase.parse(launch.phase),
      sizing: LaunchSizing.nullable().catch(null).parse(launch.sizing),
      phases: phases.map((p) => ({
        phase: LaunchPhase.parse(p.phase),
        startsAt: p.startsAt,
        endsAt: p.endsAt,
      })),
    };
  });
}

/** @throws AppError NOT_FOUND when the launch is not here. */
export async function expectLaunchIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
): Promise<{ id: string; slug: string }> {
  const launch = await tx.launch.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: launchId } },
    select: { id: true, slug: true },
  });
  if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
  return launch;
}
