import { Role } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { AppError } from "@/server/platform/errors";
import { linkUrl } from "@/server/platform/links";
import type { Scope } from "@/server/platform/scope";
import { mayStillInviteIn } from "@/server/tenancy/invitations.commands";
import { isMailConfigured } from "./mail-server.runtime";

/**
 * The link of an open invitation, to be handed over by the person who invites. Only where no mail server is configured: with one, the mail
 * proves that whoever opens the link owns the address, and a copied link would let the inviter take it for somebody else.
 * @throws AppError CONFLICT where mail is sent; NOT_FOUND when the invitation is not open; FORBIDDEN for a role above the caller's own
 */
export async function showInvitationLink(
  scope: Scope,
  invitationId: string,
): Promise<{ link: string; email: string; expiresAt: Date }> {
  if (isMailConfigured())
    throw new AppError("CONFLICT", "This installation sends mail: the link is in the mail that was sent.", {
      reason: "mail_is_sent",
    });
  return withScope(scope, async (tx) => {
    const invitation = await tx.invitation.findFirst({
      where: {
        orgId: scope.orgId,
        id: invitationId,
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { gt: new Date() },
      },
    });
    if (!invitation) throw new AppError("NOT_FOUND", "There is no open invitation like this.");
    if (!(await mayStillInviteIn(tx, scope.orgId, scope.actor.id, Role.parse(invitation.role))))
      throw new AppError("FORBIDDEN", "You cannot invite somebody to a role above your own.", {
        reason: "above_own_role",
      });
    await recordIn(tx, scope, {
      verb: "member.invitation_link_shown",
      subjectKind: "invitation",
      subjectId: invitationId,
    });
    return {
      link: linkUrl("invitation", invitationId),
      email: invitation.email,
      expiresAt: invitation.expiresAt,
    };
  });
}
