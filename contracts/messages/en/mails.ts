/**
 * The mails that the product sends by itself. `{launch}`, `{organization}`, `{inviter}` and `{name}` are other people's words; `{until}` is
 * when a link ends, in UTC, because nobody knows the reader's zone.
 */
export const mails = {
  acknowledgement: {
    subject: "We have received your report about {launch} ({reference})",
    received: "We have received your report about {launch}. Thank you for taking the time to write.",
    follow: "There is nothing more you need to do. You can check the status at any time on this page:",
    reference: "Your reference:",
    quote: "You wrote:",
  },
  invitation: {
    subject: "{inviter} has invited you to {organization} on Steady",
    invited: "{inviter} has invited you to join {organization} on Steady as {role}.",
    accept: "To accept the invitation, open this link:",
    unexpected: "If you weren’t expecting this invitation, you can ignore this e-mail.",
    roles: {
      owner: "an owner",
      admin: "an admin",
      lead: "a lead",
      engineer: "an engineer",
      operations: "a member of operations",
      support: "a support agent",
      product_owner: "a product owner",
      qa: "a member of QA",
      viewer: "a viewer",
    },
  },
  passwordReset: {
    subject: "Reset your Steady password",
    greeting: "Hello {name},",
    requested: "We received a request to reset the password for your Steady account.",
    choose: "To choose a new password, open this link:",
    unexpected:
      "If you didn’t request this, you can ignore this e-mail. Your password will not change until you choose a new one.",
  },
  linkUntil: "The link works once and expires on {until, date, ::yMMMMdHHmmz}.",
} as const;
