import {
  CONFIDENTIAL,
  FROM_TO,
  OF_MAIL,
  PREFIX,
  SAYS_ORIGINAL,
  SENT_SUBJECT,
  WROTE,
} from "@/server/reading/models/mail-words";

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

/** So much of a line is looked at. */
const LINE_CHARS = 400;
/** The line above a quote is short. */
const BYLINE_CHARS = 300;
/** Lines that a mail program may have wrapped it over, besides its last. */
const WRAPPED_LINES = 2;

const ADDRESS = /[^\s<>()[\]:;,"@]{1,64}@[^\s<>()[\]:;,"@]{1,100}/;
/** An address as mail programs print it beside a name. */
const BRACKETED_ADDRESS = /[<[(](?:mailto:)?[^\s<>()[\]:;,"@]{1,64}@[^\s<>()[\]:;,"@]{1,100}[>\])]/;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/;
const TIME = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/;

/** A line that says "Label: value", as mail programs print the head of a mail; labels of any language, bold or not. */
const LABELLED = /^[\s*_]{0,8}(\p{L}[\p{L}\p{M} .'’()/-]{0,24})[*_ ]{0,3}[:：][*_]{0,2}\s{0,4}(\S.*)?$/u;
const HEAD_LINES = 3;

/** Words between dashes, as mail programs set them above a mail that is answered or passed on. */
const WORDED_RULE = /^\s*[-–—_=]{3,}\s?[^-–—_=\s][^\n]{0,60}?[-–—_=]{3,}\s*$/;
const RULE = /^\s*(?:[-–—]{5,}|[_=]{5,})\s*$/;
/** A helpdesk's own line, above which it asks people to answer. */
const ANSWER_ABOVE = /^#{2,}-[^\n]{0,120}-#{2,}$/;
const MARKED = /^\s*(?:>|›)/;
const SIGNATURE = /^\s*--\s*$/;
const INVISIBLE = /[\p{Cf}\u00a0]/u;
const EVERY_INVISIBLE = /[\p{Cf}\u00a0]/gu;

type Line = { readonly text: string; readonly look: string };
/** Where a quote begins, and whether its lines are marked so that own words can stand below it. */
type QuoteStart = { readonly at: number; readonly isMarked: boolean };

const EMPTY: Line = { text: "", look: "" };
const lineOf = (text: string): Line => {
  const begun = text.slice(0, LINE_CHARS);
  return { text, look: (INVISIBLE.test(begun) ? begun.replace(EVERY_INVISIBLE, " ") : begun).trim() };
};

const isBlank = ({ look }: Line): boolean => look === "";

/** Splits a text; what is quoted is kept, whatever is done with it. */
export function splitQuote(text: string): SplitText {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => (line === "" ? EMPTY : lineOf(line)));
  const own: Line[][] = [[]];
  const quoted: string[] = [];
  let hasOwn = false;
  for (let index = 0; index < lines.length;) {
    const start = quoteAt(lines, index, hasOwn);
    if (start === null) {
      own.at(-1)!.push(lines[index]!);
      hasOwn ||= !isBlank(lines[index]!);
      index += 1;
      continue;
    }
    // The lines above that belong to it were taken for own words until now.
    for (let back = index; back > start.at && own.at(-1)!.length > 0; back -= 1) own.at(-1)!.pop();
    const end = start.isMarked ? endOfMarked(lines, index) : lines.length;
    quoted.push(
      lines
        .slice(start.at, end)
        .map((line) => line.text)
        .join("\n"),
    );
    own.push([]);
    index = end;
  }
  const parts = own.map((part) => cutSignature(part));
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
function quoteAt(lines: readonly Line[], index: number, hasOwn: boolean): QuoteStart | null {
  const { look } = lines[index]!;
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
    const above = lines[index - 1] && isBlank(lines[index - 1]!) ? index - 2 : index - 1;
    const isAnnounced = above >= 0 && /[:：]$/.test(lines[above]!.look) && lines[above]!.look.length < 60;
    return { at: isAnnounced ? above : index, isMarked: false };
  }
  return null;
}

/** The index of the next line that says something. */
function nextLine(lines: readonly Line[], from: number): number {
  let index = from;
  while (index < lines.length && index < from + 3 && isBlank(lines[index]!)) index += 1;
  return index;
}

/**
 * A byline ("On Monday Ruth wrote:") that ends with this line. It names a date or an address, perhaps on the lines above, and a marked
 * quote follows; where none does, it names both, and everything below is the quote.
 */
function bylineEnding(lines: readonly Line[], last: number): QuoteStart | null {
  let first = last;
  let whole = lines[last]!.look;
  const isDated = (): boolean => YEAR.test(whole) || TIME.test(whole);
  while (
    last - first < WRAPPED_LINES &&
    first > 0 &&
    !isBlank(lines[first - 1]!) &&
    !(isDated() && ADDRESS.test(whole))
  ) {
    const above = lines[first - 1]!.look;
    const tells = isDated() ? BRACKETED_ADDRESS.test(above) : YEAR.test(above) || TIME.test(above);
    // A line that adds nothing may still stand between the date and the last line.
    const further = lines[first - 2]?.look ?? "";
    if (!tells && !(first - 1 > 0 && last - first === 0 && (YEAR.test(further) || TIME.test(further)))) break;
    first -= 1;
    whole = `${above} ${whole}`;
  }
  if (whole.length > BYLINE_CHARS) return null;
  const isMarked = MARKED.test(lines[nextLine(lines, last + 1)]?.look ?? "");
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
function isHead(lines: readonly Line[], from: number, least: number, needsKnown: boolean): boolean {
  let [count, known, subjects] = [0, 0, 0];
  let [hasAddress, hasBracketed, hasWordedDate] = [false, false, false];
  for (let index = from; index < lines.length && count < 10; index += 1) {
    const { look } = lines[index]!;
    // One empty line between two of them is how some programs print paragraphs.
    if (look === "") {
      if (count > 0 && LABELLED.test(lines[index + 1]?.look ?? "")) continue;
      break;
    }
    const found = LABELLED.exec(look);
    if (!found) {
      // A long list of recipients goes on on the next line.
      if (count > 0 && ADDRESS.test(look) && LABELLED.test(lines[index + 1]?.look ?? "")) continue;
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
function endOfMarked(lines: readonly Line[], byline: number): number {
  let end = byline + (MARKED.test(lines[byline]!.look) ? 0 : 1);
  for (let index = end; index < lines.length; index += 1) {
    if (MARKED.test(lines[index]!.look)) end = index + 1;
    else if (isBlank(lines[index]!)) continue;
    else if (!isWrapped(lines, index)) break;
  }
  return end;
}

/** How long lines are before a mail program wraps them, at least. */
const WRAP_CHARS = 60;
const isWrapped = (lines: readonly Line[], index: number): boolean =>
  MARKED.test(lines[index - 1]?.look ?? "") &&
  lines[index - 1]!.look.length >= WRAP_CHARS &&
  MARKED.test(lines[index + 1]?.look ?? "");

const PHONE = /(?:\+|\(0?|\b0)\d[\d\s()/.-]{6,18}\d/;
const LINK = /\bhttps?:\/\/|\bwww\./i;
const SIGNATURE_LINES = 10;
const DISCLAIMER_CHARS = 120;

/** Cuts off what stands below a person's words: a signature below its mark, a block of telephone and addresses, a disclaimer. */
function cutSignature(lines: readonly Line[]): SplitText {
  const text = (from: number, to?: number): string =>
    lines
      .slice(from, to)
      .map((line) => line.text)
      .join("\n")
      .trim();
  const says = (to: number): boolean => lines.slice(0, to).some((line) => /[\p{L}\p{N}]/u.test(line.look));
  const mark = lines.findIndex((line, index) => SIGNATURE.test(line.look) && says(index));
  let end = mark === -1 ? lines.length : mark;
  for (let round = 0; round < 3; round += 1) {
    const from = lastParagraph(lines, end);
    if (
      from === 0 ||
      !says(from) ||
      !(isDisclaimer(lines.slice(from, end)) || isContact(lines.slice(from, end)))
    )
      break;
    end = from;
  }
  return { own: text(0, end), quoted: text(end) };
}

/** The first line of the last paragraph before a line; a rule counts as the end of one. */
function lastParagraph(lines: readonly Line[], end: number): number {
  const isBreak = (line: Line): boolean => isBlank(line) || RULE.test(line.look);
  let from = end;
  while (from > 0 && isBreak(lines[from - 1]!)) from -= 1;
  while (from > 0 && !isBreak(lines[from - 1]!)) from -= 1;
  return from;
}

function isDisclaimer(paragraph: readonly Line[]): boolean {
  const text = paragraph.map((line) => line.look).join(" ");
  return text.length >= DISCLAIMER_CHARS && OF_MAIL.test(text) && CONFIDENTIAL.test(text);
}

/** Lines of a visiting card: short ones, two kinds of ways to reach somebody among them. */
function isContact(paragraph: readonly Line[]): boolean {
  const said = paragraph.filter((line) => !isBlank(line));
  if (said.length < 2 || said.length > SIGNATURE_LINES || said.some((line) => line.look.length > 90))
    return false;
  const kinds = [PHONE, ADDRESS, LINK].filter((kind) => said.some((line) => kind.test(line.look)));
  return kinds.length >= 2;
}

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
