import { FROM_TO, PREFIX, SAYS_ORIGINAL, SENT_SUBJECT, WROTE } from "@/server/reading/models/mail-words";
import { ADDRESS, cutSignature, RULE } from "./mail-signature";
import { TextLines, type LineRange } from "./text-lines";

/**
 * What a person wrote in a mail, apart from what the mail repeats of others': the mail it answers, the one it passes on, the signature and
 * the disclaimer a mail program puts below. By how mails are built, in whatever language, before any word is looked at. Everything goes
 * over the lines once, and no more than a few hundred characters of a line are looked at.
 */
export type SplitText = {
  /** The person's own words, empty when there are none. */
  own: string;
  /** Everything else as it stood. */
  quoted: string;
};

/** The line above a quote is short. */
const BYLINE_CHARS = 300;
/** Lines that a mail program may have wrapped it over, besides its last. */
const WRAPPED_LINES = 2;

/** An address as mail programs print it beside a name. */
const BRACKETED_ADDRESS = /[<[(](?:mailto:)?[^\s<>()[\]:;,"@]{1,64}@[^\s<>()[\]:;,"@]{1,100}[>\])]/;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/;
const TIME = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/;

/** A line that says "Label: value", as mail programs print the head of a mail; labels of any language, bold or not. */
const LABELLED = /^[\s*_]{0,8}(\p{L}[\p{L}\p{M} .'’()/-]{0,24})[*_ ]{0,3}[:：][*_]{0,2}\s{0,4}(\S.*)?$/u;
const HEAD_LINES = 3;

/** Words between dashes, as mail programs set them above a mail that is answered or passed on. */
const WORDED_RULE = /^\s*[-–—_=]{3,}\s?[^-–—_=\s][^\n]{0,60}?[-–—_=]{3,}\s*$/;
/** A helpdesk's own line, above which it asks people to answer. */
const ANSWER_ABOVE = /^#{2,}-[^\n]{0,120}-#{2,}$/;
const MARKED = /^\s*(?:>|›)/;

/** Where a quote begins, and whether its lines are marked so that own words can stand below it. */
type QuoteStart = { readonly at: number; readonly isMarked: boolean };

/** Splits a text; what is quoted is kept, whatever is done with it. */
export function splitQuote(text: string): SplitText {
  const lines = new TextLines(text.trim());
  const own: LineRange[] = [];
  const quoted: string[] = [];
  let hasOwn = false;
  let ownFrom = 0;
  for (let line = 0; line < lines.count;) {
    const start = quoteAt(lines, line, hasOwn);
    if (start === null) {
      hasOwn ||= !lines.isBlank(line);
      line += 1;
      continue;
    }
    // The lines above that belong to it were taken for own words until now.
    own.push({ from: ownFrom, to: Math.max(ownFrom, start.at) });
    ownFrom = start.isMarked ? endOfMarked(lines, line) : lines.count;
    quoted.push(lines.textOf({ from: start.at, to: ownFrom }));
    line = ownFrom;
  }
  own.push({ from: ownFrom, to: lines.count });
  const parts = own.map((range) => cutSignature(lines, range));
  const ownText = parts
    .map((part) => part.own)
    .filter(Boolean)
    .join("\n\n");
  const signatures = parts.map((part) => part.quoted).filter(Boolean);
  return {
    own: ownText,
    quoted: [...quoted.map((part) => part.trim()), ...signatures].filter(Boolean).join("\n\n"),
  };
}

/** Whether a quote begins with this line; `at` is before it where lines above belong to it. */
function quoteAt(lines: TextLines, index: number, hasOwn: boolean): QuoteStart | null {
  const look = lines.look(index);
  if (look === "") return null;
  if (MARKED.test(look)) return { at: index, isMarked: true };
  if (ANSWER_ABOVE.test(look)) return { at: index, isMarked: false };
  if (/[:：]$/.test(look)) {
    const byline = bylineEnding(lines, index);
    if (byline) return byline;
  }
  if (
    WORDED_RULE.test(look) &&
    (SAYS_ORIGINAL.test(look) || isHead(lines, nextLine(lines, index + 1), 2, true))
  )
    return { at: index, isMarked: false };
  if (RULE.test(look) && isHead(lines, nextLine(lines, index + 1), HEAD_LINES, false))
    return { at: index, isMarked: false };
  if (LABELLED.test(look) && isHead(lines, index, HEAD_LINES, !hasOwn)) {
    // "Begin forwarded message:" stands above.
    const above = index > 0 && lines.isBlank(index - 1) ? index - 2 : index - 1;
    const isAnnounced = above >= 0 && /[:：]$/.test(lines.look(above)) && lines.look(above).length < 60;
    return { at: isAnnounced ? above : index, isMarked: false };
  }
  return null;
}

/** The index of the next line that says something. */
function nextLine(lines: TextLines, from: number): number {
  let index = from;
  while (index < lines.count && index < from + 3 && lines.isBlank(index)) index += 1;
  return index;
}

/**
 * A byline ("On Monday Ruth wrote:") that ends with this line. It names a date or an address, perhaps on the lines above, and a marked
 * quote follows; where none does, it names both, and everything below is the quote.
 */
function bylineEnding(lines: TextLines, last: number): QuoteStart | null {
  let first = last;
  let whole = lines.look(last);
  const isDated = (): boolean => YEAR.test(whole) || TIME.test(whole);
  while (
    last - first < WRAPPED_LINES &&
    first > 0 &&
    !lines.isBlank(first - 1) &&
    !(isDated() && ADDRESS.test(whole))
  ) {
    const above = lines.look(first - 1);
    const isByline = isDated() ? BRACKETED_ADDRESS.test(above) : YEAR.test(above) || TIME.test(above);
    // A line that adds nothing may still stand between the date and the last line.
    const further = lines.look(first - 2);
    if (!isByline && !(first - 1 > 0 && last - first === 0 && (YEAR.test(further) || TIME.test(further))))
      break;
    first -= 1;
    whole = `${above} ${whole}`;
  }
  if (whole.length > BYLINE_CHARS) return null;
  const isMarked = MARKED.test(lines.look(nextLine(lines, last + 1)));
  const hasAddress = ADDRESS.test(whole);
  if (isMarked && (isDated() || hasAddress || WROTE.test(whole))) return { at: first, isMarked };
  if (
    (isDated() && (BRACKETED_ADDRESS.test(whole) || WROTE.test(whole))) ||
    (hasAddress && WROTE.test(whole))
  )
    return { at: first, isMarked: false };
  return null;
}

/**
 * Whether the head of a mail stands here: a run of short "Label: value" lines. Where its labels are known, an address or both date and
 * subject among them are enough, and below words between dashes two of them; elsewhere it must hold an address as mail programs print it,
 * or a date in words with its time.
 */
function isHead(lines: TextLines, from: number, least: number, needsKnown: boolean): boolean {
  let [count, known, subjects] = [0, 0, 0];
  let [hasAddress, hasBracketed, hasWordedDate] = [false, false, false];
  for (let index = from; index < lines.count && count < 10; index += 1) {
    const look = lines.look(index);
    // One empty line between two of them is how some programs print paragraphs.
    if (look === "") {
      if (count > 0 && LABELLED.test(lines.look(index + 1))) continue;
      break;
    }
    const found = LABELLED.exec(look);
    if (!found) {
      // A long list of recipients goes on on the next line.
      if (count > 0 && ADDRESS.test(look) && LABELLED.test(lines.look(index + 1))) continue;
      break;
    }
    const [, label = "", value = ""] = found;
    count += 1;
    if (FROM_TO.test(label.trim())) known += 1;
    else if (SENT_SUBJECT.test(label.trim())) {
      known += 1;
      subjects += 1;
    }
    hasAddress ||= ADDRESS.test(value);
    hasBracketed ||= BRACKETED_ADDRESS.test(value);
    hasWordedDate ||= YEAR.test(value) && TIME.test(value) && /\p{L}{3}|[年월日]/u.test(value);
  }
  if (count < least) return false;
  if (known >= 2 && (hasAddress || subjects > 1 || least < HEAD_LINES)) return true;
  return !needsKnown && (hasBracketed || hasWordedDate);
}

/** Where a marked quote ends: its marked lines, the empty ones between them, and a line that was wrapped out of it. */
function endOfMarked(lines: TextLines, byline: number): number {
  let end = byline + (MARKED.test(lines.look(byline)) ? 0 : 1);
  for (let index = end; index < lines.count; index += 1) {
    if (MARKED.test(lines.look(index))) end = index + 1;
    else if (lines.isBlank(index)) continue;
    else if (!isWrapped(lines, index)) break;
  }
  return end;
}

/** How long lines are before a mail program wraps them, at least. */
const WRAP_CHARS = 60;
const isWrapped = (lines: TextLines, index: number): boolean =>
  MARKED.test(lines.look(index - 1)) &&
  lines.look(index - 1).length >= WRAP_CHARS &&
  MARKED.test(lines.look(index + 1));

/**
 * A subject is its thread's: where a text answers or passes on another, what stands in its subject is not the writer's.
 * @param isAnswer whether something is quoted below it, and own words stand beside it
 */
export function splitSubject(
  title: string | null,
  isAnswer: boolean,
): { own: string | null; quoted: string } {
  const isThreads = title !== null && isAnswer && PREFIX.test(title.slice(0, 200));
  return isThreads ? { own: null, quoted: title } : { own: title, quoted: "" };
}
