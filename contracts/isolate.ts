/**
 * The one home of isolation: other people's words within ours. Text is laid out in the direction of its first strong letter, and without a
 * border between them an Arabic title moves the full stop, the number and the name that stand beside it.
 */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
/** What begins and ends isolates, embeddings and overrides: left open in other people's text it would reach into ours. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Other people's text for a plain string: a title, a toast, a mail's subject, an accessible name. In markup use `<bdi>` or the class
 * `reported`. A text without a letter, digit or sign is given back as it is.
 */
export function isolate(text: string): string {
  const own = text.replace(DIRECTION_CONTROLS, "");
  return own.trim() === "" ? own : `${FIRST_STRONG_ISOLATE}${own}${POP_ISOLATE}`;
}
