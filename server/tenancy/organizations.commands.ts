import { randomBytes } from "node:crypto";
import { PERMISSIONS } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { createAccountIn, isSlugTaken } from "@/server/db/account-doors";
import { takeFromNetwork } from "@/server/db/network-limit";
import type { Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { mintScope } from "@/server/platform/mint-scope";
import type { Scope } from "@/server/platform/scope";
import { SIGN_UP_PER_NETWORK } from "./limits";
import { sealPassword } from "./password-hash.runtime";
import { checkPassword } from "./passwords.commands";
import type { Origin } from "./origin";
import type { Session } from "./sessions.queries";
import { slugOf } from "./slugs";

/** What else a new organization needs from domains above this one, in the transaction that makes it. */
export type SetUp = (tx: Tx, scope: Scope) => Promise<void>;

type NewOwner = { accountId: string; name: string; email: string };
export type NewOrganization = { organizationId: string; slug: string };

/**
 * Makes an account with an organization of its own, whose owner it is; all of it or nothing.
 * @throws AppError CONFLICT when the address has an account; UNPROCESSABLE when the password is too easy; RATE_LIMITED.
 */
export async function signUp(
  given: { name: string; email: string; password: string; organizationName: string },
  origin: Origin,
  setUp: SetUp,
): Promise<NewOrganization> {
  await takeFromNetwork(SIGN_UP_PER_NETWORK, origin);
  await checkPassword(given.password, [given.email, given.name, given.organizationName]);
  const account = {
    id: newId("account"),
    email: given.email,
    name: given.name,
    password: await sealPassword(given.password),
  };
  return createOrganizationFor(
    { accountId: account.id, name: given.name, email: given.email },
    given.organizationName,
    origin.requestId,
    async (tx, scope) => {
      if (!(await createAccountIn(tx, account)))
        throw new AppError("CONFLICT", "There is an account with this e-mail address. Sign in instead.", {
          fields: { email: "There is an account with this e-mail address." },
        });
      await setUp(tx, scope);
    },
  );
}

/** Makes a further organization for a signed-in person, whose owner they are. */
export async function createOrganization(
  session: Session,
  name: string,
  origin: Origin,
  setUp: SetUp,
): Promise<NewOrganization> {
  await takeFromNetwork(SIGN_UP_PER_NETWORK, origin);
  return createOrganizationFor(
    { accountId: session.accountId, name: session.name, email: session.email },
    name,
    origin.requestId,
    setUp,
  );
}

async function createOrganizationFor(
  owner: NewOwner,
  name: string,
  requestId: string,
  setUp: SetUp,
): Promise<NewOrganization> {
  const organizationId = newId("organization");
  const slug = await freeSlug(slugOf(name));
  const membershipId = newId("membership");
  const scope = mintScope(
    organizationId,
    { kind: "person", id: membershipId, name: owner.name },
    PERMISSIONS,
    requestId,
  );
  await withScope(scope, async (tx) => {
    await tx.organization.create({ data: { id: organizationId, slug, name } });
    await setUp(tx, scope);
    await tx.membership.create({
      data: {
        orgId: organizationId,
        id: membershipId,
        accountId: owner.accountId,
        role: "owner",
        name: owner.name,
        email: owner.email,
      },
    });
    await recordIn(tx, scope, {
      verb: "organization.created",
      subjectKind: "organization",
      subjectId: organizationId,
      data: { name, slug },
    });
  });
  return { organizationId, slug };
}

/** The wanted short name, or one like it: numbers would tell how many others wanted it, random letters do not. */
async function freeSlug(wanted: string): Promise<string> {
  return (await isSlugTaken(wanted)) ? `${wanted}-${randomBytes(3).toString("hex")}` : wanted;
}

/** Renames the organization; its short name stays, so that links keep working. */
export async function renameOrganization(scope: Scope, name: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const before = await tx.organization.findUniqueOrThrow({ where: { id: scope.orgId } });
    await tx.organization.update({ where: { id: scope.orgId }, data: { name } });
    await recordIn(tx, scope, {
      verb: "organization.renamed",
      subjectKind: "organization",
      subjectId: scope.orgId,
      data: { from: before.name, to: name },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [] });
  });
}
