import { PERMISSIONS, ROLE_PERMISSIONS, type Role } from "@/contracts/tenancy";
import { withScope } from "@/server/db/client";
import { createAccountIn } from "@/server/db/account-doors";
import { newId, newPublicKey } from "@/server/platform/ids";
import { mintScope } from "@/server/platform/mint-scope";
import type { Scope } from "@/server/platform/scope";

let counter = 0;

export type World = {
  orgId: string;
  slug: string;
  launchId: string;
  launchSlug: string;
  ownerId: string;
  accountId: string;
  email: string;
  scope: Scope;
  formKey: string;
  formSourceId: string;
  apiSourceId: string;
};

/** An organization with an owner, a launch that went live three days ago, one component, a form and the built-in sources. */
export async function makeWorld(): Promise<World> {
  const n = ++counter;
  const [orgId, launchId, ownerId, accountId] = [
    newId("organization"),
    newId("launch"),
    newId("membership"),
    newId("account"),
  ];
  const slug = `org-${n}-${orgId.slice(-6)}`;
  const email = `owner-${orgId.slice(-8)}@example.test`;
  const scope = mintScope(orgId, { kind: "person", id: ownerId, name: "Olga Owner" }, PERMISSIONS);
  const formKey = newPublicKey();
  const formSourceId = newId("source");
  const apiSourceId = newId("source");
  const dayMs = 86_400_000;
  await withScope(scope, async (tx) => {
    await createAccountIn(tx, { id: accountId, email, name: "Olga Owner", password: null });
    await tx.organization.create({ data: { id: orgId, slug, name: `Organization ${n}` } });
    await tx.membership.create({
      data: { orgId, id: ownerId, accountId, role: "owner", name: "Olga Owner", email },
    });
    await tx.launch.create({
      data: {
        orgId,
        id: launchId,
        slug: "two",
        name: "Two",
        phase: "live",
        liveAt: new Date(Date.now() - 3 * dayMs),
        endsAt: new Date(Date.now() + 11 * dayMs),
        recommendedDays: 14,
        recommendedReason: "A test.",
      },
    });
    await tx.component.create({
      data: {
        orgId,
        id: newId("component"),
        launchId,
        slug: "checkout",
        name: "Checkout",
        keywords: ["pay", "payment", "checkout", "card"],
        routePatterns: ["/v2/payments/*"],
      },
    });
    await tx.source.create({
      data: { orgId, id: formSourceId, launchId, kind: "form", name: "Form", key: formKey },
    });
    await tx.source.create({
      data: { orgId, id: apiSourceId, kind: "api", name: "API", key: newPublicKey() },
    });
    for (const kind of ["agent", "releases"])
      await tx.source.create({ data: { orgId, id: newId("source"), kind, name: kind, key: newPublicKey() } });
  });
  return {
    orgId,
    slug,
    launchId,
    launchSlug: "two",
    ownerId,
    accountId,
    email,
    scope,
    formKey,
    formSourceId,
    apiSourceId,
  };
}

/** A gateway's log feed into the world's launch; where its batches go. */
export async function makeLogSource({
  scope,
  orgId,
  launchId,
}: World): Promise<{ orgId: string; sourceId: string; launchId: string }> {
  const sourceId = newId("source");
  await withScope(scope, (tx) =>
    tx.source.create({
      data: { orgId, id: sourceId, launchId, kind: "gateway_logs", name: "Gateway", key: newPublicKey() },
    }),
  );
  return { orgId, sourceId, launchId };
}

/** A further member of a world, with a scope of the role's own permissions. */
export async function makeMember(
  world: World,
  role: Role,
): Promise<{ membershipId: string; accountId: string; email: string; scope: Scope }> {
  const [membershipId, accountId] = [newId("membership"), newId("account")];
  const email = `${role}-${accountId.slice(-8)}@example.test`;
  const name = `A ${role}`;
  await withScope(world.scope, async (tx) => {
    await createAccountIn(tx, { id: accountId, email, name, password: null });
    await tx.membership.create({
      data: { orgId: world.orgId, id: membershipId, accountId, role, name, email },
    });
  });
  return {
    membershipId,
    accountId,
    email,
    scope: mintScope(world.orgId, { kind: "person", id: membershipId, name }, ROLE_PERMISSIONS[role]),
  };
}
