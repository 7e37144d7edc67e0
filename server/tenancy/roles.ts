import { canGrant, type Role } from "@/contracts/tenancy";

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
