import { describe, expect, test } from "vitest";
import {
  DURATION_FIELDS,
  measureOf,
  NO_WITNESS,
  witnessed,
  type DurationWitness,
  type Measure,
} from "./duration-fields";

const listening = () => {
  const given: unknown[] = [];
  const witness: DurationWitness = {
    measured: (...of) => given.push(["measured", ...of]),
    unreadable: (...of) => given.push(["unreadable", ...of]),
  };
  return { given, witness };
};

test.each(
  (Object.keys(DURATION_FIELDS) as Measure[]).flatMap((measure) =>
    DURATION_FIELDS[measure].map(([name, unit]): [Measure, string, string | null] => [measure, name, unit]),
  ),
)("%s is read from %s, a number in %s", (measure, name, unit) => {
  const ms = { s: 2_000, ms: 2, us: 0.002 }[unit ?? ""] ?? null;
  expect(measureOf({ [name]: 2 }, measure, NO_WITNESS)).toBe(ms);
  expect(measureOf({ [name]: "2s" }, measure, NO_WITNESS)).toBe(2_000);
});

describe("a measure", () => {
  test("is the first of its names that holds one, and the witness hears of that alone", () => {
    const { given, witness } = listening();
    const entry = { latencyMs: null, latency_ms: "-", request_time: 0.25, latency_us: 7 };
    expect(measureOf(entry, "latencyMs", witness)).toBe(250);
    expect(given).toEqual([["measured", "request_time", "s", 0.25]]);
  });

  test("that can't be read is none, whatever its other names hold", () => {
    const { given, witness } = listening();
    expect(measureOf({ duration_ms: "fast", request_time: 0.25 }, "latencyMs", witness)).toBeNull();
    expect(given).toEqual([["unreadable", "duration_ms", "fast"]]);
  });

  test("that was not taken is none, and nobody is told", () => {
    const { given, witness } = listening();
    expect(measureOf({ latencyMs: -1 }, "latencyMs", witness)).toBeNull();
    expect(measureOf({}, "latencyMs", witness)).toBeNull();
    expect(witnessed("latencyMs", "ms", "-", witness)).toBeUndefined();
    expect(given).toEqual([]);
  });
});
