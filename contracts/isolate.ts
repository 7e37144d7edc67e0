/**
 * The one home of isolation: other people's words within ours. Text is laid out in the direction of its first strong letter, and without a
 * border between them an Arabic title moves the full stop, the number and the name that stand beside it.
 */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
/** What begins and ends isolates, embeddings and overrides: left open in other people's text it would reach into ours. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Letters that are written from right to left and marks that act as one: Hebrew to Arabic extended, their forms, later scripts. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Other people's text for a plain string: a title, a toast, a mail's subject, an accessible name. In markup use `<bdi>`, `dir="auto"` or
 * the class `reported`. Our own words run from left to right, so a text without a letter from right to left is given back as it is: nothing
 * would move it, and it stays as it was for whoever copies or searches for it.
 */
export function isolate(text: string): string {
  const own = text.replace(DIRECTION_CONTROLS, "");
  return RIGHT_TO_LEFT.test(own) ? `${FIRST_STRONG_ISOLATE}${own}${POP_ISOLATE}` : own;
}
