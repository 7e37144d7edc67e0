import type { Condition } from "@/contracts/exit";

type Figures = Pick<Condition, "target" | "targetMinutes" | "holdHours">;

const GAPS = [",", ".", " ", "\u00a0", "\u202f", "’"];

/** Ways in which people write a figure: "1200", "1,200", "1 200", "1.200", "0.5", "0,5". */
function spellings(figure: number): string[] {
  const [whole = "", part] = String(figure).split(".");
  const grouped = Number(whole).toLocaleString("en-GB");
  const wholes = grouped === whole ? [whole] : [whole, ...GAPS.map((gap) => grouped.replaceAll(",", gap))];
  return part === undefined ? wholes : wholes.flatMap((digits) => [`${digits}.${part}`, `${digits},${part}`]);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const SPACE = "[\u00a0\u202f ]";
/** What stands before a figure that it is a part of: "v" of v120, "1," of 1,120. */
const PART_BEFORE = `(?<![\\p{L}\\p{N}]|\\p{N}[.,’]|\\p{N}${SPACE})`;
/** And after it: ".5" of 120.5, "0" of 1200, " 000" of 120 000. */
const PART_AFTER = `(?!\\p{N}|[.,’]\\p{N}|${SPACE}\\p{N}{3}(?!\\p{N}))`;

/** The figure that is a word of its own in a title, and is no part of another. */
const figurePattern = (figure: number): RegExp =>
  new RegExp(`${PART_BEFORE}(?:${spellings(figure).map(escaped).join("|")})${PART_AFTER}`, "gu");

/** The lengths of time that a title may name, each as people count it. */
const timesOf = (minutes: number | null): number[] =>
  minutes === null ? [] : [minutes, minutes / 60, minutes / 1_440].filter((n) => Number.isInteger(n));

/**
 * A title that somebody chose, with the figures of a condition that is no longer asked for replaced by those of the new one; null when it
 * names none of them, so that there is nothing to put right.
 */
export function retitled(title: string, before: Figures, after: Figures): string | null {
  const pairs: [number, number][] = [[before.target, after.target]];
  const [minutesBefore, minutesAfter] = [timesOf(before.targetMinutes), after.targetMinutes];
  if (minutesAfter !== null)
    for (const time of minutesBefore) pairs.push([time, (minutesAfter * time) / (before.targetMinutes ?? 1)]);
  if (before.holdHours > 0)
    pairs.push([before.holdHours, after.holdHours], [before.holdHours / 24, after.holdHours / 24]);
  const changed = pairs.filter(([from, to]) => from !== to);
  // One after the other, each on what no earlier one has written: 3 becomes 5 and 5 becomes 7, but 3 never becomes 7.
  const found = changed.flatMap(([from, to]) =>
    [...title.matchAll(figurePattern(from))].map((match) => ({
      at: match.index,
      length: match[0].length,
      to: String(Math.round(to * 100) / 100),
    })),
  );
  if (found.length === 0) return null;
  const places = found
    .sort((a, b) => a.at - b.at)
    .filter((place, index, all) => index === 0 || all[index - 1]!.at !== place.at);
  let written = "";
  let end = 0;
  for (const { at, length, to } of places) {
    written += title.slice(end, at) + to;
    end = at + length;
  }
  return written + title.slice(end);
}
