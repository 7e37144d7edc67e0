import { cutText } from "@/contracts/cut-text";
import { errorCodes, readOutage } from "@/server/db/db-errors";
import { asAppError } from "@/server/platform/errors";

/** The longest reason that is kept, characters. */
const REASON_MAX = 300;
/** Errors whose message was written here, for a person to read. */
const OURS = ["Terminal", "RetryAfter", "ProviderFailure"];

/** What the database says by its codes (SQLSTATE), for whoever has to repair it. */
const DATABASE_WORDS: readonly [RegExp, string][] = [
  [/^22P0[25]$|^22021$/, "It holds a character that the database cannot store."],
  [/^22\d{3}$/, "It holds a value that the database cannot store."],
  [/^23514$/, "It holds a value that the database does not allow."],
  [/^23\d{3}$/, "It contradicts something that is stored already."],
  [/^42\d{3}$/, "The database and this version of the product do not fit together. Was the update finished?"],
  [/^57014$/, "The database took too long over it."],
  [/^P0001$/, "A rule of the database refused it."],
];

/**
 * Why work failed, in words for the person who reads the list of failed jobs and decides whether to try again: what was written for people
 * stays, a library's own text does not, because it means nothing to them and may quote what somebody reported. The log has it all.
 */
export function failureInWords(error: unknown): string {
  const known = asAppError(error);
  if (known) return cutText(known.message, REASON_MAX);
  if (error instanceof Error && OURS.includes(error.name)) return cutText(error.message, REASON_MAX);
  const outage = readOutage(error);
  if (outage === "lost") return "The database could not be reached.";
  if (outage === "no_room") return "The database had no room to store it.";
  const codes = errorCodes(error);
  for (const [pattern, words] of DATABASE_WORDS) {
    const code = codes.find((c) => pattern.test(c));
    if (code !== undefined) return `${words} (Database code ${code}.)`;
  }
  const name = error instanceof Error ? error.name : "unknown";
  return `It failed in a way that this version does not know (${cutText(name, 60)}). The log has the details.`;
}
