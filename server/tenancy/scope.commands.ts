import { PERMISSIONS, Role, ROLE_PERMISSIONS, type ApiScope, type Permission } from "@/contracts/tenancy";
import { findMembership } from "@/server/db/account-doors";
import { findApiKey } from "@/server/db/doors";
import { findOrganizationUnguarded } from "@/server/db/unguarded";
import { hashesOfSecret } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { mintScope } from "@/server/platform/mint-scope";
import { MACHINE, type Scope } from "@/server/platform/scope";
import { recordRefusal } from "./refusals.commands";

/** The machine itself, looking after one organization. */
export function workerScope(orgId: string): Scope {
  return mintScope(orgId, MACHINE, PERMISSIONS);
}

/** A source whose key, and signature where it has one, was checked. It may record what arrives and nothing else. */
export function sourceScope(source: { orgId: string; id: string; name: string }): Scope {
  return mintScope(source.orgId, { kind: "source", id: source.id, name: source.name }, ["item:write"]);
}

const API_SCOPE_PERMISSIONS: Readonly<Record<ApiScope, readonly Permission[]>> = {
  "items:write": ["item:write"],
  "releases:write": ["release:write"],
};

/** How every API key begins. */
export const API_KEY_PREFIX = "stk";

/**
 * The scope of whoever sent an API key.
 * @throws AppError UNAUTHENTICATED when the key is unknown, revoked or expired; FORBIDDEN when it may not do what is needed.
 */
export async function scopeForApiKey(secret: string, needed: ApiScope, requestId: string): Promise<Scope> {
  const key = /^stk_[0-9a-z]{52}$/.test(secret) ? await findApiKey(hashesOfSecret(secret)) : null;
  const unknown = new AppError("UNAUTHENTICATED", "This API key does not exist, was revoked or has expired.");
  if (!key) throw unknown;
  const permissions = (key.scopes as ApiScope[]).flatMap((scope) => API_SCOPE_PERMISSIONS[scope]);
  const scope = mintScope(key.orgId, { kind: "api_key", id: key.id, name: key.name }, permissions, requestId);
  const hasExpired = key.expiresAt !== null && key.expiresAt.getTime() <= Date.now();
  if (key.revokedAt || hasExpired) {
    await recordRefusal(scope, { reason: key.revokedAt ? "revoked" : "expired" });
    throw unknown;
  }
  if (!key.scopes.includes(needed)) {
    await recordRefusal(scope, { scope: needed });
    throw new AppError("FORBIDDEN", `This API key may not do this: it lacks the scope ${needed}.`, {
      scope: needed,
    });
  }
  return scope;
}

export type Membership = { id: string; role: Role; name: string; email: string };
export type Organization = { id: string; slug: string; name: string };
export type MemberScope = { scope: Scope; membership: Membership; organization: Organization };

/** Answers the same whether the organization does not exist or the person is no member of it. */
const noSuchOrganization = () =>
  new AppError("NOT_FOUND", "There is no such organization, or you are not a member of it.");

/**
 * The scope of a signed-in person in one organization.
 * @throws AppError NOT_FOUND when there is no such organization or the person is not (or no longer) a member of it.
 */
export async function scopeForMember(
  session: { id: string },
  orgSlug: string,
  requestId: string | null,
): Promise<MemberScope> {
  let found = await findMembership(session.id, orgSlug);
  // With this guard left out, whoever is not a member acts as an owner: what the tests of isolation must notice.
  if (WITH_FAULTS && !found && isGuardOff("tenancy")) found = await findOrganizationUnguarded(orgSlug);
  if (!found) throw noSuchOrganization();
  const membership = {
    id: found.membershipId,
    role: Role.parse(found.role),
    name: found.name,
    email: found.email,
  };
  return {
    scope: mintScope(
      found.orgId,
      { kind: "person", id: membership.id, name: membership.name },
      ROLE_PERMISSIONS[membership.role],
      requestId,
    ),
    membership,
    organization: { id: found.orgId, slug: found.slug, name: found.orgName },
  };
}
