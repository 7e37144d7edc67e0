import { withScope } from "@/server/db/client";
import { Role } from "@/contracts/tenancy";
import type { Scope } from "@/server/platform/scope";

export type TeamRow = { id: string; name: string };

/** The organization's teams by name, at most 200. */
export async function listTeams(scope: Scope): Promise<TeamRow[]> {
  return withScope(scope, (tx) =>
    tx.team.findMany({
      where: { orgId: scope.orgId },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
      take: 200,
    }),
  );
}

export type LaunchMemberRow = {
  membershipId: string;
  name: string;
  role: Role;
  duty: string;
  teamId: string | null;
  isActive: boolean;
};

/** Who works on a launch, by name, with what they do there; at most 500. People who left the organization stay named. */
export async function listLaunchMembers(scope: Scope, launchId: string): Promise<LaunchMemberRow[]> {
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<(Omit<LaunchMemberRow, "role"> & { role: string })[]>`
      select
        m.membership_id as "membershipId",
        p.name,
        p.role,
        m.duty,
        m.team_id as "teamId",
        p.state = 'active' as "isActive"
      from
        launch_member m
        join membership p on p.org_id = m.org_id
        and p.id = m.membership_id
      where
        m.org_id = ${scope.orgId}
        and m.launch_id = ${launchId}
      order by
        lower(p.name),
        p.id
      limit 500
    `,
  );
  return found.map((m) => ({ ...m, role: Role.parse(m.role) }));
}
