import { ROLE_PERMISSIONS, ROLES, canGrant, type Role } from "@/contracts/tenancy";

export type RoleRefusal = "above_own_role" | "last_owner";

/** Why a member may not be given a role, or be removed (`to` null); null when they may. */
export function refuseRoleChange(change: {
  actor: Role;
  from: Role;
  to: Role | null;
  ownerCount: number;
}): RoleRefusal | null {
  if (!canGrant(change.actor, change.from) || (change.to !== null && !canGrant(change.actor, change.to)))
    return "above_own_role";
  if (change.from === "owner" && change.to !== "owner" && change.ownerCount <= 1) return "last_owner";
  return null;
}

/** Whether somebody in this role may ask others in, in that role. */
export const mayInvite = (inviter: Role, role: Role): boolean =>
  ROLE_PERMISSIONS[inviter].includes("member:manage") && canGrant(inviter, role);

/** The roles that somebody may not ask others in for, in which invitations they sent no longer hold; all of them for whoever has left. */
export const rolesNotToInvite = (inviter: Role | null): Role[] =>
  ROLES.filter((role) => inviter === null || !mayInvite(inviter, role));
