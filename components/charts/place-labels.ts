/**
 * Moves labels that stand beside their line apart until none overlap, as little as possible and inside `min`…`max`.
 * Positions in px, in the order given; the order along the axis is kept. Null when they cannot all fit.
 */
export function placeLabels(
  wanted: readonly number[],
  gapPx: number,
  min: number,
  max: number,
): number[] | null {
  if ((wanted.length - 1) * gapPx > max - min) return null;
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = new Array<number>(wanted.length).fill(0);
  let floor = min;
  for (const index of order) {
    const at = Math.max(wanted[index] ?? 0, floor);
    placed[index] = at;
    floor = at + gapPx;
  }
  let ceiling = max;
  for (const index of [...order].reverse()) {
    const at = Math.min(placed[index] ?? 0, ceiling);
    placed[index] = at;
    ceiling = at - gapPx;
  }
  return placed;
}

/** A flag's place on its line, px; what matters more gets its words first. */
export type FlagSpan = { start: number; end: number; isImportant: boolean };

/** Which flags keep their words when flags stand on one line: none that would cover another's; the rest keep their mark. */
export function chooseFlags(spans: readonly FlagSpan[]): boolean[] {
  const chosen = new Array<boolean>(spans.length).fill(false);
  for (const isImportant of [true, false]) {
    spans.forEach((span, index) => {
      if (span.isImportant !== isImportant) return;
      chosen[index] = spans.every(
        (other, index) => chosen[index] !== true || span.end <= other.start || span.start >= other.end,
      );
    });
  }
  return chosen;
}
