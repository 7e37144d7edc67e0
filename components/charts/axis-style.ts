/** The look of axes and grids, shared by every chart. */
export const AXIS = {
  tick: { fontSize: 11, fill: "var(--muted-foreground)" },
  tickLine: false,
  axisLine: { stroke: "var(--border)" },
} as const;

export const GRID = { stroke: "var(--chart-grid)", strokeWidth: 1 } as const;

/** The line at the instant that is pointed at. */
export const CURSOR = { stroke: "var(--border-strong)", strokeWidth: 1 } as const;

/** Room for the longest label of a vertical axis, px. */
export function axisWidth(labels: readonly string[]): number {
  return Math.max(28, Math.max(0, ...labels.map((label) => label.length)) * 6.2 + 10);
}
