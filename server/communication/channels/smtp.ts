import nodemailer, { type Transporter } from "nodemailer";
import { getEnv } from "@/server/platform/env";
import { AppError, RetryAfter, Terminal } from "@/server/platform/errors";
import { dropSingleton, singleton } from "@/server/platform/singleton";

/** How long a mail server may be silent, ms. Left to itself, the library waits two minutes for a connection and an hour for a word. */
const PATIENCE = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};
const AGAIN_MS = 15_000;

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

/** What the library says of a server that could not be reached, or fell silent. */
const AWAY: ReadonlySet<unknown> = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS"]);

/** Anything that could start a header of its own in the mail. */
const oneLine = (text: string): string => text.replace(/[\r\n\0\u2028\u2029]+/g, " ").slice(0, 300);

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
}): Promise<void> {
  try {
    await transport().sendMail({
      messageId: `<${mail.id}@${new URL(getEnv().PUBLIC_URL).hostname}>`,
      to: { name: "", address: oneLine(mail.to) },
      subject: oneLine(mail.subject),
      text: mail.text,
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode;
    if (code !== undefined && code >= 500)
      throw new Terminal(`The mail server refused the message: ${(error as Error).message.slice(0, 200)}`);
    if (code !== undefined && code >= 400)
      throw new RetryAfter(60_000, `The mail server asks to wait: ${(error as Error).message.slice(0, 200)}`);
    if (AWAY.has((error as { code?: unknown }).code))
      throw new AppError(
        "UNAVAILABLE",
        `The mail server does not answer: ${(error as Error).message.slice(0, 200)}`,
        { reason: "mail_server" },
        AGAIN_MS,
      );
    throw error;
  }
}

/** Closes the connection to the mail server. */
export function closeMail(): void {
  dropSingleton<Transporter>("smtp")?.close();
}
