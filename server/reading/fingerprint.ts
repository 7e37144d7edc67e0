import { STATUS_PHRASE } from "@/server/reading/models/status-phrases";
import { createHash } from "node:crypto";
import type { ItemContext } from "@/contracts/feedback";
import { pathOf, routeTemplate } from "@/server/launches/route-template";
import { clipText } from "@/server/reading/fold-text";

/** What identifies an error across reports: only parts that stay the same when it happens again. */
export type ErrorSignature = {
  readonly status: number | null;
  readonly error: string | null;
  readonly code: string | null;
  readonly route: string | null;
};

export type SignatureInput = {
  readonly title?: string | null | undefined;
  readonly text: string;
  readonly context?: ItemContext | undefined;
};

const HEX = /^[0-9a-f]{8,}$/i;
const DIGIT = /\d/;

/** The route that an address or a path in a report is about, in lower case: people write it as they like. */
export const reportedRoute = (address: string): string => routeTemplate(pathOf(address)).toLowerCase();

/** A route as fingerprints and terms hold it: those in the database were made with this spelling (docs/decisions/0027-one-home.md). */
export const storedSpelling = (route: string): string => route.replaceAll("{id}", ":id");

const ROUTE_MENTION =
  /(?:^|[\s"'`(<[])(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s{1,3})?(\/[a-z][\w\-./:{}]{1,150})/gi;
const URL_MENTION = /https?:\/\/[\w\-.:]{3,100}(\/[\w\-./:{}%]{1,150})/gi;
const MAX_MENTIONS = 5;

/** The routes a text names, normalised, distinct, in order of appearance, at most five. File paths of a trace are not routes. */
export function routeMentions(text: string): string[] {
  const clipped = clipText(text);
  const found = new Set<string>();
  for (const pattern of [ROUTE_MENTION, URL_MENTION]) {
    for (const match of clipped.matchAll(pattern)) {
      const path = (match[1] ?? "").replace(/(?<![.:,])[.:,]+$/, "");
      if (
        /^\/(?:usr|home|var|etc|opt|tmp|root|bin|lib|users|build|mnt)\b/i.test(path) ||
        /\.(?:java|js|ts|py|rb|go|cs|php|so|jar|png|jpg|jpeg|gif|svg|css):?\d*$/i.test(path)
      )
        continue;
      found.add(reportedRoute(path));
      if (found.size >= MAX_MENTIONS) return [...found];
    }
  }
  return [...found];
}

const EXCEPTION =
  /\b(?:[a-z_$][\w$]{0,60}\.){0,8}([A-Z][A-Za-z0-9]{2,60}(?:Error|Exception|Fault|Failure))\b(?::[ \t]*([^\n]{1,160}))?/;
const SYSTEM_CODE =
  /\b(?:E[A-Z]{4,20}|ERR_[A-Z0-9_]{3,40}|(?:ORA|SQLSTATE|TS|CS)[-\s]?\d{4,5}|0x[0-9A-F]{8})\b/;
const NAMED_CODE =
  /\b(?:error|err|fehler|fehlercode|erreur|codigo|code)[ \t]{0,2}(?:code|no|nr|#)?[.:=]?[ \t]{0,2}#?([A-Z]{1,8}[-_]?\d{2,6}|\d{4,6})\b/i;
const FRAME = /\bat[ \t]{1,3}([\w$.<>]{3,120})[ \t]{0,2}\(/;
const NOT_SYSTEM = new Set([
  "ERROR",
  "EMAIL",
  "ENTER",
  "EVERY",
  "EVERYTHING",
  "EXACTLY",
  "EDITOR",
  "EXPORT",
  "EUROPE",
  "EVENT",
  "EASIER",
  "EMPTY",
  "ENGLISH",
  "ESPECIALLY",
  "EXCEL",
  "EXTREMELY",
  "EITHER",
  "EXAMPLE",
]);

/** Classes that say nothing of the cause; they need a message, a frame or a route beside them. */
const GENERIC = new Set([
  "TypeError",
  "ReferenceError",
  "RuntimeException",
  "NullPointerException",
  "IOException",
  "ValueError",
  "KeyError",
  "RuntimeError",
  "AssertionError",
  "InternalServerError",
  "HttpError",
  "IllegalArgumentException",
  "IllegalStateException",
  "SyntaxError",
  "NetworkError",
  "UnknownError",
]);

/** The words of an error message that stay: no numbers, ids, quoted values or paths. */
function stableWords(message: string): string {
  return message
    .replace(/(["'`])[^"'`]{0,80}\1/g, " ")
    .split(/[\s,;:()[\]{}=]+/)
    .filter((word) => word !== "" && !DIGIT.test(word) && !word.includes("/") && !HEX.test(word))
    .slice(0, 6)
    .join(" ")
    .toLowerCase();
}

/** The error signature of a report, or null when nothing in it identifies an error. */
export function errorSignature(input: SignatureInput): ErrorSignature | null {
  const text = clipText(input.title ? `${input.title}\n${input.text}` : input.text);
  const exception = EXCEPTION.exec(text);
  const name = exception?.[1] ?? null;
  const message = exception?.[2] ? stableWords(exception[2]) : "";
  const frame = name ? (FRAME.exec(text.slice(exception?.index ?? 0))?.[1] ?? "") : "";
  const system = SYSTEM_CODE.exec(text)?.[0] ?? null;
  const code =
    system !== null && !NOT_SYSTEM.has(system) ? system : (NAMED_CODE.exec(text)?.[1]?.toUpperCase() ?? null);
  const status = input.context?.statusCode ?? readStatus(text);
  const failingStatus = status !== null && status >= 400 ? status : null;
  const own = input.context?.route ?? input.context?.url;
  const mentioned = routeMentions(text)[0] ?? null;
  const route = mentioned ?? (own ? reportedRoute(own) : null);
  const error =
    name === null
      ? null
      : [name, GENERIC.has(name) || message ? message : "", GENERIC.has(name) ? frame : ""]
          .filter((part) => part !== "")
          .join(" ");
  const isDistinctive =
    (error !== null && (!GENERIC.has(name ?? "") || message !== "" || frame !== "" || route !== null)) ||
    code !== null ||
    (failingStatus !== null && route !== null);
  return isDistinctive ? { status: failingStatus, error, code, route } : null;
}

function readStatus(text: string): number | null {
  const match = STATUS_PHRASE.exec(text);
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? null : Number(digits);
}

/** A short stable hash (12 hex characters) of the error signature, or null. Equal for every report of the same error. */
export function fingerprintOf(input: SignatureInput): string | null {
  const signature = errorSignature(input);
  if (signature === null) return null;
  const { status, error, code, route } = signature;
  // A named error identifies itself; the status and route around it vary with who reports it.
  const key =
    error !== null
      ? ["error", error, code]
      : code !== null
        ? ["code", code]
        : ["http", status, route && storedSpelling(route)];
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 12);
}
