import { exceedsJsonLimits, parseJsonText } from "@/server/platform/json";
import { decodeText, salvageJson, type Repair } from "./salvage";
import { asFields, mediaType, type Fields } from "./sources/decode";

/** The charset of a Content-Type header, when it names one. */
const charsetOf = (contentType: string): string | null =>
  /;\s*charset="?([\w.:+-]{1,40})/i.exec(contentType.slice(0, HEADER_MAX))?.[1] ?? null;

/** So much of a Content-Type is looked at, characters. */
const HEADER_MAX = 300;
const FORM_FIELDS = "application/x-www-form-urlencoded";
/** What form fields begin with: a name and an equals sign. */
const FIELDS_BEGIN = /^[\w.[\]%+-]{1,100}=/;

/** A body as fields, and what had to be repaired to read it; or why it cannot be read, in a sentence for a person. */
export type ReadFields = { ok: true; fields: Fields; repairs: Repair[] } | { ok: false; reason: string };

/**
 * Reads a body of form fields or one JSON object, whatever its Content-Type says it is, and repairs what has one meaning only
 * (salvage.ts). Nothing is thrown: whatever arrived stays as it came.
 */
export function readFields(contentType: string, body: Uint8Array): ReadFields {
  const declared = mediaType(contentType);
  const decoded = decodeText(body, charsetOf(contentType));
  if (!decoded)
    return { ok: false, reason: "Its bytes are text in no encoding that can be told with certainty." };
  const { text } = decoded;
  const first = /^\s{0,100}(\S)/.exec(text)?.[1];
  if (first === undefined) return { ok: false, reason: "It is empty." };
  if (first !== "{" && first !== "[") {
    if (declared !== FORM_FIELDS && !FIELDS_BEGIN.test(text))
      return { ok: false, reason: "It is neither JSON nor form fields." };
    return {
      ok: true,
      fields: Object.fromEntries(new URLSearchParams(text)),
      repairs: [...decoded.repairs, ...(declared === FORM_FIELDS ? [] : (["type"] as const))],
    };
  }
  const repairs = [...decoded.repairs, ...(declared === "application/json" ? [] : (["type"] as const))];
  const plain = parseJsonText(text);
  // Before anything is repaired: what is refused for its size is not worth reading three times.
  if (plain === undefined && exceedsJsonLimits(Buffer.from(text)))
    return { ok: false, reason: "Its JSON is nested too deeply or holds too many values." };
  const salvaged = plain === undefined ? salvageJson(text) : null;
  const value = plain === undefined && salvaged ? parseJsonText(salvaged.json) : plain;
  if (value === undefined)
    return {
      ok: false,
      reason: "Its JSON is broken in a way that can mean several things, or a part of it is missing.",
    };
  const all = [...repairs, ...(salvaged?.repairs ?? [])];
  if (Array.isArray(value) && value.length === 1) {
    const only = asFields(value[0]);
    if (only) return { ok: true, fields: only, repairs: [...all, "list"] };
  }
  const fields = asFields(value);
  return fields
    ? { ok: true, fields, repairs: all }
    : { ok: false, reason: "It is JSON, but no object with fields." };
}

/** As `readFields`; null when it cannot be read. */
export function decodeFields(contentType: string, body: Uint8Array): Fields | null {
  const read = readFields(contentType, body);
  return read.ok ? read.fields : null;
}
