import { writeInvitationMail, writePasswordResetMail } from "@/server/communication/system-mail.commands";
import { recordSignInFailures } from "@/server/tenancy/sign-in-trail.commands";
import { eachRow } from "@/workers/each-row";

/** Writes invitations' mails. */
export const handleSendInvitation = eachRow(writeInvitationMail);

/** Writes password resets' mails. */
export const handleSendPasswordReset = eachRow(writePasswordResetMail);

/** Writes failed sign-ins into the trail. */
export const handleNoteSignInFailures = eachRow(recordSignInFailures);
