/**
 * Reads JSON that a sender did not write right: text of customers pasted between quotes, as templates do. Only what has one meaning is
 * repaired; where there could be two, or something is missing, nothing is guessed, because what is missing may be what says that a text is
 * private.
 */

/** What was not right, in words for the person who set the sender up. */
export const REPAIR_WORDS = {
  bom: "it begins with a byte order mark",
  charset: "it is not in UTF-8",
  controls: "line ends, tabs or other control characters stand in it unescaped",
  quotes: "quotes stand in it unescaped",
  backslashes: "backslashes stand in it unescaped",
  comma: "a comma stands before a closing bracket",
  list: "it is a list with one entry",
  type: "its Content-Type names another format",
} as const;
export type Repair = keyof typeof REPAIR_WORDS;

/** What the bytes say as text, and what had to be repaired for it; null when no encoding is certain. */
export type Decoded = { text: string; repairs: Repair[] } | null;

const encodingOf = (charset: string): string | null => {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return null;
  }
};

/** What Windows-1252 has where ISO 8859-1 has control characters, from 0x80; Node's decoder takes the one for the other. */
const WESTERN = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const decodeWestern = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (char) => WESTERN.charAt(char.charCodeAt(0) - 0x80));

const decodeAs = (encoding: string, bytes: Uint8Array): string | null => {
  if (encoding === "windows-1252") return decodeWestern(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** So large a part of a text in a Western encoding may be letters with accents; beyond it another encoding is as likely. */
const ACCENTED_SHARE_MAX = 0.3;

/**
 * Bytes as text: UTF-8 where they are, else what the sender says they are, else UTF-8 with a few damaged letters, else Windows-1252 where
 * the text is mostly plain letters.
 * @param charset of the Content-Type, when it names one
 */
export function decodeText(bytes: Uint8Array, charset: string | null): Decoded {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const utf8 = decodeAs("utf-8", bytes);
  // Two bytes a letter are valid UTF-8 too, full of NUL.
  if (utf8 !== null && !utf8.slice(0, 100).includes("\0"))
    return { text: utf8, repairs: hasBom ? ["bom"] : [] };
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0)
      ? "utf-16le"
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0)
        ? "utf-16be"
        : null;
  const named = charset === null ? null : encodingOf(charset);
  for (const encoding of [wide, named === "utf-8" ? null : named]) {
    const text = encoding === null ? null : decodeAs(encoding, bytes);
    if (text !== null) return { text, repairs: ["charset"] };
  }
  if (utf8 !== null) return { text: utf8, repairs: [] };
  let accented = 0;
  let plain = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0 || byte === 0x8a || byte === 0x9a) accented += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) plain += 1;
  }
  if (isMostlyUtf8(bytes)) return { text: new TextDecoder("utf-8").decode(bytes), repairs: ["charset"] };
  if (accented > ACCENTED_SHARE_MAX * plain) return null;
  return { text: decodeWestern(bytes), repairs: ["charset"] };
}

/** Whether more letters beyond ASCII are valid UTF-8 than not: then it is UTF-8 that was damaged, such as cut within a letter. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  let valid = 0;
  let broken = 0;
  for (const letter of text) {
    if (letter === "\ufffd") broken += 1;
    else if (letter > "\u007f") valid += 1;
  }
  return valid > 0 && valid >= broken;
}

/** JSON that parses, and what had to be repaired for it; null when it has no single meaning. */
export type Salvaged = { json: string; repairs: Repair[] } | null;

const isBlank = (char: string | undefined): boolean =>
  char === " " || char === "\n" || char === "\r" || char === "\t";

