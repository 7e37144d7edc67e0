import nodemailer, { type Transporter } from "nodemailer";
import { getEnv } from "@/server/platform/env";
import { RetryAfter, Terminal } from "@/server/platform/errors";
import { dropSingleton, singleton } from "@/server/platform/singleton";

/** Whether there is a mail server to hand messages to. */
export const isMailConfigured = (): boolean => getEnv().SMTP_URL !== undefined;

const transport = (): Transporter =>
  singleton("smtp", () => nodemailer.createTransport(getEnv().SMTP_URL, { from: getEnv().MAIL_FROM }));

/** Anything that could start a header of its own in the mail. */
const oneLine = (text: string): string => text.replace(/[\r\n\0\u2028\u2029]+/g, " ").slice(0, 300);

/**
 * Hands a plain-text mail to the configured server; the Message-ID is made from the message's own id and is the same at every try.
 * @throws Terminal when the server refuses the recipient for good (SMTP 5yz), RetryAfter when it asks to wait (4yz).
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
    throw error;
  }
}

/** Closes the connection to the mail server. */
export function closeMail(): void {
  dropSingleton<Transporter>("smtp")?.close();
}
