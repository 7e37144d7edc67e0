import { cutText } from "@/contracts/cut-text";
import { AppError, RetryAfter, Terminal } from "@/server/platform/errors";

/** How long a mail server that asks to wait is left alone, ms. */
const BUSY_MS = 60_000;
/** How long one that is out of reach is left alone, ms. */
const AGAIN_MS = 15_000;
const REASON_MAX = 200;

/** What the library says of a server that could not be reached, or fell silent. */
const AWAY: ReadonlySet<unknown> = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS"]);

/**
 * What a failure to hand over a mail means for it: given up when the server refuses it for good (SMTP 5yz), put off when the server asks
 * to wait (4yz) or is not there, in which case no other mail would go either. What is none of these is handed back as it is.
 * @param failure as the mail library throws it: with `responseCode` where the server answered, `code` where it did not
 */
export function meaningOfMailFailure(failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure;
  const responseCode = "responseCode" in failure ? failure.responseCode : null;
  const code = "code" in failure ? failure.code : null;
  const reason = cutText(failure.message, REASON_MAX);
  if (typeof responseCode === "number" && responseCode >= 500)
    return new Terminal(`The mail server refused the message: ${reason}`);
  if (typeof responseCode === "number" && responseCode >= 400)
    return new RetryAfter(BUSY_MS, `The mail server asks to wait: ${reason}`);
  if (AWAY.has(code))
    return new AppError(
      "UNAVAILABLE",
      `The mail server does not answer: ${reason}`,
      { reason: "mail_server" },
      AGAIN_MS,
    );
  return failure;
}
