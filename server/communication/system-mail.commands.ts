import { withScopeOnce } from "@/server/db/client";
import { Role } from "@/contracts/tenancy";
import type { Scope } from "@/server/platform/scope";
import { invitationMail } from "@/server/tenancy/mails";
import { passwordResetMailFor } from "@/server/tenancy/passwords.queries";
import { sendSecurityMessage } from "./jobs";
import { LINK_PLACEHOLDER } from "./secret-links.commands";
import { writeMessagesIn, type NewMessage } from "./messages.commands";

/** Writes the mail of one invitation; one that was accepted, revoked or has run out is not sent. */
export async function writeInvitationMail(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  await withScopeOnce(scope, [row.id], async (tx) => {
    const invitation = await tx.invitation.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: row.ref } },
    });
    if (
      !invitation ||
      invitation.acceptedAt ||
      invitation.revokedAt ||
      invitation.expiresAt.getTime() < Date.now()
    )
      return;
    const organization = await tx.organization.findUniqueOrThrow({ where: { id: scope.orgId } });
    const inviter = await tx.membership.findUniqueOrThrow({
      where: { orgId_id: { orgId: scope.orgId, id: invitation.invitedBy } },
    });
    const mail = invitationMail(
      {
        email: invitation.email,
        role: Role.parse(invitation.role),
        organizationName: organization.name,
        inviterName: inviter.name,
        expiresAt: invitation.expiresAt,
      },
      LINK_PLACEHOLDER,
    );
    await writeMessagesIn(tx, scope, sendSecurityMessage, [messageOf("invitation", row.ref, mail)]);
  });
}

/** Writes the mail with which a password is reset; a link that was used or has run out is not sent. */
export async function writePasswordResetMail(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  const mail = await passwordResetMailFor(row.ref, LINK_PLACEHOLDER);
  await withScopeOnce(scope, [row.id], async (tx) => {
    if (mail)
      await writeMessagesIn(tx, scope, sendSecurityMessage, [messageOf("password_reset", row.ref, mail)]);
  });
}

function messageOf(
  kind: "invitation" | "password_reset",
  id: string,
  mail: { recipient: string; subject: string; text: string },
): NewMessage {
  return {
    kind,
    launchId: null,
    itemId: null,
    dedupeKey: `${kind}:${id}`,
    recipient: mail.recipient,
    subject: mail.subject,
    bodyText: mail.text,
  };
}
