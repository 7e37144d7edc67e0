import { canGrant, ROLES, type Role } from "@/contracts/tenancy";
import { ROLE_WORDS } from "@/components/format/words";

/** The roles that somebody can give to others, to choose from. */
export const roleOptions = (giver: Role): { value: Role; label: string }[] =>
  ROLES.filter((role) => canGrant(giver, role)).map((role) => ({ value: role, label: ROLE_WORDS[role] }));
