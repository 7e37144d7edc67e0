/**
 * The one reader of moments that others write: log lines, webhooks, posted items and releases, inputs of screens. What is no moment of the
 * calendar is refused with a reason, never rolled over into the next day or month as `new Date` does.
 */
import { z } from "zod";
import { cutText } from "./cut-text";
import { instantsAt, offsetOf } from "./zones";

/**
 * A moment in ms since 1970, or why the text is none, as words that go on after a field's name. The words are of a short list and never
 * hold the text itself, so that refusals can be counted by reason.
 */
export type ReadMoment =
  { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly reason: string };

/** No moment is written in more characters. */
const READ_MAX = 60;
const QUOTED_MAX = 40;
/** What anybody's records may be about; anything else is a slip, or a counter taken for a time. */
const YEAR_MIN = 2000;
const YEAR_MAX = 2100;
const MINUTE_MS = 60_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** ISO 8601 and RFC 3339, extended or basic; blank or `T` between day and clock, point or comma before the fraction. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const ISO_BASIC =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?(Z|[+-]\d{2}(?:\d{2})?)?$/i;
/** The common log format: `[10/Oct/2026:13:55:36 +0200]`. */
const COMMON_LOG = /^\[?(\d{2})\/([a-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})\]?$/i;
/** The date of mails and of HTTP: `Tue, 24 Nov 2026 09:30:00 GMT`. */
const MAIL =
  /^(?:([a-z]{3}), )?(\d{1,2}) ([a-z]{3}) (\d{2,4}) (\d{2}):(\d{2})(?::(\d{2}))? (GMT|UTC|Z|[+-]\d{4})$/i;
/** Day or month first, dots or slashes: nobody can tell which. */
const AMBIGUOUS = /^\d{1,4}[./]\d{1,2}[./]\d{1,4}/;
const SHORT_YEAR = /^'?\d{2}-\d{2}-\d{2}(?!\d)/;
/** Seconds, milli-, micro- or nanoseconds since 1970. */
const COUNTED = /^\d{9,19}(?:\.\d{1,9})?$/;

type Written = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits behind the second. */
  readonly fraction: string;
  readonly zone: string;
};

const no = (reason: string): ReadMoment => ({ ok: false, reason });

/**
 * Reads a moment with a zone: ISO 8601 and RFC 3339 (comma fractions too), the common log format, the date of mails, or a count of
 * seconds, milli-, micro- or nanoseconds since 1970, told apart by their size. A clock without a zone is refused, because it would mean
 * another hour on every machine. A leap second is the last millisecond before midnight UTC.
 * @param value anything: what JSON or a form brought
 */
export function readMoment(value: unknown): ReadMoment {
  if (typeof value === "number") return readCount(value);
  if (typeof value !== "string") return no("is neither a text nor a number");
  if (value.length > READ_MAX) return no(`is longer than any time (${READ_MAX} characters)`);
  const text = value.trim();
  if (text === "") return no("is empty");
  if (COUNTED.test(text)) return readCount(Number(text));
  const iso = ISO.exec(text);
  if (iso) {
    if (iso[4] === undefined) return readDayOnly(iso);
    if (iso[8] === undefined) return no("has no time zone: end it with Z, or with an offset such as +01:00");
    return readWritten(fromNumbers(iso));
  }
  const basic = ISO_BASIC.exec(text);
  if (basic) {
    if (basic[8] === undefined) return no("has no time zone: end it with Z, or with an offset such as +0100");
    return readWritten(fromNumbers(basic));
  }
  const log = COMMON_LOG.exec(text);
  if (log)
    return readWritten(
      fromNumbers(["", log[3], monthOf(log[2]), log[1], log[4], log[5], log[6], "", log[7]]),
    );
  const mail = MAIL.exec(text);
  if (mail) return readMail(mail);
  if (SHORT_YEAR.test(text)) return no("has a year of two digits");
  if (AMBIGUOUS.test(text)) return no("may mean several days: write it as 2026-11-24T09:30:00Z");
  return no("is no time: write it as 2026-11-24T09:30:00Z, or count seconds or milliseconds since 1970");
}

/** Why a text is no moment, with the text, for whoever can fix it. */
export function describeRefusal(value: unknown, reason: string): string {
  return typeof value === "string" || typeof value === "number"
    ? `“${cutText(String(value), QUOTED_MAX)}” ${reason}.`
    : `It ${reason}.`;
}

/** A moment in what others post: what is none is refused with the reason. */
export const PostedMoment = z.union([z.string(), z.number()]).transform((written, context) => {
  const read = readMoment(written);
  if (read.ok) return new Date(read.ms);
  context.addIssue({ code: "custom", message: describeRefusal(written, read.reason) });
  return z.NEVER;
});

/** A moment in a cursor, as PostgreSQL writes it: kept as text, with its microseconds. */
export const MomentKey = z.string().refine((key) => readMoment(key).ok);

/**
 * A moment that we wrote ourselves, out of our own JSON or a cursor.
 * @throws Error when it is none
 */
export function ownMoment(text: string): Date {
  const read = readMoment(text);
  if (!read.ok) throw new Error(`A moment of our own ${read.reason}.`);
  return new Date(read.ms);
}

function readCount(count: number): ReadMoment {
  if (!Number.isFinite(count)) return no("is no number");
  // 1e8 of each unit lies in 1973 and 1e11 in the year 5138: no two units claim the same count.
  const unit = [1_000, 1, 1 / 1_000, 1 / 1_000_000].find(
    (_, index) => count >= 10 ** (8 + 3 * index) && count < 10 ** (11 + 3 * index),
  );
  if (unit === undefined)
    return no("counts neither seconds nor milliseconds, micro- or nanoseconds since 1970");
  return withinYears(Math.round(count * unit));
}

