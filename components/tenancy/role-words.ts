import type { Role } from "@/contracts/tenancy";

const WORDS: Readonly<Record<Role, string>> = {
  owner: "owner",
  admin: "admin",
  lead: "lead",
  engineer: "engineer",
  operations: "operations",
  support: "support",
  product_owner: "product owner",
  qa: "QA",
  viewer: "viewer",
};

/** A role as it is said in a sentence. */
export const roleWord = (role: Role): string => WORDS[role];

/** A role as a label. */
export const roleLabel = (role: Role): string => WORDS[role].charAt(0).toUpperCase() + WORDS[role].slice(1);
