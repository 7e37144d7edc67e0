import { mailboxOf } from "@/server/tenancy/recipients";

/**
 * Names of mailboxes that nobody reads or that answer by themselves, in the languages of mail programs, without dots, dashes and what
 * follows a plus sign. RFC 3834 asks that such mailboxes are never answered.
 */
const DAEMON = new RegExp(
  [
    String.raw`^(?:mailer|mail)?daemon$`,
    String.raw`^(?:mailerdaemon|maildaemon|mdaemon|postmaster|bounces?|returns?|listserv|majordomo|mailman)\d*$`,
    String.raw`^(?:nobody|devnull|autoreply|autoresponse|autoresponder|automailer|automatic|automated)\d*$`,
    String.raw`^(?:automatisch|notifications?|notify|alerts?)\d*$`,
    String.raw`^bounces?\d`,
    String.raw`(?:no|not|donot|dont|never)t?repl(?:y|ies)`,
    String.raw`noresponse`,
    String.raw`donotrespond`,
    String.raw`nicht(?:be)?antworten`,
    String.raw`keineantwort`,
    String.raw`nepas(?:re|)pondre`,
    String.raw`sansreponse`,
    String.raw`noresponder`,
    String.raw`noresponda`,
    String.raw`naoresponda`,
    String.raw`naoresponder`,
    String.raw`nonrispondere`,
    String.raw`noreplay`,
    String.raw`nietbeantwoorden`,
    String.raw`svarainte`,
    String.raw`ikkesvar`,
    String.raw`eivastausta`,
    String.raw`neodpovidat`,
    String.raw`nieodpowiadaj`,
    String.raw`yanitlama`,
  ].join("|"),
);

/** An address that is never written to by itself: a mail program's own, one that says that nobody reads it, or ours. */
export function isAnsweringMachine(address: string, ownAddress: string): boolean {
  const mailbox = mailboxOf(address);
  if (mailbox === mailboxOf(ownAddress)) return true;
  const name = mailbox
    .slice(0, mailbox.lastIndexOf("@"))
    .slice(0, 64)
    .normalize("NFKD")
    .replace(/[^a-z0-9]/g, "");
  return DAEMON.test(name);
}

/** The address in a sender's line such as `Steady <steady@example.com>`. */
export const addressIn = (sender: string): string => /<([^<>]{1,254})>/.exec(sender)?.[1] ?? sender;

/** So many acknowledgements an address is written within an hour, in an organization: a person rarely reports more often, a loop does. */
export const ACKNOWLEDGED_PER_HOUR = 3;

/**
 * Those of some reports that may be acknowledged: not to answering machines, and to each mailbox only as many as it has left. Depends on
 * addresses and counts alone, never on what was written.
 * @param writtenLately acknowledgements of the last hour, by mailbox
 */
export function mayBeAcknowledged<T extends { email: string }>(
  reports: readonly T[],
  writtenLately: ReadonlyMap<string, number>,
  ownAddress: string,
): T[] {
  const written = new Map(writtenLately);
  return reports.filter(({ email }) => {
    if (isAnsweringMachine(email, ownAddress)) return false;
    const mailbox = mailboxOf(email);
    const n = written.get(mailbox) ?? 0;
    written.set(mailbox, n + 1);
    return n < ACKNOWLEDGED_PER_HOUR;
  });
}
