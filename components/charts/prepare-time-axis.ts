const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const STEPS = [
  MIN,
  5 * MIN,
  10 * MIN,
  15 * MIN,
  30 * MIN,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  365 * DAY,
];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export type TimeTick = { at: number; label: string; isDay: boolean };

/** How far local time is ahead of UTC at a moment, in ms; the reader's is `readerOffset`. */
export type ZoneOffset = (at: number) => number;

/** The zone of the machine this runs on, daylight saving included. */
export const readerOffset: ZoneOffset = (at) => -new Date(at).getTimezoneOffset() * MIN;

/** Marks on a time axis at round local times, at most `maxTicks`: hours within a day, and the date where a day begins. */
export function prepareTimeAxis(from: number, to: number, maxTicks: number, offset: ZoneOffset): TimeTick[] {
  if (!(to > from) || maxTicks < 1) return [];
  const step = STEPS.find((each) => (to - from) / each <= maxTicks) ?? (to - from) / maxTicks;
  const ticks: TimeTick[] = [];
  const first = Math.ceil((from + offset(from)) / step) * step;
  for (let local = first; ; local += step) {
    const at = toInstant(local, offset);
    if (at > to || ticks.length > maxTicks + 1) return ticks;
    if (at >= from) ticks.push(describe(local, at, step));
  }
}

/** The instant at which a wall clock shows `local`. Asked twice, because the offset belongs to the instant and not to the clock. */
function toInstant(local: number, offset: ZoneOffset): number {
  return local - offset(local - offset(local));
}

function describe(local: number, at: number, step: number): TimeTick {
  const clock = new Date(local);
  const isDay = local % DAY === 0;
  const date = `${clock.getUTCDate()} ${MONTHS[clock.getUTCMonth()] ?? ""}`;
  if (step >= DAY) return { at, label: step >= 365 * DAY ? String(clock.getUTCFullYear()) : date, isDay };
  const time = `${String(clock.getUTCHours()).padStart(2, "0")}:${String(clock.getUTCMinutes()).padStart(2, "0")}`;
  return { at, label: isDay ? date : time, isDay };
}
