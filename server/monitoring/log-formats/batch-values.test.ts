import { describe, expect, test } from "vitest";
import { BatchValues } from "./batch-values";
import type { DurationUnit } from "./duration";

const judged = (field: string, unit: DurationUnit | null, values: readonly unknown[]) => {
  const batch = new BatchValues();
  for (const value of values) batch.add(field, unit, value);
  return batch.judge();
};
const times = <T>(n: number, of: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => of(index));
const line = (
  over: { status?: number | null; latencyMs?: number | null; upstreamMs?: number | null } = {},
) => ({
  status: 200,
  latencyMs: null,
  upstreamMs: null,
  ...over,
});
const judgedLines = (lines: readonly ReturnType<typeof line>[]) => {
  const batch = new BatchValues();
  for (const each of lines) batch.addLine(each);
  return batch.judge();
};

const SECONDS =
  "latencyMs holds milliseconds, and its values look like seconds. Write milliseconds, or name the field request_time.";
const ENDLESS =
  "latencyMs holds milliseconds, and nearly all its values are over ten minutes. Write milliseconds, or a suffix such as us.";
const MILLISECONDS =
  "request_time holds seconds, and its values look like milliseconds. Write seconds, or name the field latencyMs.";

describe("a duration field in another unit than its name says", () => {
  test("is told with how many values and some of them", () =>
    expect(
      judged(
        "latencyMs",
        "ms",
        times(12, (index) => (5 + index) / 100),
      ),
    ).toEqual([
      { reason: SECONDS, n: 12, examples: ["latencyMs: 0.05", "latencyMs: 0.06", "latencyMs: 0.07"] },
    ]));

  test.each<[string, DurationUnit, readonly unknown[], string]>([
    ["ten fractions below two", "ms", times(10, () => 0.024), SECONDS],
    ["written as text", "ms", times(10, () => "0.024"), SECONDS],
    ["one in twenty of ten and more", "ms", [...times(19, () => 0.5), 10], SECONDS],
    ["a quarter without a fraction", "ms", [...times(30, () => 0.5), ...times(10, () => 1)], SECONDS],
    ["half of two and more", "ms", [...times(10, () => 0.5), ...times(10, () => 2.5)], SECONDS],
    ["over ten minutes", "ms", times(10, () => 600_001), ENDLESS],
    ["nearly all over ten minutes", "ms", [...times(19, () => 3_000_000), 12], ENDLESS],
    ["whole from ten", "s", times(10, () => 10), MILLISECONDS],
    ["nearly all whole from ten", "s", [...times(19, () => 240), 0.5], MILLISECONDS],
  ])("%s", (_, unit, values, reason) =>
    expect(judged(unit === "s" ? "request_time" : "latencyMs", unit, values)).toEqual([
      expect.objectContaining({ reason, n: values.length }),
    ]),
  );

  test.each<[string, DurationUnit | null, readonly unknown[]]>([
    ["nine values", "ms", times(9, () => 0.024)],
    ["two in twenty of ten and more", "ms", [...times(18, () => 0.5), 10, 10]],
    ["more than a quarter without a fraction", "ms", [...times(29, () => 0.5), ...times(11, () => 1)]],
    ["more than half of two and more", "ms", [...times(9, () => 0.5), ...times(11, () => 2.5)]],
    ["two itself", "ms", [...times(9, () => 0.5), ...times(6, () => 2.5), ...times(5, () => 2)]],
    ["ten minutes", "ms", times(20, () => 600_000)],
    ["two in twenty not over ten minutes", "ms", [...times(18, () => 3_000_000), 12, 12]],
    ["long times in seconds", "s", times(20, () => 700_000.5)],
    ["fractions from ten", "s", times(20, () => 12.5)],
    ["whole below ten", "s", times(20, () => 9)],
    ["two in twenty below ten", "s", [...times(18, () => 240), 0.5, 0.5]],
    ["short times in seconds", "s", times(20, () => 0.024)],
    ["microseconds", "us", [...times(20, () => 0.5), ...times(20, () => 700_000)]],
    ["no unit", null, times(20, () => 0.024)],
    ["values with a suffix", "ms", times(20, () => "0.024s")],
    ["nothing", "ms", [...times(20, () => 0), ...times(20, () => -1), ...times(9, () => 0.024)]],
  ])("is not suspected: %s", (_, unit, values) =>
    expect(judged(unit === "s" ? "request_time" : "latencyMs", unit, values)).toEqual([]),
  );

  test("is judged field by field", () => {
    const batch = new BatchValues();
    for (let index = 0; index < 10; index++) {
      batch.add("latencyMs", "ms", 0.024);
      batch.add("gatewayMs", "ms", 12);
      batch.add("request_time", "s", 240);
    }
    expect(batch.judge().map(({ reason }) => reason)).toEqual([SECONDS, MILLISECONDS]);
  });
});

describe("lines that look wrong together", () => {
  const TWICE =
    "The service takes longer than the whole request: one of the two durations is in another unit. Write both in ms.";
  const longer = { latencyMs: 0.25, upstreamMs: 240 };

  test("where the service takes longer than the whole", () =>
    expect(judgedLines(times(10, () => line(longer)))).toEqual([
      {
        reason: TWICE,
        n: 10,
        examples: times(3, () => "whole 0.25 ms, service 240 ms"),
      },
    ]));

  test("in nineteen of twenty, which is enough, and not in eighteen", () => {
    const fine = line({ latencyMs: 12, upstreamMs: 10 });
    expect(judgedLines([...times(19, () => line(longer)), fine])).toEqual([
      expect.objectContaining({ reason: TWICE, n: 19 }),
    ]);
    expect(judgedLines([...times(18, () => line(longer)), fine, fine])).toEqual([]);
  });

  test.each([
    ["nine lines", times(9, () => line(longer))],
    ["a clock read twice", times(20, () => line({ latencyMs: 10, upstreamMs: 25 }))],
    ["no service", times(20, () => line({ latencyMs: 1, upstreamMs: 0 }))],
    ["no whole", times(20, () => line({ latencyMs: null, upstreamMs: 240 }))],
    ["no time of the service", times(20, () => line({ latencyMs: 240 }))],
    ["nothing at all", []],
  ])("are not those with %s", (_, lines) => expect(judgedLines(lines)).toEqual([]));

  test("from just more than twice the whole and five milliseconds", () =>
    expect(judgedLines(times(10, () => line({ latencyMs: 10, upstreamMs: 25.1 })))).toHaveLength(1));

  test("where none has a status, of ten at least", () => {
    const without = times(10, () => line({ status: null }));
    expect(judgedLines(without)).toEqual([
      {
        reason:
          "No line has a status, so that every request counts as unanswered. Write the status as status.",
        n: 10,
        examples: [],
      },
    ]);
    expect(judgedLines(without.slice(1))).toEqual([]);
    expect(judgedLines([...without, line()])).toEqual([]);
  });
});
