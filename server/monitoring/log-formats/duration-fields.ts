import type { Fields } from "./log-row";
import { readDuration, type DurationUnit } from "./duration";

/** The measures of a request, and the names under which each is read, with the unit that a number without a suffix has there. */
export const DURATION_FIELDS = {
  latencyMs: [
    ["latencyMs", "ms"],
    ["latency_ms", "ms"],
    ["durationMs", "ms"],
    ["duration_ms", "ms"],
    ["request_time", "s"],
    ["requestTime", "s"],
    ["latency_us", "us"],
    ["latencyUs", "us"],
    ["duration_us", "us"],
    ["latency", null],
    ["duration", null],
  ],
  upstreamMs: [
    ["upstreamMs", "ms"],
    ["upstream_ms", "ms"],
    ["upstream_response_time", "s"],
    ["upstreamResponseTime", "s"],
    ["upstream_us", "us"],
  ],
  gatewayMs: [
    ["gatewayMs", "ms"],
    ["gateway_ms", "ms"],
  ],
  firstByteMs: [
    ["firstByteMs", "ms"],
    ["first_byte_ms", "ms"],
    ["ttfbMs", "ms"],
    ["ttfb_ms", "ms"],
    ["upstream_header_time", "s"],
    ["upstreamHeaderTime", "s"],
    ["response_duration", "ms"],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [string, DurationUnit | null])[]>>;

export type Measure = keyof typeof DURATION_FIELDS;

/** What a line's durations are told to while it is read: how each value was written, and what became of it. */
export type DurationWitness = {
  measured(field: string, unit: DurationUnit | null, value: unknown): void;
  unreadable(field: string, value: unknown): void;
};
export const NO_WITNESS: DurationWitness = { measured: () => undefined, unreadable: () => undefined };

/** A measure of a line in ms, by the first of its names that holds one; null when none was taken, or it can't be read. */
export function measureOf(entry: Fields, measure: Measure, witness: DurationWitness): number | null {
  for (const [field, unit] of DURATION_FIELDS[measure]) {
    const value = entry[field];
    if (value === undefined || value === null) continue;
    const ms = witnessed(field, unit, value, witness);
    if (ms !== undefined) return ms;
  }
  return null;
}

/** One duration in ms, null when it can't be read; undefined when nothing was measured. What it was is told to the witness. */
export function witnessed(
  field: string,
  unit: DurationUnit | null,
  value: unknown,
  witness: DurationWitness,
): number | null | undefined {
  const ms = readDuration(value, unit);
  if (ms === null) return undefined;
  if (ms === "unreadable") {
    witness.unreadable(field, value);
    return null;
  }
  witness.measured(field, unit, value);
  return ms;
}
