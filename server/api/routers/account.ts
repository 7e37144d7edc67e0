import {
  AcceptInvitation,
  AcceptInvitationAsNew,
  ChangePassword,
  CreateOrganization,
  EndSession,
  RenameAccount,
  RequestPasswordReset,
  ResetPassword,
  ReadInvitation,
  ReadResetLink,
  SignUp,
} from "@/contracts/account";
import { createBuiltInSourcesIn } from "@/server/intake/sources.commands";
import { renameAccount } from "@/server/tenancy/accounts.commands";
import { isMailConfigured } from "@/server/communication/mail-server.runtime";
import { acceptInvitation, acceptInvitationAsNew } from "@/server/tenancy/invitations.commands";
import { readInvitation } from "@/server/tenancy/invitations.queries";
import { createOrganization, signUp } from "@/server/tenancy/organizations.commands";
import { listMyOrganizations } from "@/server/tenancy/organizations.queries";
import { changePassword, requestPasswordReset, resetPassword } from "@/server/tenancy/passwords.commands";
import { isResetLinkOpen } from "@/server/tenancy/passwords.queries";
import { endSession, signOutEverywhere } from "@/server/tenancy/sessions.commands";
import { deviceCookie } from "@/server/tenancy/session-cookie";
import { isSecureSite, listSessions } from "@/server/tenancy/sessions.queries";
import { accountProcedure, publicProcedure, router } from "../trpc";

/** A person's own account; who is signed in and what is theirs alone. */
export const accountRouter = router({
  signUp: publicProcedure
    .input(SignUp)
    .mutation(({ ctx, input }) => signUp(input, ctx, createBuiltInSourcesIn)),
  requestPasswordReset: publicProcedure.input(RequestPasswordReset).mutation(async ({ ctx, input }) => {
    await requestPasswordReset({ email: input.email, language: ctx.language }, ctx);
    return { isMailSent: isMailConfigured() };
  }),
  resetLink: publicProcedure
    .input(ReadResetLink)
    .query(async ({ input }) => ({ isOpen: await isResetLinkOpen(input.token) })),
  resetPassword: publicProcedure.input(ResetPassword).mutation(async ({ ctx, input }) => {
    const { email, device } = await resetPassword(input, ctx);
    ctx.setCookies.push(deviceCookie(device, isSecureSite()));
    return { email };
  }),
  invitation: publicProcedure.input(ReadInvitation).query(({ input }) => readInvitation(input.token)),
  acceptInvitationAsNew: publicProcedure
    .input(AcceptInvitationAsNew)
    .mutation(({ ctx, input }) => acceptInvitationAsNew(input, ctx)),

  me: accountProcedure.query(async ({ ctx: { session } }) => ({
    sessionId: session.id,
    name: session.name,
    email: session.email,
    organizations: await listMyOrganizations(session),
  })),
  acceptInvitation: accountProcedure
    .input(AcceptInvitation)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.session, input.token, ctx.requestId)),
  createOrganization: accountProcedure
    .input(CreateOrganization)
    .mutation(({ ctx, input }) => createOrganization(ctx.session, input.name, ctx, createBuiltInSourcesIn)),
  rename: accountProcedure
    .input(RenameAccount)
    .mutation(({ ctx, input }) => renameAccount(ctx.session, input.name, ctx.requestId)),
  changePassword: accountProcedure.input(ChangePassword).mutation(async ({ ctx, input }) => {
    const { ended, device } = await changePassword(ctx.session, input, ctx.requestId);
    ctx.setCookies.push(deviceCookie(device, isSecureSite()));
    return { ended };
  }),
  sessions: accountProcedure.query(async ({ ctx: { session } }) =>
    (await listSessions(session)).map((open) => ({ ...open, isThisOne: open.id === session.id })),
  ),
  endSession: accountProcedure
    .input(EndSession)
    .mutation(({ ctx, input }) => endSession(ctx.session, input.sessionId, ctx.requestId)),
  signOutEverywhere: accountProcedure.mutation(({ ctx }) => signOutEverywhere(ctx.session, ctx.requestId)),
});