/** A value that is no string: a number, a word, or the beginning of a list or object. */
const VALUE_BEGINS = /[-0-9tfn"[{]/;
const HEX4 = /^[0-9a-f]{4}$/i;
const SHORT_ESCAPES = '"\\/bfnrt';

/**
 * Repairs a JSON text: escapes what stands raw in its strings, drops a comma before a closing bracket. Each character is looked at a fixed
 * number of times. What it returns is still to be parsed, and may be no JSON.
 */
export function salvageJson(text: string): Salvaged {
  const repairs = new Set<Repair>();
  const out: string[] = [];
  /** What is open: an object, or a list. */
  const open: ("{" | "[")[] = [];
  const keys: Set<string>[] = [];
  let isKey = false;
  let index = 0;
  const skipBlanks = (from: number): number => {
    let next = from;
    while (isBlank(text[next])) next += 1;
    return next;
  };
  while (index < text.length) {
    const char = text[index]!;
    if (char === "{" || char === "[") {
      open.push(char);
      if (char === "{") keys.push(new Set());
      isKey = char === "{";
    } else if (char === "}" || char === "]") {
      if (open.pop() !== (char === "}" ? "{" : "[")) return null;
      if (char === "}") keys.pop();
      isKey = false;
    } else if (char === ",") {
      const next = text[skipBlanks(index + 1)];
      if (next === "}" || next === "]") {
        repairs.add("comma");
        index += 1;
        continue;
      }
      isKey = open.at(-1) === "{";
    } else if (char === ":") isKey = false;
    else if (char === '"') {
      const string = readString(text, index + 1, isKey ? "key" : (open.at(-1) ?? null), repairs, skipBlanks);
      if (string === null) return null;
      if (isKey) {
        // Words that look like a further field may have been written by a customer; which one counts, nobody can tell.
        const known = keys.at(-1)!;
        if (known.has(string.content)) return null;
        known.add(string.content);
      }
      out.push('"', string.content, '"');
      index = string.end;
      continue;
    }
    out.push(char);
    index += 1;
  }
  return open.length === 0 ? { json: out.join(""), repairs: [...repairs] } : null;
}

type Place = "key" | "{" | "[" | null;

/** Whether a quote ends its string: what follows is what JSON has there, and nothing else. */
function endsString(
  text: string,
  after: number,
  place: Place,
  skipBlanks: (from: number) => number,
): boolean {
  const next = skipBlanks(after);
  const char = text[next];
  if (place === "key") return char === ":";
  if (char === undefined) return place === null;
  if (place === null) return false;
  if (char === "}" || char === "]") {
    if (char !== (place === "{" ? "}" : "]")) return false;
    const beyond = text[skipBlanks(next + 1)];
    return beyond === undefined || beyond === "," || beyond === "}" || beyond === "]";
  }
  if (char !== ",") return false;
  const following = skipBlanks(next + 1);
  const first = text[following];
  if (first === "}" || first === "]") return true;
  if (place === "[") return first !== undefined && VALUE_BEGINS.test(first);
  // In an object a comma is followed by a name and a colon.
  if (first !== '"') return false;
  const close = text.indexOf('"', following + 1);
  return close > 0 && text[skipBlanks(close + 1)] === ":";
}

/** Reads a string from behind its quote; `content` is escaped right, `end` is behind the closing quote. Null when it does not end. */
function readString(
  text: string,
  from: number,
  place: Place,
  repairs: Set<Repair>,
  skipBlanks: (from: number) => number,
): { content: string; end: number } | null {
  const parts: string[] = [];
  let copied = from;
  const replace = (at: number, length: number, by: string): void => {
    parts.push(text.slice(copied, at), by);
    copied = at + length;
  };
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      if (endsString(text, index + 1, place, skipBlanks))
        return { content: parts.join("") + text.slice(copied, index), end: index + 1 };
      replace(index, 1, '\\"');
      repairs.add("quotes");
    } else if (code === 0x5c) {
      const next = text[index + 1];
      const isEscape =
        next !== undefined &&
        (SHORT_ESCAPES.includes(next) || (next === "u" && HEX4.test(text.slice(index + 2, index + 6))));
      if (isEscape) index += 1;
      else {
        replace(index, 1, "\\\\");
        repairs.add("backslashes");
      }
    } else if (code < 0x20) {
      replace(index, 1, code === 0 ? "" : `\\u${code.toString(16).padStart(4, "0")}`);
      repairs.add("controls");
    }
  }
  return null;
}
