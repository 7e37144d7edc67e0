import { bareNumber, type DurationUnit } from "./duration";

/**
 * What looks wrong in a whole batch although each line can be read: what it is and what to change, on how many values, and some of them.
 */
export type Implausible = { reason: string; n: number; examples: string[] };

/** Fewer values say nothing about a unit. */
const VALUES_MIN = 10;
/** So much of a batch must look alike. */
const NEARLY_ALL = 0.95;
const TEN_MINUTES_MS = 600_000;
const EXAMPLES = 3;

type FieldValues = {
  unit: DurationUnit;
  n: number;
  belowTen: number;
  belowTwo: number;
  withFraction: number;
  wholeFromTen: number;
  endless: number;
  examples: string[];
};

/**
 * How the values of a batch are distributed, field by field: enough to see that a field is written in another unit than its name says, or
 * that no line has a status. Nothing is ever corrected by it. Holds a few counts, however long the batch.
 */
export class BatchValues {
  private readonly fields = new Map<string, FieldValues>();
  private lines = 0;
  private withoutStatus = 0;
  private measuredTwice = 0;
  private upstreamLonger = 0;
  private readonly longerExamples: string[] = [];

  /** A value of a duration field as it was written; only those without a suffix can be mistaken. */
  add(field: string, unit: DurationUnit | null, value: unknown): void {
    const n = unit === null ? null : bareNumber(value);
    if (n === null || n <= 0) return;
    let of = this.fields.get(field);
    if (!of)
      this.fields.set(
        field,
        (of = {
          unit: unit!,
          n: 0,
          belowTen: 0,
          belowTwo: 0,
          withFraction: 0,
          wholeFromTen: 0,
          endless: 0,
          examples: [],
        }),
      );
    of.n += 1;
    const isWhole = Number.isInteger(n);
    if (n < 10) of.belowTen += 1;
    else if (isWhole) of.wholeFromTen += 1;
    if (n < 2) of.belowTwo += 1;
    if (!isWhole) of.withFraction += 1;
    if (unit === "ms" && n > TEN_MINUTES_MS) of.endless += 1;
    if (of.examples.length < EXAMPLES) of.examples.push(`${field}: ${n}`);
  }

  /** A line that can be stored. */
  addLine(row: { status: number | null; latencyMs: number | null; upstreamMs: number | null }): void {
    this.lines += 1;
    if (row.status === null) this.withoutStatus += 1;
    if (row.latencyMs === null || row.upstreamMs === null || row.upstreamMs <= 0) return;
    this.measuredTwice += 1;
    // A clock that is read twice may differ by a moment.
    if (row.upstreamMs <= row.latencyMs * 2 + 5) return;
    this.upstreamLonger += 1;
    if (this.longerExamples.length < EXAMPLES)
      this.longerExamples.push(`whole ${row.latencyMs} ms, service ${row.upstreamMs} ms`);
  }

  /** What looks wrong. */
  judge(): Implausible[] {
    const found: Implausible[] = [];
    for (const [field, of] of this.fields) {
      const doubt = of.n >= VALUES_MIN ? doubtAbout(field, of) : null;
      if (doubt !== null) found.push({ reason: doubt, n: of.n, examples: of.examples });
    }
    if (this.measuredTwice >= VALUES_MIN && this.upstreamLonger >= NEARLY_ALL * this.measuredTwice)
      found.push({
        reason:
          "The service takes longer than the whole request: one of the two durations is in another unit. Write both in ms.",
        n: this.upstreamLonger,
        examples: this.longerExamples,
      });
    if (this.lines >= VALUES_MIN && this.withoutStatus === this.lines)
      found.push({
        reason:
          "No line has a status, so that every request counts as unanswered. Write the status as status.",
        n: this.lines,
        examples: [],
      });
    return found;
  }
}

function doubtAbout(field: string, of: FieldValues): string | null {
  const nearlyAll = NEARLY_ALL * of.n;
  if (
    of.unit === "ms" &&
    of.belowTen >= nearlyAll &&
    of.withFraction >= 0.75 * of.n &&
    of.belowTwo * 2 >= of.n
  )
    return `${field} holds milliseconds, and its values look like seconds. Write milliseconds, or name the field request_time.`;
  if (of.unit === "ms" && of.endless >= nearlyAll)
    return `${field} holds milliseconds, and nearly all its values are over ten minutes. Write milliseconds, or a suffix such as us.`;
  if (of.unit === "s" && of.wholeFromTen >= nearlyAll)
    return `${field} holds seconds, and its values look like milliseconds. Write seconds, or name the field latencyMs.`;
  return null;
}
