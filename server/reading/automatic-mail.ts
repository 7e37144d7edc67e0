import {
  REPLY_SUBJECT,
  ABSENT_SUBJECT,
  REPLY_SAYINGS,
  FAILURE_SUBJECT,
  FAILURE_SAYINGS,
} from "@/server/reading/models/automatic-mail-phrases";
import { foldText } from "@/server/reading/fold-text";
import { findFamilyVotes } from "@/server/reading/models/type-lexicon";
import { readText } from "@/server/reading/read-text";
import { hasWords, ownWords } from "@/server/reading/own-words";

/** What a machine sent in a person's name: a note that somebody is away, or that a mail could not be delivered. */
export type AutomaticMail = {
  readonly kind: "auto_reply" | "delivery_failure";
  /** A sentence a lead can read out. */
  readonly reason: string;
  /** What is left without the machine's own sentences and the quoted mail: what a person may have added, or nothing. */
  readonly rest: string;
};

type Mail = {
  readonly title: string | null;
  readonly text: string;
  /** The sender's address where the source names it. */
  readonly sender?: string | null | undefined;
};

/** Before a subject's own words: "Re:", "AW: Fwd:". */
const PREFIX = /^(?:(?:re|aw|wg|fw|fwd|tr|rv|sv|antw|ref)\s?:\s*)+/;

const FAILURE_SENDER = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@/;
const REPLY_SENDER = /^(?:auto-?(?:reply|responder|response|respond)|autoresponder)[^@]*@/;

/** A machine's note says what it is within so many characters. */
const NOTE_CHARS = 3_000;
/** So many words a machine's note may hold besides the sentences it is known by: names, dates, numbers. */
const REST_WORDS = 30;
const SENTENCE = /(?:[^.!?\n;]|[.!?](?=[^\s.!?]))+[.!?\n;]*/g;
/** A word that tells of a fault by itself, in points of the type lexicon. */
const DEFECT_POINTS = 2.5;

/** How many of the sayings a text holds, and the text, folded, without them. */
function sift(text: string, patterns: readonly RegExp[]): { found: number; rest: string } {
  const whole = foldText(text).replace(/\s+/g, " ");
  const possible = patterns.filter((pattern) => pattern.test(whole));
  if (possible.length === 0) return { found: 0, rest: text };
  const found = new Set<RegExp>();
  const rest = (text.match(SENTENCE) ?? []).map((sentence) => {
    let left = foldText(sentence).replace(/\s+/g, " ");
    for (const pattern of possible) {
      const without = left.replace(pattern, " ");
      if (without !== left) found.add(pattern);
      left = without;
    }
    return left;
  });
  return { found: found.size, rest: rest.join(" ").replace(/ +/g, " ").trim() };
}

/** Whether something is told or asked besides: then somebody reports, wherever they are. */
function hasContent(rest: string): boolean {
  return (
    rest.includes("?") ||
    hasWords(rest, REST_WORDS + 1) ||
    findFamilyVotes(readText(rest)).some(
      ({ value }) => value.family === "defect" && value.points >= DEFECT_POINTS,
    )
  );
}

/**
 * Recognises what a machine answered in a person's name, in the product's languages: by the subject mail programs give it, by a
 * daemon's address, or by several of its sentences with hardly anything beside them. A report that mentions a vacation or a failed
 * delivery says something besides, and is none. Sources carry no mail headers so far; where one does, RFC 3834's `Auto-Submitted`
 * decides better than words. Null for everything a person wrote.
 */
export function readAutomaticMail({ title, text, sender }: Mail): AutomaticMail | null {
  const own = ownWords(text.slice(0, NOTE_CHARS));
  const subject = foldText(title ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(PREFIX, "");
  const from = sender?.toLowerCase() ?? "";

  const failure = sift(own, FAILURE_SAYINGS);
  const isFailure =
    (FAILURE_SENDER.test(from) && (failure.found > 0 || FAILURE_SUBJECT.test(subject))) ||
    failure.found > (FAILURE_SUBJECT.test(subject) ? 0 : 2);
  // A server's notice holds the mail it returns; what stands there is nobody's report.
  if (isFailure) {
    return {
      kind: "delivery_failure",
      reason: "A mail server says that a mail was not delivered.",
      rest: "",
    };
  }
  const reply = sift(own, REPLY_SAYINGS);
  const isReply =
    REPLY_SUBJECT.test(subject) ||
    (reply.found > 0 &&
      (REPLY_SENDER.test(from) || ABSENT_SUBJECT.test(subject) || reply.found > 1) &&
      !hasContent(reply.rest));
  return isReply
    ? { kind: "auto_reply", reason: "A mail program answered for somebody who is away.", rest: reply.rest }
    : null;
}
