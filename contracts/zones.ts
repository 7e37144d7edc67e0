/**
 * The one home of days and hours in a time zone: how far its clocks are ahead, when they show a time, and days that are as long as the zone
 * makes them (23, 24, 25 hours, half an hour more or less, or left out). Days of a launch go by the launch's zone.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How far local time is ahead of UTC at a moment, ms. */
export type ZoneOffset = (atMs: number) => number;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, made);
  return made;
}

/** Whether a name is one of a time zone, such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * How far a zone's clocks are ahead of UTC.
 * @param timeZone an IANA name
 * @throws RangeError for a name that is none
 */
export function offsetOf(timeZone: string): ZoneOffset {
  const format = formatOf(timeZone);
  return (atMs) => {
    const part = Object.fromEntries(
      format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(atMs / 1_000) * 1_000;
  };
}

/** The zone of the machine this runs on, daylight saving included. */
export const readerOffset: ZoneOffset = (atMs) => -new Date(atMs).getTimezoneOffset() * MINUTE_MS;

/**
 * The instants at which a zone's clocks show a local time: one, two where clocks went back over it, none where they went past it.
 * @param localMs what the clock shows, as ms of a clock that runs like UTC
 */
export function instantsAt(localMs: number, offset: ZoneOffset): number[] {
  const tried = [offset(localMs - DAY_MS), offset(localMs + DAY_MS)].map((ahead) => localMs - ahead);
  return [...new Set(tried)].filter((at) => at + offset(at) === localMs).sort((a, b) => a - b);
}

/**
 * When a local day begins: at its first midnight, or where there is none, with the first moment after it; null for a day that the zone
 * leaves out.
 * @param localMidnightMs 00:00 of the day, as ms of a clock that runs like UTC
 */
export function dayStart(localMidnightMs: number, offset: ZoneOffset): number | null {
  const [first] = instantsAt(localMidnightMs, offset);
  if (first !== undefined) return first;
  // Clocks are put forward at midnight: the day begins when they are.
  const at = localMidnightMs - offset(localMidnightMs - DAY_MS);
  return Math.floor((at + offset(at)) / DAY_MS) * DAY_MS === localMidnightMs ? at : null;
}

/** The same time by the clock some days later; where clocks go past it, as much later as they do. */
export function addDays(at: Date, days: number, offset: ZoneOffset): Date {
  const local = at.getTime() + offset(at.getTime()) + days * DAY_MS;
  const found = instantsAt(local, offset);
  // Of a time that comes twice the one that is as far ahead of UTC as it was.
  const same = found.find((instant) => offset(instant) === offset(at.getTime()));
  return new Date(same ?? found[0] ?? local - offset(local - DAY_MS));
}

/** How many days lie between two moments by the clock of a zone: from nine to nine is one, however long the night was. */
export function daysBetween(from: Date, to: Date, offset: ZoneOffset): number {
  const local = (at: Date): number => at.getTime() + offset(at.getTime());
  return (local(to) - local(from)) / DAY_MS;
}
