import { Role, type Invite } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { createAccountIn, findInvitation, type InvitationDoor } from "@/server/db/account-doors";
import { takeFromNetwork } from "@/server/db/network-limit";
import { takeFromLimit } from "@/server/db/rate-limit";
import type { Tx } from "@/server/db/sql";
import { enqueueIn } from "@/server/jobs/outbox";
import { publishIn } from "@/server/live/publish";
import { readLinkToken } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { mintScope } from "@/server/platform/mint-scope";
import type { Scope } from "@/server/platform/scope";
import { invitationState } from "./invitations";
import { sendInvitation } from "./jobs";
import { INVITATIONS_PER_MAILBOX, INVITE_PER_MEMBER, PASSWORD_PER_LINK, SIGN_UP_PER_NETWORK } from "./limits";
import { mayInvite } from "./roles";
import { sealPassword } from "./password-hash.runtime";
import { checkPassword } from "./passwords.commands";
import { takeFromMailbox } from "./recipients.commands";
import type { Origin } from "./origin";
import type { Session } from "./sessions.queries";

/** How long an invitation's link works. */
const INVITATION_MS = 7 * 24 * 3_600_000;

/**
 * Invites a person by e-mail; an invitation that was still open for the same address is replaced.
 * @throws AppError FORBIDDEN for a role above the inviter's own; CONFLICT when the person is a member already;
 * RATE_LIMITED for the member, and for the mailbox, whoever wrote to it.
 */
export async function invite(
  scope: Scope,
  { email, role, language }: Invite,
): Promise<{ invitationId: string; expiresAt: Date }> {
  await takeFromLimit(INVITE_PER_MEMBER, scope.actor.id);
  const { ofOrganization, ofOrganizationAndDay, all, allAndDay } = INVITATIONS_PER_MAILBOX;
  const takeBack = await takeFromMailbox(
    [
      { limit: ofOrganization, of: scope.orgId },
      { limit: ofOrganizationAndDay, of: scope.orgId },
      { limit: all },
      { limit: allAndDay },
    ],
    email,
  );
  try {
    return await writeInvitation(scope, { email, role, language });
  } catch (error) {
    await takeBack();
    throw error;
  }
}

