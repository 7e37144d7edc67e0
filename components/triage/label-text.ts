const FONT_PX = 11;
const ELLIPSIS = "…";

/** How wide Geist's medium weight draws what is typed most, in em. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.3, " !'`.,:;|iIjl()"],
      [0.36, '"[]'],
      [0.43, "-*r{}1ft"],
      [0.51, "^/\\#"],
      [0.57, "~7=s<>yz+Z_acv"],
      [0.62, "?TLeFYhnou69EJbdgkpqx38…"],
      [0.69, "24X5$&SKP0RABUV"],
      [0.75, "DCGHNQO"],
      [0.83, "%w"],
      [0.9, "mM"],
      [0.97, "@W"],
    ] as const
  ).flatMap(([em, letters]) => Array.from(letters, (letter) => [letter, em] as const)),
);
/** Other scripts come from whatever font the machine has: hardly any letter of any of them is wider than it is high. */
const OTHER_EM = 1;
const PICTURE_EM = 1.3;

function emOf(letter: string): number {
  const known = WIDTHS.get(letter);
  if (known !== undefined) return known;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(letter)) return 0;
  if (/^\p{Extended_Pictographic}$/u.test(letter)) return PICTURE_EM;
  // An accent does not widen its letter.
  return WIDTHS.get(letter.normalize("NFD").charAt(0)) ?? OTHER_EM;
}

/** The room that a label's text takes at most, px; counted no further than `enoughPx`. */
export function labelWidth(text: string, enoughPx: number): number {
  let px = 0;
  for (const letter of text) {
    px += emOf(letter) * FONT_PX;
    if (px > enoughPx) break;
  }
  return px;
}

/** A label's text as far as there is room for it, with a sign that it goes on where it does. */
export function cutLabel(text: string, roomPx: number): string {
  if (labelWidth(text, roomPx) <= roomPx) return text;
  let leftPx = roomPx - emOf(ELLIPSIS) * FONT_PX;
  let kept = "";
  for (const letter of text) {
    leftPx -= emOf(letter) * FONT_PX;
    if (leftPx < 0) break;
    kept += letter;
  }
  // What joined the last sign to the next would be drawn as a sign of its own.
  return `${kept.replace(/(?<![\s\u200d])[\s\u200d]+$/u, "")}${ELLIPSIS}`;
}
