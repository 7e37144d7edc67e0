/** When people order and when they complain: the day and night of the food trade, and the shape of one problem's life. */
import type { Problem } from "./problem";

/** Story hour 0 is eight in the morning in Berlin. */
export const GO_LIVE_HOUR = 8;

/** Reports by hour of the day in Berlin: goods-in at dawn, the office before noon, ordering before the ten o'clock cut-off. */
const REPORTS_BY_HOUR = [
  2, 1, 1, 2, 6, 11, 15, 18, 19, 20, 20, 17, 12, 12, 15, 16, 14, 12, 12, 17, 19, 16, 8, 3,
] as const;

/** Requests by hour of the day in Berlin; the last two hours before the cut-off carry the day. */
const TRAFFIC_BY_HOUR = [
  3, 2, 2, 4, 9, 17, 21, 19, 17, 19, 20, 18, 14, 13, 16, 18, 16, 15, 18, 26, 31, 28, 12, 5,
] as const;

/** Reads a 24-hour table at a fractional hour, with straight lines between the hours. */
function readTable(table: readonly number[], storyHour: number): number {
  const hour = (((storyHour + GO_LIVE_HOUR) % 24) + 24) % 24;
  const from = Math.floor(hour);
  const share = hour - from;
  return (table[from] as number) * (1 - share) + (table[(from + 1) % 24] as number) * share;
}

export const trafficRhythm = (storyHour: number): number => readTable(TRAFFIC_BY_HOUR, storyHour);

/** The day's rhythm, lifted in the first hours of the launch when everybody sees everything for the first time. */
export const reportRhythm = (storyHour: number): number =>
  readTable(REPORTS_BY_HOUR, storyHour) * (1 + 2.4 * Math.exp(-Math.max(0, storyHour) / 8));

/** How loud a problem is at this hour: quick to rise, slow to fade, nothing outside its life. */
export function problemShape(
  problem: Pick<Problem, "startHour" | "peakHour" | "fadeHour">,
  hour: number,
): number {
  const { startHour, peakHour, fadeHour } = problem;
  if (hour < startHour || hour > fadeHour) return 0;
  if (hour < peakHour) return 0.3 + 0.7 * ((hour - startHour) / (peakHour - startHour)) ** 0.6;
  return Math.exp((-2.4 * (hour - peakHour)) / (fadeHour - peakHour));
}

/**
 * Hours at which `count` events fall under a density over [fromHour, toHour], in order; one event per equal share of
 * the area, so that few events show the same shape as many. `jitter` gives uniforms in [0, 1).
 */
export function spread(
  count: number,
  fromHour: number,
  toHour: number,
  density: (hour: number) => number,
  jitter: () => number,
): number[] {
  const bins = Math.max(40, Math.ceil((toHour - fromHour) * 10));
  const width = (toHour - fromHour) / bins;
  const sums: number[] = [];
  let total = 0;
  for (let i = 0; i < bins; i++) {
    total += Math.max(0, density(fromHour + (i + 0.5) * width));
    sums.push(total);
  }
  if (count === 0 || total === 0) return [];
  const hours: number[] = [];
  let bin = 0;
  for (let i = 0; i < count; i++) {
    const wanted = ((i + jitter()) / count) * total;
    while (bin < bins - 1 && (sums[bin] as number) < wanted) bin++;
    hours.push(fromHour + (bin + jitter()) * width);
  }
  return hours.sort((a, b) => a - b);
}
