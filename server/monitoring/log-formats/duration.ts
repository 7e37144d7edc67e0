/**
 * Durations as gateways write them. A suffix says the unit; without one the field does. What can be meant in two ways is not read: a
 * figure that is wrong by a thousand is worse than one that is missing and said to be.
 */

export type DurationUnit = "s" | "ms" | "us";
/** ms; null when nothing was measured; "unreadable" when something was written that can't be read, or be meant in two ways. */
export type DurationReading = number | null | "unreadable";

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  msec: 1,
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};
/** What gateways and shippers write where there was nothing to measure. */
const NOTHING = new Set(["", "-", "--", "null", "nil", "none", "undefined", "n/a", "-1"]);
/** Nobody measures a request that took longer than a day. */
const LONGEST_MS = 86_400_000;
/** A list of tries longer than this was not written by a gateway, nor was a text of so many characters. */
const PARTS_MAX = 32;
const CHARS_MAX = 200;

const PLAIN = /^\d+(?:\.\d+)?$/;
const DECIMAL = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const WITH_UNIT = /^([\d.,]+(?:e[+-]?\d{1,3})?) ?([a-zµμ]+)$/i;
const GO_PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|h|m|s)/y;
const ISO = /^PT(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?$/i;
const CLOCK = /^(\d{1,2}):([0-5]\d):([0-5]\d(?:[.,]\d{1,9})?)$/;
const COMMA_GROUPS = /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$/;
const POINT_GROUPS = /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;
const DECIMAL_COMMA = /^(\d+),(\d+)$/;

/**
 * A duration in ms. Understood beside plain numbers: suffixes ("4001ms", "350 µs"), Go ("1m2.5s"), ISO 8601 ("PT0.35S"), a clock
 * ("00:00:01.250"), decimal commas ("0,95"), and lists of tries (nginx's "0.002, 4.1", "-, 1.394", "0.001 : 0.002"; JSON arrays), which
 * add up. Negative, endless and longer than a day is unreadable; −1 is how Kong and HAProxy say that nothing was measured.
 * @param unit what a number without a suffix means; null where the field does not say
 */
export function readDuration(value: unknown, unit: DurationUnit | null): DurationReading {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return value === -1 ? null : within(inUnit(value, unit));
  if (Array.isArray(value)) return sumOf(value, (part) => readPart(part, unit));
  if (typeof value !== "string" || value.length > CHARS_MAX) return "unreadable";
  if (PLAIN.test(value)) return within(inUnit(Number(value), unit));
  const text = value.replace(/\s+/g, " ").trim();
  return sumOf(partsOf(text), (part) => readText(part, unit));
}

/** The number that a value is without any suffix, in the unit of its field; null for everything else. */
export function bareNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.length <= 20 && PLAIN.test(value) ? Number(value) : null;
}

const within = (ms: number): DurationReading => (ms >= 0 && ms <= LONGEST_MS ? ms : "unreadable");

const inUnit = (n: number, unit: string | null): number =>
  unit === null ? (n === 0 ? 0 : Number.NaN) : n * (UNIT_MS[unit] ?? Number.NaN);

const readPart = (part: unknown, unit: DurationUnit | null): DurationReading =>
  Array.isArray(part) ? "unreadable" : readDuration(part, unit);

function sumOf<Part>(parts: readonly Part[], read: (part: Part) => DurationReading): DurationReading {
  if (parts.length > PARTS_MAX) return "unreadable";
  let sum: number | null = null;
  for (const part of parts) {
    const ms = read(part);
    if (ms === "unreadable") return ms;
    if (ms !== null) sum = (sum ?? 0) + ms;
  }
  return sum === null ? null : within(sum);
}

/** The tries of a list; a text that is none is its only part. Commas within a part are the number's own. */
function partsOf(text: string): string[] {
  return text.split(" : ").flatMap((group) => {
    if (group.includes(", ")) return group.split(", ");
    if (group.includes(" ,")) return group.split(" ,");
    for (const separator of [",", ":"]) {
      const parts = group.split(separator);
      // Two points can't stand in one number, and a dash in none.
      if (parts.length > 1 && parts.every((part) => part === "-" || part.includes("."))) return parts;
    }
    return [group];
  });
}

function readText(text: string, unit: DurationUnit | null): DurationReading {
  const word = text.trim();
  if (NOTHING.has(word.toLowerCase())) return null;
  const bare = readNumber(word);
  if (bare !== null) return within(inUnit(bare, unit));
  const suffixed = WITH_UNIT.exec(word);
  if (suffixed) {
    const n = readNumber(suffixed[1]!);
    const ms = UNIT_MS[suffixed[2]!.toLowerCase()];
    return n === null || ms === undefined ? "unreadable" : within(n * ms);
  }
  const clock = ISO.exec(word) ?? CLOCK.exec(word);
  if (clock?.slice(1).some(Boolean)) {
    // A part that is not written is a group that did not take part.
    const parts: (string | undefined)[] = clock.slice(1);
    const [hours = 0, minutes = 0, seconds = 0] = parts.map((n) => Number((n ?? "0").replace(",", ".")));
    return within(((hours * 60 + minutes) * 60 + seconds) * 1_000);
  }
  return readGo(word);
}

/** `time.Duration` as Go prints it: "1h2m3.5s". */
function readGo(text: string): DurationReading {
  let ms = 0;
  GO_PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = GO_PART.lastIndex) {
    const part = GO_PART.exec(text);
    if (!part) return "unreadable";
    ms += Number(part[1]) * UNIT_MS[part[2]!]!;
  }
  return within(ms);
}

/** A number with a decimal point or comma, with or without groups of thousands; null for "1,234", which may be both. */
function readNumber(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  if (COMMA_GROUPS.test(text)) return Number(text.replaceAll(",", ""));
  if (POINT_GROUPS.test(text)) return Number(text.replaceAll(".", "").replace(",", "."));
  const comma = DECIMAL_COMMA.exec(text);
  if (!comma) return null;
  const [, whole = "", fraction = ""] = comma;
  const isGroup = fraction.length === 3 && whole.length <= 3 && !whole.startsWith("0");
  return isGroup ? null : Number(`${whole}.${fraction}`);
}
