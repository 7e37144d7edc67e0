import { expect, test } from "vitest";
import { LANGUAGES } from "@/contracts/languages";
import { invitationMail, passwordResetMail } from "./mails";

const expiresAt = new Date("2026-12-08T09:30:00Z");
const LINK = "https://steady.example/invitation/inv_1.secret";
const invitation = {
  email: "nora@example.test",
  role: "engineer",
  organizationName: "Bluefin\nTrading",
  inviterName: "Olga Owner",
  expiresAt,
  language: "en",
} as const;
/** A mail's text in its paragraphs; numbers and months are apart by other blanks than ours. */
const paragraphs = (text: string) => text.replace(/\u00a0|\u202f/g, " ").split("\n\n");

test("an invitation says who asks whom in, as what, until when, and what to do if it was a mistake", () => {
  const mail = invitationMail(invitation, LINK);
  expect(mail.recipient).toBe("nora@example.test");
  expect(mail.subject).toBe("Olga Owner has invited you to Bluefin Trading on Steady");
  expect(paragraphs(mail.text)).toEqual([
    "Olga Owner has invited you to join Bluefin Trading on Steady as an engineer.",
    `To accept the invitation, open this link:\n${LINK}`,
    expect.stringMatching(
      /^The link works once and expires on 8 December 2026.+09:30.*\. If you weren’t expecting this invitation, .+ ignore this e-mail\.$/,
    ),
  ]);
});

test("names without end leave room in a subject for each other", () => {
  const endless = { ...invitation, organizationName: "b".repeat(500), inviterName: "a".repeat(500) };
  const mail = invitationMail(endless, LINK);
  expect(mail.subject).toBe(`${"a".repeat(43)}… has invited you to ${"b".repeat(43)}… on Steady`);
  expect(paragraphs(mail.text)[0]).toContain(
    `${"a".repeat(119)}… has invited you to join ${"b".repeat(119)}…`,
  );
});

test("a link for a new password says who asked, what to do, and what if nobody did", () => {
  const mail = passwordResetMail({ email: "jo@example.test", name: "Jo", expiresAt, language: "en" }, LINK);
  expect(mail.recipient).toBe("jo@example.test");
  expect(mail.subject).toBe("Reset your Steady password");
  expect(paragraphs(mail.text)).toEqual([
    "Hello Jo,",
    "We received a request to reset the password for your Steady account.",
    `To choose a new password, open this link:\n${LINK}`,
    expect.stringMatching(
      /^The link works once and expires on 8 December 2026.+09:30.*\. If you didn’t request this, .+ until you choose a new one\.$/,
    ),
  ]);
});

test("each is written in its reader's language, with the same link", () => {
  for (const write of [
    (language: (typeof LANGUAGES)[number]) => invitationMail({ ...invitation, language }, LINK),
    (language: (typeof LANGUAGES)[number]) =>
      passwordResetMail({ email: "jo@example.test", name: "Jo", expiresAt, language }, LINK),
  ]) {
    const mails = LANGUAGES.map(write);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(LANGUAGES.length);
    expect(new Set(mails.map(({ text }) => text)).size).toBe(LANGUAGES.length);
    for (const { text } of mails) expect(text).toContain(`\n${LINK}\n\n`);
  }
});
