/** How far around a cut whole characters are looked for, UTF-16 units. The longest emoji in use has 35. */
export const CUT_REACH = 64;
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The beginning of a text, at most `max` UTF-16 units long, that does not end within what a person sees as one character: the only way in
 * which text of strangers is cut. What it costs does not depend on the text.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 0) return "";
  const from = Math.max(0, max - CUT_REACH);
  let end = from;
  for (const { index } of CHARACTERS.segment(text.slice(from, max + CUT_REACH))) {
    if (from + index > max) break;
    end = from + index;
  }
  // Nobody writes a character this long; then at least no surrogate pair is halved.
  if (end === from) end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}
