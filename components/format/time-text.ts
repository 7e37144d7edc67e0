import { FALLBACK_LANGUAGE, type Language } from "@/contracts/languages";

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const GAP = "\u202f";

/** How a moment is written. `relative` turns into a date after a week. */
export type TimeStyle = "relative" | "datetime" | "date" | "time";

/**
 * A moment as text for a reader at `now` in `timeZone` (IANA name; undefined is the machine's own).
 * Times are 24-hour; the year is written only when it is not the reader's.
 * @param language of the page; how long ago it was (`relative`) is written in English only
 */
export function formatTime(
  at: number,
  style: TimeStyle,
  now: number,
  timeZone?: string,
  language: Language = FALLBACK_LANGUAGE,
): string {
  if (style === "relative") {
    const near = formatAgo(at, now);
    if (near !== null) return near;
  }
  const hasYear = yearOf(at, timeZone) !== yearOf(now, timeZone);
  const date: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    ...(hasYear ? { year: "numeric" } : {}),
  };
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = style === "time" ? time : style === "datetime" ? { ...date, ...time } : date;
  return intl({ ...parts, ...zone(timeZone) }, language).format(at);
}

/** The exact moment with seconds and zone, for the title. */
export function formatExactTime(
  at: number,
  timeZone?: string,
  language: Language = FALLBACK_LANGUAGE,
): string {
  const parts: Intl.DateTimeFormatOptions = {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  };
  return intl({ ...parts, ...zone(timeZone) }, language).format(at);
}

/** "just now", "4 min ago", "in 3 h", "2 d ago"; null when the moment is a week away or more. */
function formatAgo(at: number, now: number): string | null {
  const away = Math.abs(now - at);
  if (away < 45_000) return "just now";
  const text =
    away < 59.5 * MIN
      ? `${Math.max(1, Math.round(away / MIN))}${GAP}min`
      : away < 23.5 * HOUR
        ? `${Math.round(away / HOUR)}${GAP}h`
        : away < 7 * DAY
          ? `${Math.max(1, Math.round(away / DAY))}${GAP}d`
          : null;
  if (text === null) return null;
  return at > now ? `in ${text}` : `${text} ago`;
}

const zone = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });
const yearOf = (at: number, timeZone: string | undefined) =>
  intl({ year: "numeric", ...zone(timeZone) }).format(at);

const cache = new Map<string, Intl.DateTimeFormat>();
/** Making a formatter costs far more than using one, and lists use the same few thousands of times. */
function intl(
  options: Intl.DateTimeFormatOptions,
  language: Language = FALLBACK_LANGUAGE,
): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
  cache.set(key, made);
  return made;
}
