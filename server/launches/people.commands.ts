import type { SetLaunchMember } from "@/contracts/launches";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { expectLaunchIn } from "./launches.queries";

/** Makes a team of the organization. @throws AppError CONFLICT when the name is taken. */
export async function createTeam(scope: Scope, { name }: { name: string }): Promise<{ id: string }> {
  return withScope(scope, async (tx) => {
    if (await tx.team.findFirst({ where: { orgId: scope.orgId, name }, select: { id: true } }))
      throw new AppError("CONFLICT", `There is a team ${name} already.`, { field: "name", reason: "taken" });
    const id = newId("team");
    await tx.team.create({ data: { orgId: scope.orgId, id, name } });
    await recordIn(tx, scope, { verb: "team.created", subjectKind: "team", subjectId: id, data: { name } });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [id] });
    return { id };
  });
}

/** Renames a team everywhere. @throws AppError NOT_FOUND; CONFLICT when the name is taken. */
export async function renameTeam(
  scope: Scope,
  { teamId, name }: { teamId: string; name: string },
): Promise<void> {
  await withScope(scope, async (tx) => {
    const team = await tx.team.findUnique({ where: { orgId_id: { orgId: scope.orgId, id: teamId } } });
    if (!team) throw new AppError("NOT_FOUND", "There is no such team here.");
    if (team.name === name) return;
    await tx.team.update({ where: { orgId_id: { orgId: scope.orgId, id: teamId } }, data: { name } });
    await recordIn(tx, scope, {
      verb: "team.renamed",
      subjectKind: "team",
      subjectId: teamId,
      data: { from: team.name, to: name },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [teamId] });
  });
}

/** Puts a member on a launch, or changes their duty and team there. @throws AppError NOT_FOUND for the launch, the member or the team. */
export async function setLaunchMember(
  scope: Scope,
  { launchId, membershipId, duty, teamId }: SetLaunchMember,
): Promise<void> {
  await withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    if (
      !(await tx.membership.findFirst({
        where: { orgId: scope.orgId, id: membershipId, state: "active" },
        select: { id: true },
      }))
    )
      throw new AppError("NOT_FOUND", "There is no such member here.", { field: "membershipId" });
    const key = { orgId: scope.orgId, launchId, membershipId };
    await tx.launchMember.upsert({
      where: { orgId_launchId_membershipId: key },
      create: { ...key, duty, teamId },
      update: { duty, teamId },
    });
    await recordIn(tx, scope, {
      verb: "launch.member_set",
      subjectKind: "membership",
      subjectId: membershipId,
      launchId,
      data: { duty, teamId },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [membershipId] });
  });
}

/** Takes a member off a launch; what they own stays theirs. Nothing happens when they are not on it. */
export async function removeLaunchMember(
  scope: Scope,
  { launchId, membershipId }: { launchId: string; membershipId: string },
): Promise<void> {
  await withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    const { count } = await tx.launchMember.deleteMany({
      where: { orgId: scope.orgId, launchId, membershipId },
    });
    if (count === 0) return;
    await recordIn(tx, scope, {
      verb: "launch.member_removed",
      subjectKind: "membership",
      subjectId: membershipId,
      launchId,
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [membershipId] });
  });
}