/** `parts`: the text, year, month, day, hour, minute, second, fraction, zone, as digits. */
function fromNumbers(parts: ArrayLike<string | undefined>): Written {
  const at = (index: number) => Number(parts[index] ?? 0);
  return {
    year: at(1),
    month: at(2),
    day: at(3),
    hour: at(4),
    minute: at(5),
    second: at(6),
    fraction: parts[7] ?? "",
    zone: parts[8] ?? "",
  };
}

const monthOf = (name: string | undefined): string => String(MONTHS.indexOf((name ?? "").toLowerCase()) + 1);

function readDayOnly(parts: ArrayLike<string | undefined>): ReadMoment {
  const wrong = whyNoDay(fromNumbers(parts));
  return no(wrong ?? `is a day without a time`);
}

function readMail(parts: ArrayLike<string | undefined>): ReadMoment {
  if (parts[4]?.length !== 4) return no(`has a year of ${parts[4]?.length ?? 0} digits`);
  const written = fromNumbers([
    "",
    parts[4],
    monthOf(parts[3]),
    parts[2],
    parts[5],
    parts[6],
    parts[7],
    "",
    parts[8],
  ]);
  const read = readWritten(written);
  const weekday = parts[1]?.toLowerCase();
  if (!read.ok || weekday === undefined) return read;
  const meant = new Date(Date.UTC(written.year, written.month - 1, written.day)).getUTCDay();
  return WEEKDAYS[meant] === weekday ? read : no("names a weekday that this day is not");
}

/** Days of a month, by the calendar that everybody uses. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function whyNoDay({ year, month, day }: Written): string | null {
  if (month < 1 || month > 12) return "has a month that is none";
  if (day < 1 || day > daysOf(year, month)) return "is no day of the calendar";
  return null;
}

function readWritten(written: Written): ReadMoment {
  const wrong = whyNoDay(written);
  if (wrong) return no(wrong);
  const { hour, minute, second } = written;
  if (hour === 24) return no("has 24 o’clock: write 00:00 of the next day");
  if (hour > 23 || minute > 59 || second > 60) return no("has a time that no clock shows");
  const offsetMinutes = readOffset(written.zone);
  if (offsetMinutes === null) return no("has an offset that no place on earth has");
  const ms = Number(written.fraction.slice(0, 3).padEnd(3, "0"));
  const startMs =
    Date.UTC(written.year, written.month - 1, written.day, hour, minute, Math.min(second, 59)) -
    offsetMinutes * MINUTE_MS;
  if (second < 60) return withinYears(startMs + ms);
  const at = new Date(startMs + 1_000);
  // Leap seconds are the last of a month in UTC, and of no other minute.
  const isLeapSecond = at.getUTCDate() === 1 && at.getUTCHours() === 0 && at.getUTCMinutes() === 0;
  return isLeapSecond ? withinYears(startMs + 999) : no("has a leap second where there is none");
}

/** Minutes that a zone's clocks are ahead of UTC; null where none are. */
function readOffset(zone: string): number | null {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", "") || 0)];
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > (zone.startsWith("-") ? 12 : 14) * 60) return null;
  return zone.startsWith("-") ? -total : total;
}

function withinYears(ms: number): ReadMoment {
  const year = new Date(ms).getUTCFullYear();
  return year >= YEAR_MIN && year < YEAR_MAX
    ? { ok: true, ms }
    : no(`lies outside of the years ${YEAR_MIN} to ${YEAR_MAX - 1}`);
}

/** What a date or date-time field of a browser holds, as numbers; null for what no calendar or clock shows. */
function readField(field: string): Written | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(field);
  if (!parts) return null;
  const written = fromNumbers(parts);
  return whyNoDay(written) || written.hour > 23 || written.minute > 59 || written.second > 59
    ? null
    : written;
}

/**
 * What a date or date-time field of a browser holds (`2026-11-24`, `2026-11-24T09:30`), by the clock of this machine's zone; null for
 * anything else, also for a day that the calendar does not have.
 */
export function readLocalField(field: string): Date | null {
  const written = readField(field);
  if (!written) return null;
  return new Date(written.year, written.month - 1, written.day, written.hour, written.minute, written.second);
}

/**
 * A date-time field, by the clocks of a zone: *none* where it holds no moment, *skipped* where the zone's clocks go past that time, and
 * otherwise the moment; of a time that comes twice, because clocks are put back, the first.
 */
export type ZonedField =
  | { readonly kind: "none" | "skipped" }
  | { readonly kind: "read"; readonly at: Date; readonly isTwice: boolean };

/** Reads a date-time field by the clocks of a zone, which need not be this machine's. @param timeZone an IANA name */
export function readZonedField(field: string, timeZone: string): ZonedField {
  const written = readField(field);
  if (!written) return { kind: "none" };
  const { year, month, day, hour, minute, second } = written;
  const [first, other] = instantsAt(Date.UTC(year, month - 1, day, hour, minute, second), offsetOf(timeZone));
  if (first === undefined) return { kind: "skipped" };
  return { kind: "read", at: new Date(first), isTwice: other !== undefined };
}

/** The moment that a date-time field holds by the clocks of a zone; null where it holds none. */
export function momentInZone(field: string, timeZone: string): Date | null {
  const read = readZonedField(field, timeZone);
  return read.kind === "read" ? read.at : null;
}

/** A moment as a date-time field writes it, to the minute, by the clocks of a zone. */
export function toZonedField(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetOf(timeZone)(at.getTime())).toISOString().slice(0, 16);
}
