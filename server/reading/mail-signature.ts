import { CONFIDENTIAL, OF_MAIL } from "@/server/reading/models/mail-words";
import type { LineRange, TextLines } from "./text-lines";

/** A rule of dashes or underscores across the page. */
export const RULE = /^\s*(?:[-–—]{5,}|[_=]{5,})\s*$/;
export const ADDRESS = /[^\s<>()[\]:;,"@]{1,64}@[^\s<>()[\]:;,"@]{1,100}/;
const SIGNATURE = /^\s*--\s*$/;
const PHONE = /(?:\+|\(0?|\b0)\d[\d\s()/.-]{6,18}\d/;
const LINK = /\bhttps?:\/\/|\bwww\./i;
const SIGNATURE_LINES = 10;
const DISCLAIMER_CHARS = 120;

/** Cuts off what stands below a person's words: a signature below its mark, a block of telephone and addresses, a disclaimer. */
export function cutSignature(lines: TextLines, { from, to }: LineRange): { own: string; quoted: string } {
  const firstWords = findLine({ from, to }, (line) => /[\p{L}\p{N}]/u.test(lines.look(line)));
  const mark = findLine({ from: firstWords + 1, to }, (line) => SIGNATURE.test(lines.look(line)));
  let end = mark;
  for (let round = 0; round < 3; round += 1) {
    const paragraph = { from: lastParagraph(lines, from, end), to: end };
    if (
      paragraph.from <= firstWords ||
      !(isDisclaimer(lines, paragraph) || isContact(linesOf(lines, paragraph)))
    )
      break;
    end = paragraph.from;
  }
  return { own: lines.textOf({ from, to: end }).trim(), quoted: lines.textOf({ from: end, to }).trim() };
}

/** The first line that is so, or the end. */
function findLine({ from, to }: LineRange, isSo: (line: number) => boolean): number {
  for (let line = from; line < to; line += 1) if (isSo(line)) return line;
  return to;
}

/** The first line of the last paragraph before a line; a rule counts as the end of one. */
function lastParagraph(lines: TextLines, begin: number, end: number): number {
  const isBreak = (line: number): boolean => lines.isBlank(line) || RULE.test(lines.look(line));
  let from = end;
  while (from > begin && isBreak(from - 1)) from -= 1;
  while (from > begin && !isBreak(from - 1)) from -= 1;
  return from;
}

/** What is looked at of lines, those that say something. */
function linesOf(lines: TextLines, { from, to }: LineRange): string[] {
  const looks: string[] = [];
  for (let line = from; line < to; line += 1) if (!lines.isBlank(line)) looks.push(lines.look(line));
  return looks;
}

function isDisclaimer(lines: TextLines, paragraph: LineRange): boolean {
  const text = linesOf(lines, paragraph).join(" ");
  return text.length >= DISCLAIMER_CHARS && OF_MAIL.test(text) && CONFIDENTIAL.test(text);
}

/** Lines of a visiting card: short ones, two kinds of ways to reach somebody among them. */
function isContact(looks: readonly string[]): boolean {
  if (looks.length < 2 || looks.length > SIGNATURE_LINES || looks.some((look) => look.length > 90))
    return false;
  const kinds = [PHONE, ADDRESS, LINK].filter((kind) => looks.some((look) => kind.test(look)));
  return kinds.length >= 2;
}
