import {
  ChangeRole,
  CreateApiKey,
  Invite,
  ListMembers,
  Page,
  RemoveMember,
  RenameOrganization,
  RevokeApiKey,
  InvitationRef,
} from "@/contracts/tenancy";
import { isMailConfigured } from "@/server/communication/mail-server.runtime";
import { showInvitationLink } from "@/server/communication/invitation-links.commands";
import { createApiKey, revokeApiKey } from "@/server/tenancy/api-keys.commands";
import { listApiKeys } from "@/server/tenancy/api-keys.queries";
import { invite, revokeInvitation } from "@/server/tenancy/invitations.commands";
import { listInvitations } from "@/server/tenancy/invitations.queries";
import { changeRole, removeMember } from "@/server/tenancy/members.commands";
import { listMembers, listPeople, leaveRefusal } from "@/server/tenancy/members.queries";
import { renameOrganization } from "@/server/tenancy/organizations.commands";
import { proxyFaultToShow } from "../proxy-faults";
import { can, router } from "../trpc";

/** The organization, its members, invitations and API keys. */
export const tenancyRouter = router({
  me: can("organization:read").query(async ({ ctx: { organization, membership, scope } }) => ({
    organization,
    membership,
    permissions: [...scope.permissions],
    leaveRefusal: await leaveRefusal(scope, membership.role),
  })),
  rename: can("organization:manage")
    .input(RenameOrganization)
    .mutation(({ ctx, input }) => renameOrganization(ctx.scope, input.name)),
  proxyFault: can("organization:manage").query(({ ctx }) => proxyFaultToShow(ctx.proxyFault)),
  leave: can("organization:read").mutation(({ ctx }) => removeMember(ctx.scope, ctx.membership.id)),

  people: can("member:read").query(({ ctx }) => listPeople(ctx.scope)),
  members: can("member:read")
    .input(ListMembers)
    .query(({ ctx, input }) => listMembers(ctx.scope, input)),
  changeRole: can("member:manage")
    .input(ChangeRole)
    .mutation(({ ctx, input }) => changeRole(ctx.scope, input)),
  removeMember: can("member:manage")
    .input(RemoveMember)
    .mutation(({ ctx, input }) => removeMember(ctx.scope, input.membershipId)),

  invitations: can("member:manage")
    .input(Page)
    .query(async ({ ctx, input }) => ({
      ...(await listInvitations(ctx.scope, input)),
      isMailSent: isMailConfigured(),
    })),
  invite: can("member:manage")
    .input(Invite)
    .mutation(async ({ ctx, input }) => ({
      ...(await invite(ctx.scope, input)),
      isMailSent: isMailConfigured(),
    })),
  invitationLink: can("member:manage")
    .input(InvitationRef)
    .mutation(({ ctx, input }) => showInvitationLink(ctx.scope, input.invitationId)),
  revokeInvitation: can("member:manage")
    .input(InvitationRef)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.scope, input.invitationId)),

  apiKeys: can("key:manage").query(({ ctx }) => listApiKeys(ctx.scope)),
  createApiKey: can("key:manage")
    .input(CreateApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx.scope, input)),
  revokeApiKey: can("key:manage")
    .input(RevokeApiKey)
    .mutation(({ ctx, input }) => revokeApiKey(ctx.scope, input.keyId)),
});
