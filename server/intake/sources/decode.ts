import { cutText } from "@/contracts/cut-text";
import type { ItemContext } from "@/contracts/feedback";
import { NOT_TAKEN_MAX } from "../occurred";
import { tidyLine } from "../plain-text";

export type Fields = Readonly<Record<string, unknown>>;

/** The media type of a Content-Type header, lower case, without parameters. */
export function mediaType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** A value as an object with keys; null when it is anything else. */
export function asFields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

const LENGTHS = {
  url: 2000,
  route: 300,
  version: 100,
  requestId: 200,
  userAgent: 500,
  locale: 35,
  account: 200,
  contact: 200,
  occurred: NOT_TAKEN_MAX,
  channel: 60,
  externalUrl: 2000,
  externalId: 200,
  priority: 60,
} as const;

/** Tags kept of a report, so many of them looked at for those, and the longest, characters. */
const TAGS_MAX = 50;
const TAGS_READ = 200;
const TAG_MAX = 100;

/** A context with only the parts that say something, each within its length. */
export function contextOf(
  parts: Partial<Record<keyof typeof LENGTHS, unknown>> & { tags?: unknown; statusCode?: unknown },
): ItemContext {
  const context: Record<string, unknown> = {};
  for (const [name, max] of Object.entries(LENGTHS)) {
    const line = tidyLine(parts[name as keyof typeof LENGTHS], max);
    if (line) context[name] = line;
  }
  const given: unknown[] = Array.isArray(parts.tags)
    ? parts.tags.slice(0, TAGS_READ)
    : typeof parts.tags === "string"
      ? cutText(parts.tags, TAGS_READ * TAG_MAX).split(/[\s,]+/)
      : [];
  const tags = [...new Set(given.flatMap((t) => tidyLine(t, TAG_MAX) ?? []))].slice(0, TAGS_MAX);
  if (tags.length > 0) context["tags"] = tags;
  if (
    typeof parts.statusCode === "number" &&
    Number.isInteger(parts.statusCode) &&
    parts.statusCode >= 100 &&
    parts.statusCode <= 599
  )
    context["statusCode"] = parts.statusCode;
  return context;
}

/** The first language of an Accept-Language header, such as `de-CH`. */
export function localeOf(acceptLanguage: string | undefined): string | undefined {
  const first = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\b/i.exec(acceptLanguage?.slice(0, 200) ?? "");
  return first?.[1]?.slice(0, 35);
}
