import type { Condition } from "@/contracts/exit";

type Figures = Pick<Condition, "target" | "targetMinutes" | "holdHours">;

/** Ways in which people write a figure: "1200", "1,200", "1 200", "1.200", "0.5", "0,5". */
function spellings(figure: number): string[] {
  const [whole = "", part] = String(figure).split(".");
  const grouped = whole.length > 3 ? [",", ".", " ", "\u00a0", "\u202f", "’"] : [];
  const wholes = [whole, ...grouped.map((gap) => whole.replace(/\B(?=(\d{3})+$)/g, gap))];
  return part === undefined ? wholes : wholes.flatMap((one) => [`${one}.${part}`, `${one},${part}`]);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The figure where it stands by itself in a title, and is no part of another: 120, but not that of 1,120, 120.5 or v120. */
const figurePattern = (figure: number): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{N}[.,’\u00a0\u202f ])(?:${spellings(figure).map(escaped).join("|")})(?![\\p{N}]|[.,’]\\p{N}|[\u00a0\u202f ]\\p{N}{3}(?!\\p{N}))`,
    "gu",
  );

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
