import { cutText } from "@/contracts/cut-text";
import type { Role } from "@/contracts/tenancy";
import { isolate } from "@/contracts/isolate";

/** A mail of the product itself, ready to be sent as plain text. */
export type SystemMail = { recipient: string; subject: string; text: string };

/** Names are other people's text: one line, no controls, not endless. */
const oneLine = (text: string): string => cutText(text.replace(/[\p{C}\s]+/gu, " ").trim(), 120);

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: "an owner",
  admin: "an admin",
  lead: "a lead",
  engineer: "an engineer",
  operations: "operations",
  support: "support",
  product_owner: "a product owner",
  qa: "QA",
  viewer: "a viewer",
};

/** The invitation to an organization. */
export function invitationMail(
  invitation: { email: string; role: Role; organizationName: string; inviterName: string; expiresAt: Date },
  link: string,
): SystemMail {
  const organization = isolate(oneLine(invitation.organizationName));
  const inviter = isolate(oneLine(invitation.inviterName));
  return {
    recipient: invitation.email,
    subject: `${inviter} invites you to ${organization} on Steady`,
    text: [
      `${inviter} invites you to join ${organization} on Steady as ${ROLE_WORDS[invitation.role]}.`,
      `Accept the invitation:\n${link}`,
      `The link works once, until ${invitation.expiresAt.toISOString().slice(0, 16).replace("T", " ")} ` +
        "UTC. If you did not expect it, do nothing.",
    ].join("\n\n"),
  };
}

/** The link with which a forgotten password is replaced. */
export function passwordResetMail(
  account: { email: string; name: string; expiresAt: Date },
  link: string,
): SystemMail {
  return {
    recipient: account.email,
    subject: "Reset your Steady password",
    text: [
      `Hello ${oneLine(account.name)},`,
      `somebody asked to reset the password of your Steady account. Choose a new one here:\n${link}`,
      `The link works once, until ${account.expiresAt.toISOString().slice(0, 16).replace("T", " ")} ` +
        "UTC. If it was not you, do nothing: your password stays as it is.",
    ].join("\n\n"),
  };
}
