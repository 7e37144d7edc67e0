import { dayStart, instantsAt, type ZoneOffset } from "@/contracts/zones";

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

/**
 * Marks on a time axis at round local times, at most about `maxTicks`: hours within a day, and the date where a day begins. An hour that a
 * zone's clocks go through twice has two marks, one that they skip has none.
 */
export function prepareTimeAxis(from: number, to: number, maxTicks: number, offset: ZoneOffset): TimeTick[] {
  if (!(to > from) || maxTicks < 1) return [];
  const step = STEPS.find((step) => (to - from) / step <= maxTicks) ?? (to - from) / maxTicks;
  const ticks: TimeTick[] = [];
  const first = Math.floor((from + offset(from)) / step) * step;
  for (
    let local = first - step;
    local <= to + offset(to) + step && ticks.length <= maxTicks + 2;
    local += step
  )
    for (const at of ticksAt(local, step, offset))
      if (at >= from && at <= to) ticks.push(describe(local, at, step));
  return ticks;
}

/** Where a local time is marked: a day once, where it begins; an hour wherever the clocks show it. */
function ticksAt(local: number, step: number, offset: ZoneOffset): number[] {
  if (local % DAY !== 0) return instantsAt(local, offset);
  const start = dayStart(local, offset);
  const again = step < DAY ? instantsAt(local, offset).slice(1) : [];
  return start === null ? [] : [start, ...again];
}

function describe(local: number, at: number, step: number): TimeTick {
  const clock = new Date(local);
  const isDay = local % DAY === 0;
  const date = `${clock.getUTCDate()} ${MONTHS[clock.getUTCMonth()] ?? ""}`;
  if (step >= DAY) return { at, label: step >= 365 * DAY ? String(clock.getUTCFullYear()) : date, isDay };
  const time = `${String(clock.getUTCHours()).padStart(2, "0")}:${String(clock.getUTCMinutes()).padStart(2, "0")}`;
  return { at, label: isDay ? date : time, isDay };
}
