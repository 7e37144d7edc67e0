/** One part of a sum, with what it rests on. */
export type Part = { key: string; label: string; value: number; detail?: string };
export type PreparedPart = Part & {
  /** A whole number; the shown parts add up to the shown total exactly. */
  shown: number;
  /** Of the bar's whole length, 0–1; a deduction takes no length. */
  share: number;
  colour: string;
};

export const LIMIT_KEY = "__held";

/**
 * Parts that visibly add up to their total. Whole numbers are made by largest remainder, so no rounding error is left over;
 * where the total was held at a limit the difference is shown as a part of its own rather than hidden.
 */
export function prepareParts(parts: readonly Part[], total: number, max: number): PreparedPart[] {
  const sum = parts.reduce((all, part) => all + part.value, 0);
  const difference = total - sum;
  const all: Part[] =
    Math.abs(difference) >= 0.5
      ? [
          ...parts,
          {
            key: LIMIT_KEY,
            label: difference < 0 ? `Limited to ${Math.round(total)}` : "Raised to the minimum",
            value: difference,
          },
        ]
      : [...parts];
  const shown = roundToSum(
    all.map((part) => part.value),
    Math.round(total),
  );
  const excess = Math.max(
    1,
    all.reduce((length, part) => length + Math.max(0, part.value), 0) / Math.max(1, max),
  );
  return all.map((part, index) => ({
    ...part,
    shown: shown[index] ?? 0,
    share: Math.max(0, part.value) / Math.max(1, max) / excess,
    // Six colours can be told apart; a seventh part is told by its place and its name.
    colour: part.key === LIMIT_KEY || index >= 6 ? "var(--chart-other)" : `var(--chart-${index + 1})`,
  }));
}

function roundToSum(values: readonly number[], total: number): number[] {
  const floors = values.map(Math.floor);
  const order = values
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  let missing = total - floors.reduce((sum, value) => sum + value, 0);
  for (const { index } of order) {
    if (missing <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    missing -= 1;
  }
  return floors;
}
