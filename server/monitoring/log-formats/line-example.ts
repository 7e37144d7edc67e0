import { cutText } from "@/contracts/cut-text";
import { pathOf, scrubPath } from "@/server/launches/route-template";
import { DURATION_FIELDS } from "./duration-fields";
import { isFields, type Fields } from "./log-row";

/** What an example shows of a line, characters. */
const EXAMPLE_MAX = 240;
/** What is looked at to show so much. */
const READ_MAX = 1_000;
const VALUE_MAX = 60;
const FIELDS_MAX = 24;

const PATHS = new Set(["path", "uri", "url"]);
/** Fields that say what is wrong with a line and nothing about a person; of all others only the name is shown. */
const SHOWN = new Set<string>([
  ...["ts", "time", "timestamp", "@timestamp", "started_at", "method", "service", "version", "proxy", "kong"],
  ...["status", "statusCode", "status_code", "response_code", "responseCode", "bytesIn", "bytesOut"],
  ...Object.values(DURATION_FIELDS).flatMap((names) => names.map(([name]) => name)),
]);
/** Groups of Kong's entries. */
const GROUPS = new Set(["request", "response", "latencies"]);
/** The placeholder that a scrubbed path has already is none of them. */
const SECRET_WORD = /authori[sz]ation|cookie|passw|(?<!\{)secret|secret(?!\})|token|api[-_]?key|session/i;
const TOKEN = /[^\s"'<>,;=&?|{}[\]()/\\]+/g;
const QUERY = /\?[^\s"'\\]*/g;
/** With or without a port behind it. */
const V4 = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
const V6 = /^[0-9a-f:.]*$/i;

/** A line that was refused, as it may be shown: its telling fields, scrubbed; of one that is no JSON its beginning, scrubbed. */
export function lineExample(entry: unknown, text: string): string {
  const shown = isFields(entry) ? JSON.stringify(shownOf(entry, 0)) : scrubText(text);
  return cutText(shown, EXAMPLE_MAX);
}

/** A value that could not be read, as it may be shown. */
export function valueExample(field: string, value: unknown): string {
  const shown = isFields(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  return `${field}: ${scrubText(cutText(shown, VALUE_MAX))}`;
}

/**
 * Text of a log line without what may be a person's or a secret: no query strings, mail addresses, network addresses or long tokens, and
 * nothing after a word such as *authorization*.
 */
export function scrubText(text: string): string {
  const read = cutText(text, READ_MAX);
  const secretAt = read.search(SECRET_WORD);
  const open = secretAt < 0 ? read : `${read.slice(0, secretAt)}…`;
  return open
    .replace(/[\u0000-\u001f\u007f]+/g, " ")
    .replace(QUERY, "?…")
    .replace(TOKEN, scrubToken);
}

function scrubToken(token: string): string {
  if (token.includes("@") || token.includes("%40")) return "{secret}";
  // A time has two colons at most, and never two in a row.
  const isV6 = (token.includes("::") || token.split(":").length > 3) && V6.test(token);
  if (isV6 || V4.test(token)) return "{address}";
  return token.length >= 20 && /\d/.test(token) && !/^[\d.:TZ+-]+$/.test(token) ? "{secret}" : token;
}

function shownOf(entry: Fields, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry).slice(0, FIELDS_MAX)) {
    const key = scrubText(cutText(name, VALUE_MAX));
    if (depth === 0 && GROUPS.has(name) && isFields(value)) shown[key] = shownOf(value, 1);
    else if (PATHS.has(name) && typeof value === "string")
      shown[key] = scrubText(cutText(scrubPath(pathOf(value)), VALUE_MAX));
    else if (!SHOWN.has(name)) shown[key] = "…";
    else if (typeof value === "string") shown[key] = scrubText(cutText(value, VALUE_MAX));
    else shown[key] = typeof value === "object" && value !== null ? "…" : value;
  }
  return shown;
}
