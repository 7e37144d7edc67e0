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

/** Which flags keep their words when flags stand on one line: a flag that would cover the one before keeps only its mark. */
export function chooseFlags(positions: readonly number[], widthsPx: readonly number[]): boolean[] {
  let end = Number.NEGATIVE_INFINITY;
  return positions.map((x, index) => {
    const isShown = x >= end;
    if (isShown) end = x + (widthsPx[index] ?? 0);
    return isShown;
  });
}
