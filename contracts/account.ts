/** A person's own account: signing up, passwords, sessions, invitations. */
import { z } from "zod";
import { Email, Name, Password } from "./tenancy";

/** The token of a link that was sent by e-mail. */
const LinkToken = z.string().min(1).max(120);

export const SignUp = z.object({ name: Name, email: Email, password: Password, organizationName: Name });
export const SignIn = z.object({ email: Email, password: z.string().min(1).max(1_000) });
export const CreateOrganization = z.object({ name: Name });
export const RenameAccount = z.object({ name: Name });
export const ChangePassword = z.object({
  currentPassword: z.string().min(1).max(1_000),
  newPassword: Password,
});
export const RequestPasswordReset = z.object({ email: Email });
export const ReadResetLink = z.object({ token: LinkToken });
export const ResetPassword = z.object({ token: LinkToken, password: Password });
export const EndSession = z.object({ sessionId: z.string().max(64) });
export const ReadInvitation = z.object({ token: LinkToken });
export const AcceptInvitation = z.object({ token: LinkToken });
export const AcceptInvitationAsNew = z.object({ token: LinkToken, name: Name, password: Password });
