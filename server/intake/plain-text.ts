import { Tokenizer } from "htmlparser2";
import { cutText } from "@/contracts/cut-text";
import { TEXT_MAX } from "@/contracts/intake";

/**
 * Text of strangers as the product keeps it. Whatever arrives is cut first, to a small multiple of what is kept, and everything after
 * that goes over it once: what a text costs depends on its length alone, not on what it is made of.
 */

/** So many times what is kept is read: blanks, line ends and control characters fall away. */
const READ_FACTOR = 5;
/** So much of an HTML text is read, characters; mark-up is often ten times as long as the words in it. */
const HTML_READ_MAX = 20 * TEXT_MAX;

/** Under the u flag a surrogate matches only when it has no other half. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Text as the product keeps it: no NUL and other control characters (Postgres refuses the first, terminals obey the rest), no lone
 * surrogates, one kind of line end, no run of more than two empty lines, trimmed and cut at `max` characters. Only the first 5 × `max`
 * characters after leading blanks are looked at.
 */
export function tidyText(text: string, max: number = TEXT_MAX): string {
  const tidy = cutText(text.trimStart(), max * READ_FACTOR)
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    // A run of blanks is tried from its beginning only; from each of its blanks it would cost the square of its length.
    .replace(/(?<![ \t])[ \t]+\n/g, "\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();
  return tidy.length <= max ? tidy : `${cutText(tidy, max - 1)}…`;
}

/** As `tidyText` on one line; undefined when nothing is left. */
export function tidyLine(value: unknown, max: number): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const line = tidyText(String(value), max * 2)
    .replace(/\s+/g, " ")
    .trim();
  return line ? tidyText(line, max) : undefined;
}

/** Any tag; whether its name is one that mails are written with is looked up. */
const TAG = /<\/?([a-z][a-z0-9]*)(?:\s[^<>]{0,2000})?\/?>/gi;
const MARKUP = new Set(
  (
    "p div br span a b i u em strong ul ol li table tbody tr td th h1 h2 h3 h4 h5 h6 blockquote pre code img font " +
    "html body style script hr"
  ).split(" "),
);

/** Whether a text was written as HTML rather than being about it. */
export function isHtml(text: string): boolean {
  for (const [, name = ""] of cutText(text, HTML_READ_MAX).matchAll(TAG))
    if (MARKUP.has(name.toLowerCase())) return true;
  return false;
}

/** The elements of HTML, and what they are made of in mails. Anything else between < and > is something a person wrote. */
const ELEMENTS = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
  blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn
  dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4
  h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee
  math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param path
  picture plaintext pre progress q rp rt ruby s samp script search section select slot small source span
  strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr
  track tt u ul use var video wbr xmp xml`.split(/\s+/),
);
const isElement = (name: string): boolean => ELEMENTS.has(name) || name.includes(":");

/** What a person wrote after a < that is no tag ("x <y</p>") without the tags that a tokenizer took for a part of it. */
const withoutElements = (written: string): string =>
  written.replace(/<\/?[a-z][^<>]*>/gi, (found) =>
    isElement(/[a-z][a-z0-9:]*/i.exec(found)?.[0].toLowerCase() ?? "") ? "" : found,
  );

/** What disappears with everything in it. */
const DROPPED = new Set(["script", "style", "template", "noscript"]);
const LINE_BREAKS = new Set(["br", "hr"]);
/** A line ends where one of these does. */
const BLOCKS = new Set(
  "p div h1 h2 h3 h4 h5 h6 tr table blockquote pre ul ol dl dd dt section article header footer address figure".split(
    " ",
  ),
);

/**
 * The words of an HTML text, at most its first 400,000 characters: blocks become lines, quotes marked ones, scripts and styles disappear
 * with their content,
 * comments too, entities are read once. The tokenizer alone reads it and no tree is built, so that neither depth nor open ends cost more.
 */
export function htmlToText(html: string): string {
  const source = cutText(html, HTML_READ_MAX);
  const parts: string[] = [];
  let length = 0;
  /** How many quotes are open; their lines are marked, as in a mail of plain text. */
  let quotes = 0;
  const append = (text: string): void => {
    if (dropped !== null) return;
    parts.push(quotes > 0 ? text.replace(/\n/g, "\n> ") : text);
    length += text.length;
    if (length > TEXT_MAX * READ_FACTOR) tokenizer.pause();
  };
  /** The element whose content disappears, and how many of its name are open in each other. */
  let dropped: { name: string; depth: number } | null = null;
  /** The tag being read, and where what has been read so far ends. */
  let [tag, tagAt, readTo] = ["", 0, 0];

  const openTag = (endIndex: number): void => {
    readTo = endIndex + 1;
    if (dropped?.name === tag) dropped.depth += 1;
    else if (dropped === null && DROPPED.has(tag)) dropped = { name: tag, depth: 1 };
    else if (LINE_BREAKS.has(tag)) append("\n");
    else if (tag === "blockquote") {
      quotes += 1;
      append("\n");
    } else if (tag === "li") append("\n- ");
    else if (!isElement(tag)) append(withoutElements(source.slice(tagAt, readTo)));
  };
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start, end) => {
        readTo = end;
        append(source.slice(start, end));
      },
      ontextentity: (codepoint, end) => {
        readTo = end;
        append(codepoint === 0xa0 ? " " : String.fromCodePoint(codepoint));
      },
      onopentagname: (start, end) => {
        tagAt = start - 1;
        tag = source.slice(start, end).toLowerCase();
      },
      onopentagend: openTag,
      onselfclosingtag: openTag,
      onclosetag: (start, end) => {
        readTo = end + 1;
        const name = source.slice(start, end).toLowerCase();
        if (dropped?.name === name) {
          dropped.depth -= 1;
          if (dropped.depth === 0) dropped = null;
        } else if (name === "blockquote") {
          quotes = Math.max(0, quotes - 1);
          append("\n");
        } else if (BLOCKS.has(name)) append("\n");
        else if (!isElement(name)) append(`</${source.slice(start, end)}>`);
      },
      oncomment: (_start, end) => (readTo = end),
      oncdata: (_start, end) => (readTo = end),
      ondeclaration: (_start, end) => (readTo = end),
      onprocessinginstruction: (_start, end) => (readTo = end),
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      onend: () => {
        // What looks like a tag and never ends was written by a person ("x <y"), unless it is the name of an element.
        const name = /^<\/?([a-z][a-z0-9]*)/i.exec(source.slice(readTo, readTo + 40))?.[1];
        if (name !== undefined && !isElement(name.toLowerCase())) append(source.slice(readTo));
      },
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return parts.join("");
}
