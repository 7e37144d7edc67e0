import { withScopeOnce } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import { invitationMailIn } from "@/server/tenancy/invitations.queries";
import { passwordResetMailFor } from "@/server/tenancy/passwords.queries";
import { sendSecurityMessage } from "./jobs";
import { LINK_PLACEHOLDER } from "./secret-links.queries";
import { writeMessagesIn, type NewMessage } from "./messages.commands";

/** Writes the mail of one invitation; one that was accepted, revoked or has run out is not sent. */
export async function writeInvitationMail(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  await withScopeOnce(scope, [row.id], async (tx) => {
    const mail = await invitationMailIn(tx, scope, row.ref, LINK_PLACEHOLDER);
    if (mail) await writeMessagesIn(tx, scope, sendSecurityMessage, [messageOf("invitation", row.ref, mail)]);
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
