import { cutText } from "@/contracts/cut-text";
import { isolate } from "@/contracts/isolate";

/** Longest name in a mail's text, UTF-16 units. */
const IN_TEXT = 120;
/** What the names in a subject take up at most, all together, so that it stays within 150 characters. */
const IN_SUBJECT = 88;

/** Line breaks, tabs, other controls and halves of characters; what joins letters or emoji stays. */
const NOT_ON_A_LINE = /[\p{Cc}\p{Cs}\s]+/gu;

function oneLine(name: string, max: number): string {
  const line = name.replace(NOT_ON_A_LINE, " ").trim();
  return isolate(line.length > max ? `${cutText(line, max - 1).trimEnd()}…` : line);
}

/** What people called a launch, an organization or themselves, for a mail's text: one line, not endless, apart from our words. */
export const nameInText = (name: string): string => oneLine(name, IN_TEXT);

/** As `nameInText`, for a mail's subject with so many names. */
export const nameInSubject = (name: string, names: 1 | 2): string => oneLine(name, IN_SUBJECT / names);