async function writeInvitation(
  scope: Scope,
  { email, role, language }: Invite,
): Promise<{ invitationId: string; expiresAt: Date }> {
  const invitationId = newId("invitation");
  const expiresAt = new Date(Date.now() + INVITATION_MS);
  await withScope(scope, async (tx) => {
    // Held until this is committed: whoever takes the role away meanwhile finds the invitation and ends it.
    if (!(await mayStillInviteIn(tx, scope.orgId, scope.actor.id, role)))
      throw new AppError("FORBIDDEN", "You cannot invite somebody to a role above your own.", {
        reason: "above_own_role",
      });
    const member = await tx.membership.findFirst({ where: { orgId: scope.orgId, email, state: "active" } });
    if (member)
      throw new AppError("CONFLICT", `${member.name} is a member already.`, {
        fields: { email: "This person is a member already." },
      });
    await tx.invitation.updateMany({
      where: { orgId: scope.orgId, email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await tx.invitation.create({
      data: {
        orgId: scope.orgId,
        id: invitationId,
        email,
        role,
        language,
        invitedBy: scope.actor.id,
        expiresAt,
      },
    });
    await enqueueIn(tx, scope, sendInvitation, [invitationId]);
    await recordIn(tx, scope, {
      verb: "member.invited",
      subjectKind: "invitation",
      subjectId: invitationId,
      data: { role },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [] });
  });
  return { invitationId, expiresAt };
}

/** Whether a member may invite to this role, as they are now; their row is locked until the transaction ends. */
export async function mayStillInviteIn(
  tx: Tx,
  orgId: string,
  membershipId: string,
  role: Role,
): Promise<boolean> {
  const [inviter] = await tx.$queryRaw<{ role: string }[]>`
    select role
    from membership
    where
      org_id = ${orgId}
      and id = ${membershipId}
      and state = 'active'
    for share
  `;
  return inviter !== undefined && mayInvite(Role.parse(inviter.role), role);
}

/** Makes an open invitation's link worthless. @throws AppError NOT_FOUND when there is no open one with this id. */
export async function revokeInvitation(scope: Scope, invitationId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { orgId: scope.orgId, id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "There is no open invitation like this.");
    await recordIn(tx, scope, {
      verb: "member.invitation_revoked",
      subjectKind: "invitation",
      subjectId: invitationId,
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [] });
  });
}

const gone = () =>
  new AppError(
    "GONE",
    "This invitation was used, was withdrawn or has expired. Ask whoever invited you for a new one.",
  );

async function findOpenInvitation(token: string): Promise<InvitationDoor | null> {
  const id = readLinkToken("invitation", token);
  const invitation = id ? await findInvitation(id) : null;
  return invitation && invitationState(invitation, Date.now()) === "open" ? invitation : null;
}

/**
 * Accepts an invitation by making the account it is for; the link proves the address.
 * @throws AppError GONE; CONFLICT when the address has an account (the invitation stays open); UNPROCESSABLE; RATE_LIMITED.
 */
export async function acceptInvitationAsNew(
  given: { token: string; name: string; password: string },
  origin: Origin,
): Promise<{ email: string; slug: string }> {
  const invitation = await findOpenInvitation(given.token);
  if (!invitation) {
    await takeFromNetwork(SIGN_UP_PER_NETWORK, origin);
    throw gone();
  }
  await takeFromLimit(PASSWORD_PER_LINK, invitation.id);
  await checkPassword(given.password, [invitation.email, given.name, invitation.orgName]);
  const account = {
    id: newId("account"),
    email: invitation.email,
    name: given.name,
    password: await sealPassword(given.password),
  };
  await acceptFor(
    invitation,
    { accountId: account.id, name: given.name, email: invitation.email },
    origin.requestId,
    async (tx) => {
      if (!(await createAccountIn(tx, account)))
        throw new AppError(
          "CONFLICT",
          "There is an account with this e-mail address. Sign in to accept the invitation.",
          { reason: "has_account" },
        );
    },
  );
  return { email: invitation.email, slug: invitation.slug };
}

/**
 * Accepts an invitation for the person who is signed in.
 * @throws AppError GONE; FORBIDDEN when it was sent to another address.
 */
export async function acceptInvitation(
  session: Session,
  token: string,
  requestId: string,
): Promise<{ slug: string }> {
  const invitation = await findOpenInvitation(token);
  if (!invitation) throw gone();
  if (invitation.email !== session.email)
    throw new AppError(
      "FORBIDDEN",
      `This invitation is for ${invitation.email}; you are signed in as ${session.email}.`,
      { reason: "other_address" },
    );
  await acceptFor(
    invitation,
    { accountId: session.accountId, name: session.name, email: session.email },
    requestId,
    async () => {},
  );
  return { slug: invitation.slug };
}

async function acceptFor(
  invitation: InvitationDoor,
  person: { accountId: string; name: string; email: string },
  requestId: string,
  before: (tx: Tx) => Promise<void>,
): Promise<void> {
  const role = Role.parse(invitation.role);
  const newMembershipId = newId("membership");
  const scope = mintScope(
    invitation.orgId,
    { kind: "person", id: newMembershipId, name: person.name },
    [],
    requestId,
  );
  await withScope(scope, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: {
        orgId: invitation.orgId,
        id: invitation.id,
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { gt: new Date() },
      },
      data: { acceptedAt: new Date() },
    });
    if (count === 0) throw gone();
    const { invitedBy } = await tx.invitation.findUniqueOrThrow({
      where: { orgId_id: { orgId: invitation.orgId, id: invitation.id } },
      select: { invitedBy: true },
    });
    if (!(await mayStillInviteIn(tx, invitation.orgId, invitedBy, role))) throw gone();
    await before(tx);
    // Whoever was a member before comes back as the same member; whoever is one keeps their role.
    const [membership] = await tx.$queryRaw<{ id: string; role: string }[]>`
      insert into membership as m (org_id, id, account_id, role, name, email)
      values (${invitation.orgId}, ${newMembershipId}, ${person.accountId}, ${role}, ${person.name}, ${person.email})
      on conflict (org_id, account_id) do update
      set role = case m.state
        when 'active' then m.role
        else excluded.role
      end,
      name = excluded.name,
      email = excluded.email,
      state = 'active',
      removed_at = null,
      version = m.version + 1
      returning
        id,
        role
    `;
    await recordIn(tx, scope, {
      verb: "member.joined",
      subjectKind: "membership",
      subjectId: membership!.id,
      data: { role: membership!.role, invitationId: invitation.id },
    });
    await publishIn(tx, scope, { kind: "members.changed", launchId: null, ids: [membership!.id] });
  });
}
