import { Role } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { refuseRoleChange, rolesNotToInvite, type RoleRefusal } from "./roles";

const REFUSALS: Readonly<Record<RoleRefusal, string>> = {
  above_own_role: "Only an owner can change or remove an owner, or make one.",
  last_owner: "This is the last owner. Make somebody else an owner first.",
};

type MemberRow = { id: string; role: string; name: string; state: string };

/**
 * The member, the actor's own role and how many owners there are, with the rows held until the transaction ends: two owners who step
 * down at the same moment are told one after the other.
 */
async function loadIn(
  tx: Tx,
  scope: Scope,
  membershipId: string,
): Promise<{ member: MemberRow; actor: Role; ownerCount: number }> {
  const locked = await tx.$queryRaw<MemberRow[]>`
    select
      id,
      role,
      name,
      state
    from membership
    where
      org_id = ${scope.orgId}
      and state = 'active'
      and (
        role = 'owner'
        or id in (${membershipId}, ${scope.actor.id})
      )
    order by id
    for update
  `;
  const member = locked.find((m) => m.id === membershipId);
  const actor = locked.find((m) => m.id === scope.actor.id);
  if (!member) throw new AppError("NOT_FOUND", "There is no such member.");
  if (!actor) throw new AppError("FORBIDDEN", "Only a member can do this.");
  return {
    member,
    actor: Role.parse(actor.role),
    ownerCount: locked.filter((m) => m.role === "owner").length,
  };
}

function refuse(refusal: RoleRefusal | null): void {
  if (refusal)
    throw new AppError(refusal === "last_owner" ? "CONFLICT" : "FORBIDDEN", REFUSALS[refusal], {
      reason: refusal,
    });
}

/** What a member leaves behind who may do less from now on. */
export type LeftBehind = {
  /** Open invitations of theirs that no longer work. */
  revokedInvitations: number;
  /** API keys they made that still work: those are the organization's, and somebody has to look at them. */
  liveApiKeys: number;
};

/** Ends the open invitations that a member sent and may not send as what they are now. @param now their role; null when they have left */
async function withdrawIn(tx: Tx, scope: Scope, membershipId: string, now: Role | null): Promise<LeftBehind> {
  const { count } = await tx.invitation.updateMany({
    where: {
      orgId: scope.orgId,
      invitedBy: membershipId,
      role: { in: rolesNotToInvite(now) },
      acceptedAt: null,
      revokedAt: null,
    },
    data: { revokedAt: new Date() },
  });
  const liveApiKeys = await tx.apiKey.count({
    where: {
      orgId: scope.orgId,
      createdBy: membershipId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
  });
  return { revokedInvitations: count, liveApiKeys };
}

/**
 * Gives a member another role; it holds from their next request on, and open invitations they sent that they may not send in it no longer
 * work.
 * @throws AppError NOT_FOUND; FORBIDDEN above one's own role; CONFLICT for the last owner.
 */
export async function changeRole(
  scope: Scope,
  { membershipId, role }: { membershipId: string; role: Role },
): Promise<LeftBehind> {
  return withScope(scope, async (tx) => {
    const { member, actor, ownerCount } = await loadIn(tx, scope, membershipId);
    const from = Role.parse(member.role);
    if (from === role) return { revokedInvitations: 0, liveApiKeys: 0 };
    refuse(refuseRoleChange({ actor, from, to: role, ownerCount }));
    await tx.membership.update({
      where: { orgId_id: { orgId: scope.orgId, id: membershipId } },
      data: { role, version: { increment: 1 } },
    });
    const left = await withdrawIn(tx, scope, membershipId, role);
    await recordIn(tx, scope, {
      verb: "member.role_changed",
      subjectKind: "membership",
      subjectId: membershipId,
      data: { from, to: role, ...left },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [membershipId] });
    return left;
  });
}

/**
 * Ends a membership: the next request is refused, open streams close, and invitations the person sent no longer work. What they did
 * keeps their name. Anybody may leave; removing others takes a permission that the caller has checked.
 * @throws AppError NOT_FOUND; FORBIDDEN above one's own role; CONFLICT for the last owner.
 */
export async function removeMember(scope: Scope, membershipId: string): Promise<LeftBehind> {
  return withScope(scope, async (tx) => {
    const { member, actor, ownerCount } = await loadIn(tx, scope, membershipId);
    refuse(refuseRoleChange({ actor, from: Role.parse(member.role), to: null, ownerCount }));
    await tx.membership.update({
      where: { orgId_id: { orgId: scope.orgId, id: membershipId } },
      data: { state: "removed", removedAt: new Date(), version: { increment: 1 } },
    });
    const left = await withdrawIn(tx, scope, membershipId, null);
    await recordIn(tx, scope, {
      verb: membershipId === scope.actor.id ? "member.left" : "member.removed",
      subjectKind: "membership",
      subjectId: membershipId,
      data: { role: member.role, ...left },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [membershipId] });
    await publishIn(tx, scope, { kind: "session.ended", launchId: null, ids: [membershipId] });
    return left;
  });
}
