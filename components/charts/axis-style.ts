/** The look of axes and grids, shared by every chart. */
export const AXIS = {
  tick: { fontSize: 11, fill: "var(--muted-foreground)" },
  tickLine: false,
  axisLine: { stroke: "var(--border)" },
} as const;

export const GRID = { stroke: "var(--chart-grid)", strokeWidth: 1 } as const;

/** The line at the instant that is pointed at. */
export const CURSOR = { stroke: "var(--border-strong)", strokeWidth: 1 } as const;

/** What all vertical axes take unless their labels need more, px: charts that stand over each other then begin at the same place. */
const AXIS_PX = 52;
const CHAR_PX = 6.2;
const LABEL_PAD_PX = 10;

/** Room for a vertical axis, px: the same for all whose labels fit into it, "0.25 %" as much as "1.25 s" and "12k". */
export function axisWidth(labels: readonly string[]): number {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  return Math.max(AXIS_PX, longest * CHAR_PX + LABEL_PAD_PX);
}
