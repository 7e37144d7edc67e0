import { cutText } from "@/contracts/cut-text";
import { htmlToText, isHtml, tidyLine, tidyText } from "../plain-text";
import { asFields } from "./decode";

/** A placeholder or tag of a template that nobody filled in; short, on one line. */
const PLACEHOLDER = /\{\{[^{}\n]{1,120}\}\}|\{%[^%{}\n]{1,120}%\}/g;
/** So few words beside placeholders are a template's own ("Ticket {{ticket.id}}: {{ticket.title}}"). */
const TEMPLATE_WORDS = 3;
/** So much of a field is looked at for placeholders; a template is short. */
const TEMPLATE_CHARS = 2_000;

/** The placeholders of a field that holds hardly anything else; empty for what a person wrote, even about placeholders. */
export function unrenderedIn(value: unknown): string[] {
  if (typeof value !== "string" || value.length > TEMPLATE_CHARS || !/\{[{%]/.test(value)) return [];
  const found = value.match(PLACEHOLDER) ?? [];
  if (found.length === 0) return [];
  const rest = value.replace(PLACEHOLDER, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return rest.length <= TEMPLATE_WORDS ? found.map((name) => name.replace(/\s+/g, "").slice(0, 80)) : [];
}

/** How Ruby prints a comment that somebody put into a template instead of its text. */
const PRINTED_COMMENT = /#<[A-Z][A-Za-z]{2,30}\b[^<>\n]{0,300}>/g;
/** The line between formatted comments, and the one under it that says who wrote and when. */
const RULE = /^[ \t]*-{10,}[ \t]*$/m;
const BYLINE = /^([^\n,]{1,80}),[^\n]{0,40}\d[^\n]{0,40}$/;
/** The list of files below a formatted comment. */
const FILES_BELOW = /\n[^\S\n]*Attachment\(s\):[^\S\n]*\n([\s\S]*)$/;
const FILES_MAX = 20;

/** A comment's words without what the helpdesk put around them. */
export type CommentText = {
  text: string;
  /** Who wrote it, when the formatting says so. */
  byline: string | null;
};

/**
 * The words of a comment: HTML becomes text, printed objects disappear, and of formatted comments (newest first, each under a line of
 * dashes with its writer's name) only the newest stays.
 */
export function readComment(value: unknown): CommentText {
  if (typeof value !== "string") return { text: "", byline: null };
  const plain = tidyText(isHtml(value) ? htmlToText(value) : value)
    .replace(PRINTED_COMMENT, "")
    .trim();
  if (!/^-{10,}/.test(plain)) return { text: plain, byline: null };
  const [newest = ""] = plain
    .split(RULE)
    .map((part) => part.trim())
    .filter(Boolean);
  const [first = "", ...lines] = newest.split("\n");
  const name = BYLINE.exec(first)?.[1]?.trim() ?? null;
  const body = (name === null ? newest : lines.join("\n")).replace(FILES_BELOW, (_whole, files: string) => {
    const names = namesOf(files.split("\n").map((line) => line.split(" - ")[0]));
    return names.length > 0 ? `\n${attachedText(names)}` : "";
  });
  return { text: body.trim(), byline: name };
}

const namesOf = (values: readonly unknown[]): string[] =>
  values
    .slice(0, FILES_MAX)
    .flatMap(
      (value) =>
        tidyLine(
          asFields(value)
            ? (asFields(value)!["file_name"] ??
                asFields(value)!["filename"] ??
                asFields(value)!["fileName"] ??
                asFields(value)!["name"] ??
                asFields(value)!["content_url"])
            : value,
          200,
        ) ?? [],
    )
    .filter((name) => unrenderedIn(name).length === 0);

/** The names of files that came with a comment, from a list of objects or names, or from names in one text. */
export function attachmentNames(value: unknown): string[] {
  if (Array.isArray(value)) return namesOf(value);
  if (typeof value === "string") return namesOf(cutText(value, 4_000).split(/[\n,;]+/));
  return asFields(value) ? namesOf([value]) : [];
}

/** What stands for the words of somebody who sent files alone. */
export const attachedText = (names: readonly string[]): string => `(attached: ${names.join(", ")})`;
