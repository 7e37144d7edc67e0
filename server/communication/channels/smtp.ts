import { cutText } from "@/contracts/cut-text";
import nodemailer, { type Transporter } from "nodemailer";
import { getEnv } from "@/server/platform/env";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { meaningOfMailFailure } from "../mail-failure";

/** How long a mail server may be silent, ms. Left to itself, the library waits two minutes for a connection and an hour for a word. */
const PATIENCE = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/** The address of a mail server with the limits of our patience; those that the address names itself stay. */
export function withTimeouts(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  for (const [name, ms] of Object.entries(PATIENCE))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms));
  return url.href;
}

const transport = (): Transporter =>
  singleton("smtp", () =>
    nodemailer.createTransport(withTimeouts(getEnv().SMTP_URL ?? ""), { from: getEnv().MAIL_FROM }),
  );

/** Anything that could start a header of its own in the mail. */
const oneLine = (text: string): string => cutText(text.replace(/[\r\n\0\u2028\u2029]+/g, " "), 300);

/** The mails of one report: the report's id, and the id of the first mail about it. */
export type MailThread = { id: string; firstMailId: string | null };

const messageIdOf = (id: string): string => `<${id}@${new URL(getEnv().PUBLIC_URL).hostname}>`;

/**
 * The headers that make the mails of one report one thread in a reader's mailbox (RFC 5322, 3.6.4): all refer to the report, which stands
 * for the message they answer, and the later ones to the first of them.
 */
export function threadHeaders(
  mailId: string,
  thread: MailThread | null,
): { inReplyTo?: string; references?: string[] } {
  if (thread === null) return {};
  const report = messageIdOf(thread.id);
  const first =
    thread.firstMailId === null || thread.firstMailId === mailId ? null : messageIdOf(thread.firstMailId);
  return { inReplyTo: first ?? report, references: first ? [report, first] : [report] };
}

/**
 * Hands a plain-text mail to the configured server; the Message-ID is made from the message's own id and is the same at every try.
 * @throws Terminal when the server refuses the recipient for good (SMTP 5yz), RetryAfter when it asks to wait (4yz), AppError UNAVAILABLE
 * when it is not there: then no other mail would go either.
 */
export async function sendMail(mail: {
  id: string;
  to: string;
  subject: string;
  text: string;
  thread: MailThread | null;
}): Promise<void> {
  try {
    await transport().sendMail({
      messageId: messageIdOf(mail.id),
      ...threadHeaders(mail.id, mail.thread),
      to: { name: "", address: oneLine(mail.to) },
      subject: oneLine(mail.subject),
      text: mail.text,
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    throw meaningOfMailFailure(error);
  }
}

/** Closes the connection to the mail server. */
export function closeMail(): void {
  dropSingleton<Transporter>("smtp")?.close();
}
