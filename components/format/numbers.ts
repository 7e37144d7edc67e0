/** Figures as the product writes them. One spelling for each kind, English, with a thin no-break space before units. */

const GAP = "\u202f";
const COUNT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const MINUS = "−";
const BY_DIGITS = new Map<number, Intl.NumberFormat>();

/** The unit of a figure, as exit criteria and charts name it. */
export type Unit = "count" | "percent" | "ms" | "minutes" | "none";

/**
 * A count. Counting stops somewhere in large lists: `isCapped` says that there are at least this many, and the count then
 * reads "10k+"; otherwise it is exact ("12,408").
 */
export function formatCount(count: number, isCapped = false): string {
  if (!isCapped) return signed(COUNT.format(count));
  return count < 1_000 ? `${COUNT.format(count)}+` : `${formatCompact(Math.floor(count / 1_000) * 1_000)}+`;
}

/** A count where space is short: "940", "1.2k", "38k", "1.4M". For axes and chips; lists and figures use `formatCount`. */
export function formatCompact(count: number): string {
  const size = Math.abs(count);
  if (size < 1_000) return signed(trim(count, size < 10 && !Number.isInteger(count) ? 1 : 0));
  // Rounding decides the unit, so that 999,950 reads 1M and never 1000k.
  const [divisor, suffix] =
    size < 999_500 ? [1_000, "k"] : size < 999_500_000 ? [1_000_000, "M"] : [1_000_000_000, "B"];
  const value = count / divisor;
  return `${signed(trim(value, Math.abs(value) < 9.95 ? 1 : 0))}${suffix}`;
}

/** A size: "940 B", "1.2 kB", "38 MB"; a kB has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const [divisor, unit] =
    bytes < 999.5
      ? [1, "B"]
      : bytes < 999_500
        ? [1e3, "kB"]
        : bytes < 999_500_000
          ? [1e6, "MB"]
          : [1e9, "GB"];
  const value = bytes / divisor;
  return `${trim(value, divisor > 1 && value < 9.95 ? 1 : 0)}${GAP}${unit}`;
}

/** A share, 0–1, as a percentage: "0.4 %", "12 %", "<0.1 %". */
export function formatShare(share: number): string {
  return formatPercent(share * 100);
}

/** A percentage, 0–100. One decimal below ten, where it matters; a trace is never written as zero. */
export function formatPercent(percent: number): string {
  if (percent !== 0 && Math.abs(percent) < 0.05) return `${percent < 0 ? `>${MINUS}` : "<"}0.1${GAP}%`;
  return `${signed(trim(percent, Math.abs(percent) < 9.95 ? 1 : 0))}${GAP}%`;
}

/** A latency: "84 ms", "1.24 s", "2 min 5 s". */
export function formatMs(ms: number): string {
  if (ms !== 0 && ms < 0.5) return `<1${GAP}ms`;
  if (ms < 999.5) return `${Math.round(ms)}${GAP}ms`;
  if (ms < 59_950) return `${trim(ms / 1_000, ms < 9_995 ? 2 : 1)}${GAP}s`;
  return formatDuration(ms);
}

/** A length of time, its two largest parts: "45 s", "12 min", "3 h 20 min", "1 d 4 h". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds}${GAP}s`;
  const minutes = seconds < 600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  if (minutes < 10) return pair(minutes, "min", seconds - minutes * 60, "s");
  if (minutes < 60) return `${minutes}${GAP}min`;
  if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return pair(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** A length of time given in minutes. */
export function formatMinutes(minutes: number): string {
  return formatDuration(minutes * 60_000);
}

/** A figure in its unit, or a dash when it is not known. */
export function formatFigure(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  switch (unit) {
    case "count":
      return formatCount(Math.round(value));
    case "percent":
      return formatPercent(value);
    case "ms":
      return formatMs(value);
    case "minutes":
      return formatMinutes(value);
    case "none":
      return trim(value, 2);
  }
}

/** A change between two figures in words: "+12 %", "−31 %", "no change"; null when there is nothing to compare with. */
export function formatChange(before: number, after: number): string | null {
  if (before === 0) return after === 0 ? "no change" : null;
  const change = ((after - before) / Math.abs(before)) * 100;
  if (Math.abs(change) < 0.5) return "no change";
  return `${change > 0 ? "+" : MINUS}${COUNT.format(Math.abs(change))}${GAP}%`;
}

/** A noun with its count: "1 item", "12 items". */
export function formatNoun(
  count: number,
  singular: string,
  plural = `${singular}s`,
  isCapped = false,
): string {
  return `${formatCount(count, isCapped)} ${count === 1 && !isCapped ? singular : plural}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${GAP}${largeUnit}` : `${large}${GAP}${largeUnit} ${small}${GAP}${smallUnit}`;
}

function trim(value: number, digits: number): string {
  // Making a format costs more than all the rest of a table's cell.
  const format = BY_DIGITS.get(digits) ?? new Intl.NumberFormat("en-GB", { maximumFractionDigits: digits });
  BY_DIGITS.set(digits, format);
  return format.format(value);
}

function signed(text: string): string {
  return text.replace("-", MINUS);
}
