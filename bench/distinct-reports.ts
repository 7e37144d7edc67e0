/** Reports that are each about something of its own, so that each opens an issue: invented words, as product names are. */

const STARTS = "b d f g k l m n p r s t v z br dr fl gr kl pr st tr".split(" ");
const VOWELS = "a e i o u".split(" ");

/** A number as a word: the same number is the same word, another number another. */
function wordOf(n: number): string {
  const size = STARTS.length * VOWELS.length;
  let word = "";
  for (let left = n, offset = 0; offset < 4; offset++, left = Math.floor(left / size)) {
    const part = (left + offset * 37) % size;
    word += STARTS[part % STARTS.length]! + VOWELS[Math.floor(part / STARTS.length)]!;
  }
  return word;
}

/** Spreads neighbours far apart, without two landing on one: the factor and the modulus have no divisor in common. */
const spread = (n: number, factor: number) => (n * factor) % 146_410_003;

/** The word that a report's title holds, and no other's. */
export const subjectOf = (n: number): string => wordOf(spread(n + 1, 7_919_003));

/** What the reporter says about it. */
export function distinctReport(n: number): string {
  const [a, b, c, d] = [48_611_003, 15_485_863, 32_452_843, 67_867_967].map((factor) =>
    wordOf(spread(n + 1, factor)),
  );
  return `Subject ${subjectOf(n)} ${a} ${b}. My ${c} ${d}.`;
}
