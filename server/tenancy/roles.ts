import type { Role } from "@/contracts/tenancy";

/** How far a role reaches over others. Roles of equal rank differ in what they do, not in whom they may manage. */
const RANK: Readonly<Record<Role, number>> = {
  owner: 4,
  admin: 3,
  lead: 2,
  engineer: 1,
  operations: 1,
  support: 1,
  product_owner: 1,
  qa: 1,
  viewer: 0,
};

/** Whether somebody may give this role away: never one above their own. */
export function canGrant(actor: Role, role: Role): boolean {
  return RANK[role] <= RANK[actor];
}

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
