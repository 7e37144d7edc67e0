import type { Language } from "@/contracts/languages";
import type { Role } from "@/contracts/tenancy";
import { nameInSubject, nameInText } from "@/server/platform/mail-names";
import { translatorFor } from "@/server/platform/messages";

/** A mail of the product itself, ready to be sent as plain text. */
export type SystemMail = { recipient: string; subject: string; text: string };

/** The invitation to an organization, in the language that the inviter chose for it. */
export function invitationMail(
  invitation: {
    email: string;
    role: Role;
    organizationName: string;
    inviterName: string;
    expiresAt: Date;
    language: Language;
  },
  link: string,
): SystemMail {
  const { email, role, organizationName, inviterName, expiresAt, language } = invitation;
  const t = translatorFor(language, "mails");
  return {
    recipient: email,
    subject: t("invitation.subject", {
      inviter: nameInSubject(inviterName, 2),
      organization: nameInSubject(organizationName, 2),
    }),
    text: [
      t("invitation.invited", {
        inviter: nameInText(inviterName),
        organization: nameInText(organizationName),
        role: t(`invitation.roles.${role}`),
      }),
      `${t("invitation.accept")}\n${link}`,
      `${t("linkUntil", { until: expiresAt })} ${t("invitation.unexpected")}`,
    ].join("\n\n"),
  };
}

/** The link with which a forgotten password is replaced, in the language of the browser that asked for it. */
export function passwordResetMail(
  account: { email: string; name: string; expiresAt: Date; language: Language },
  link: string,
): SystemMail {
  const t = translatorFor(account.language, "mails");
  return {
    recipient: account.email,
    subject: t("passwordReset.subject"),
    text: [
      t("passwordReset.greeting", { name: nameInText(account.name) }),
      t("passwordReset.requested"),
      `${t("passwordReset.choose")}\n${link}`,
      `${t("linkUntil", { until: account.expiresAt })} ${t("passwordReset.unexpected")}`,
    ].join("\n\n"),
  };
}
