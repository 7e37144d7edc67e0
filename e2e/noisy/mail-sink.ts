import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

export type MailSink = {
  /** For SMTP_URL. */
  url: string;
  /** When the last mail to each address was taken, ms since the epoch. */
  takenAt: ReadonlyMap<string, number>;
  /** How many mails were taken. */
  count(): number;
};

/**
 * A mail server on loopback that takes every mail, each in so many milliseconds, as servers far away do.
 * @param perMailMs how long after a mail's last byte it is accepted, ms
 */
export async function startMailSink(perMailMs: number): Promise<MailSink> {
  const takenAt = new Map<string, number>();
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onData(stream, session, done) {
      stream.resume();
      stream.on("end", () => {
        void sleep(perMailMs).then(() => {
          count += 1;
          for (const { address } of session.envelope.rcptTo) takenAt.set(address.toLowerCase(), Date.now());
          done();
        });
      });
    },
  });
  // A client that hangs up in the middle is its own affair.
  server.on("error", () => {});
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, takenAt, count: () => count };
}
