/** Roles and permissions: what a member may do, as data. */
import { FALLBACK_LANGUAGE, LANGUAGES } from "./languages";
import { Cursor } from "./paging";
import { z } from "zod";

export const ROLES = [
  "owner",
  "admin",
  "lead",
  "engineer",
  "operations",
  "support",
  "product_owner",
  "qa",
  "viewer",
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const PERMISSIONS = [
  "organization:read",
  "organization:manage",
  "member:read",
  "member:manage",
  "audit:read",
  "launch:read",
  "launch:write",
  "criterion:confirm",
  "criterion:write",
  "criterion:waive",
  "source:read",
  "source:manage",
  "item:read",
  "item:write",
  "issue:read",
  "issue:write",
  "issue:prioritise",
  "view:write",
  "rule:read",
  "rule:write",
  "traffic:read",
  "release:write",
  "message:read",
  "ai:read",
  "ai:manage",
  "key:manage",
  "queue:read",
  "queue:replay",
  "report:erase",
  "retention:manage",
] as const;
export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;

/** Permission names a person needs none of: signed-out pages and one's own account. */
export type ProcedurePermission = Permission | "public" | "account";

const READ = PERMISSIONS.filter((p) => p.endsWith(":read") && p !== "audit:read" && p !== "queue:read");
const WORK: readonly Permission[] = ["item:write", "issue:write", "view:write", "criterion:confirm"];

/** The permission matrix. A role not listed beside a permission does not have it. Owners reach further than admins by their rank alone. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  lead: [
    ...READ,
    ...WORK,
    "audit:read",
    "queue:read",
    "queue:replay",
    "report:erase",
    "launch:write",
    "criterion:write",
    "criterion:waive",
    "source:manage",
    "issue:prioritise",
    "rule:write",
    "release:write",
  ],
  engineer: [...READ, ...WORK, "release:write"],
  operations: [...READ, ...WORK, "queue:read", "queue:replay", "release:write", "source:manage"],
  support: [...READ, ...WORK],
  product_owner: [...READ, ...WORK, "issue:prioritise", "criterion:write", "criterion:waive"],
  qa: [...READ, ...WORK],
  viewer: READ,
};

/** Whether a member in this role can own an exit criterion: whoever answers for it must be able to confirm it. */
export const canOwnCriterion = (role: Role): boolean => ROLE_PERMISSIONS[role].includes("criterion:confirm");

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

/** Whether somebody may give this role to others, or take it from them: never one above their own. */
export function canGrant(actor: Role, role: Role): boolean {
  return RANK[role] <= RANK[actor];
}

/** What an API key may be allowed to do. */
export const API_SCOPES = ["items:write", "releases:write"] as const;
export const ApiScope = z.enum(API_SCOPES);
export type ApiScope = z.infer<typeof ApiScope>;

/** Passwords: long enough to matter, short enough not to be a denial of service. */
export const Password = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.");
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("That does not look like an e-mail address."));
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "Use lower-case letters, digits and dashes.");

/** What a person or an organization is called. */
export const Name = z.string().trim().min(1, "Give a name.").max(120, "Use at most 120 characters.");

/** One page of a list: where it goes on, and how much of it. */
export const Page = z.object({
  cursor: Cursor,
  limit: z.number().int().min(1).max(200).default(50),
});

export const ListMembers = Page.extend({ search: z.string().trim().max(120).default("") });
export const ChangeRole = z.object({ membershipId: z.string().max(64), role: Role });
export const RemoveMember = z.object({ membershipId: z.string().max(64) });
export const Invite = z.object({
  email: Email,
  role: Role,
  /** What the mail is written in. */
  language: z.enum(LANGUAGES).default(FALLBACK_LANGUAGE),
});
export type Invite = z.infer<typeof Invite>;
export const InvitationRef = z.object({ invitationId: z.string().max(64) });
export const CreateApiKey = z.object({
  name: Name,
  scopes: z
    .array(ApiScope)
    .min(1, "Choose at least one thing the key may do.")
    .max(API_SCOPES.length)
    .transform((scopes) => [...new Set(scopes)]),
  /** Days until the key stops working; null for never. */
  lifetimeDays: z.number().int().min(1).max(3650).nullable().default(null),
});
export const RevokeApiKey = z.object({ keyId: z.string().max(64) });
export const RenameOrganization = z.object({ name: Name });
