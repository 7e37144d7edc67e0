import { AppError } from "./errors";

/** What a JSON text may hold: nesting, and values and keys together. */
export type JsonLimits = { maxDepth: number; maxValues: number };

/** Deeper nesting than any honest body has; recursion over more would overflow the stack of whoever serialises it next. */
export const JSON_DEPTH_MAX = 32;
/** More than the largest honest body (a bulk action over 1,000 ids, a ticket with its history) by an order of magnitude. */
export const JSON_VALUES_MAX = 20_000;

const DEFAULTS: JsonLimits = { maxDepth: JSON_DEPTH_MAX, maxValues: JSON_VALUES_MAX };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * So many bytes of a string are looked at one by one; from there on the machine looks for its end, which costs more to begin and less to
 * go on.
 */
const STEPS = 64;

/**
 * Counts what a JSON text would become before it becomes it: a short text of `[[],[],…]` costs its parser a hundred times its length.
 * One pass over the bytes; stops at the first limit that is passed. Whether it is JSON at all is the parser's business.
 * @returns what there is too much of, or null
 */
export function exceedsJsonLimits(
  bytes: Uint8Array,
  { maxDepth, maxValues }: JsonLimits = DEFAULTS,
): "depth" | "values" | null {
  let depth = 0;
  let values = 1;
  let isInString = false;
  let steps = 0;
  // Where these stand next, as far as it was looked for: no byte is searched twice for either.
  let [quote, backslash] = [-1, -1];
  const find = (byte: number, from: number): number => {
    const found = bytes.indexOf(byte, from);
    return found === -1 ? bytes.length : found;
  };
  for (let index = 0; index < bytes.length; index++) {
    if (isInString && ++steps > STEPS) {
      if (quote < index) quote = find(QUOTE, index);
      if (backslash < index) backslash = find(BACKSLASH, index);
      index = Math.min(quote, backslash);
      steps = 0;
      if (index === bytes.length) break;
    }
    const byte = bytes[index]!;
    if (isInString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) {
      isInString = true;
      steps = 0;
    } else if (byte === COMMA || byte === COLON) values += 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > maxDepth) return "depth";
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    if (values > maxValues) return "values";
  }
  return null;
}

/** Bytes as text. @throws AppError BAD_REQUEST when they are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("BAD_REQUEST", "The body is not valid UTF-8.", { reason: "utf8" });
  }
}

/**
 * The one place where JSON from outside is parsed: counted first, then read.
 * @throws AppError UNPROCESSABLE when it is nested too deeply or holds too many values; BAD_REQUEST when it is not UTF-8 or not JSON
 */
export function parseJsonBytes(bytes: Uint8Array, limits: JsonLimits = DEFAULTS): unknown {
  const excess = exceedsJsonLimits(bytes, limits);
  if (excess === "depth")
    throw new AppError("UNPROCESSABLE", `The JSON is nested deeper than ${limits.maxDepth} levels.`, {
      reason: "json_depth",
    });
  if (excess === "values")
    throw new AppError("UNPROCESSABLE", `The JSON holds more than ${limits.maxValues} values.`, {
      reason: "json_values",
    });
  const text = decodeUtf8(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError(
      "BAD_REQUEST",
      text.trim() === "" ? "The body is empty; JSON was expected." : "The body is not valid JSON.",
    );
  }
}

/** As `parseJsonBytes` for text that is in memory already; undefined when it is not JSON or beyond the limits. */
export function parseJsonText(text: string, limits: JsonLimits = DEFAULTS): unknown {
  if (exceedsJsonLimits(Buffer.from(text), limits)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a JSON text may hold what Postgres's jsonb refuses; JSON.stringify writes both as escapes, and a whole pair as it is. */
const mayBeUnstorable = (json: string): boolean => json.includes("\\u0000") || json.includes("\\ud");

/** A text without NUL; half a surrogate pair becomes the replacement character. */
const storableText = (text: string): string => text.toWellFormed().replaceAll("\0", "");

/** A parsed JSON value with every text and key of it storable. As deep as JSON.parse and JSON.stringify go. */
function withStorableTexts(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(withStorableTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), withStorableTexts(inner)]),
  );
}

/**
 * A value as JSON that Postgres stores as jsonb, which holds neither NUL nor half a surrogate pair: the first falls away, the second
 * becomes the replacement character. Whoever writes text of strangers has tidied it before; this is for whatever was overlooked, because
 * one such character would refuse everything that is written with it.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return mayBeUnstorable(json) ? JSON.stringify(withStorableTexts(JSON.parse(json))) : json;
}

/** As `storableJson`, as a value. */
export function storableValue<T>(value: T): T {
  const json = JSON.stringify(value) as string | undefined;
  return json !== undefined && mayBeUnstorable(json) ? (withStorableTexts(JSON.parse(json)) as T) : value;
}
