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

/** A flag's place on its line, px: where it is marked, and where its words would end. */
export type FlagSpan = { x: number; start: number; end: number };

/** Flags that are drawn as one, as indexes of what was given, and where their words stand. */
export type FlagGroup = { members: number[]; start: number; end: number };

/**
 * Flags that stand on one line, put together where their words would cover each other, so that none is left without words: several are
 * drawn as one flag that opens to the list. Left to right; a group is as wide as `widthOf` says, and none ends beyond `max`.
 */
export function groupFlags(
  spans: readonly FlagSpan[],
  widthOf: (members: readonly number[]) => number,
  max: number,
): FlagGroup[] {
  const groups: FlagGroup[] = spans
    .map((span, index) => ({ span, group: { members: [index], start: span.start, end: span.end } }))
    .sort((a, b) => a.span.x - b.span.x)
    .map(({ group }) => group);
  let index = 1;
  while (index < groups.length) {
    const [left, right] = [groups[index - 1]!, groups[index]!];
    if (right.start >= left.end) {
      index += 1;
      continue;
    }
    const members = [...left.members, ...right.members];
    const width = widthOf(members);
    const start = Math.min(left.start, right.start, max - width);
    groups.splice(index - 1, 2, { members, start, end: start + width });
    // It may reach the one before it now.
    index = Math.max(1, index - 1);
  }
  return groups;
}
