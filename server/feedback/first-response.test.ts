import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { answersSince, measureResponses, overdueBefore, type GatheredResponses } from "./first-response";

const NOW = new Date("2026-03-04T12:00:00Z");
const NOTHING: GatheredResponses = {
  tookMinutes: [],
  waiting: 0,
  overdue: 0,
  oldestWaitingAt: null,
  unanswerable: 0,
};
const measure = (given: Partial<GatheredResponses>, targetMinutes = 60) =>
  measureResponses({ ...NOTHING, ...given }, targetMinutes);

describe("what answers come to", () => {
  it.each<[string, Partial<GatheredResponses>, { median: number | null; due: number; share: number | null }]>(
    [
      ["nothing happened", {}, { median: null, due: 0, share: null }],
      ["only reports nobody can know of", { unanswerable: 40 }, { median: null, due: 0, share: null }],
      ["waiting, none due", { waiting: 7 }, { median: null, due: 0, share: null }],
      ["one waits past its target", { waiting: 1, overdue: 1 }, { median: null, due: 1, share: 0 }],
      ["answered in time", { tookMinutes: [10, 30] }, { median: 20, due: 2, share: 100 }],
      ["in whatever order", { tookMinutes: [100, 9, 20] }, { median: 20, due: 3, share: 66 }],
      ["at the target is in time", { tookMinutes: [60] }, { median: 60, due: 1, share: 100 }],
      ["a moment later is not", { tookMinutes: [60.001] }, { median: 60.001, due: 1, share: 0 }],
      [
        "who waits takes no part in the median",
        { tookMinutes: [10, 20, 900], waiting: 9, overdue: 5 },
        { median: 20, due: 8, share: 25 },
      ],
      [
        "a share that misses 80 % by a hair does not read 80 %",
        { tookMinutes: [...Array<number>(799).fill(1), ...Array<number>(201).fill(99)] },
        { median: 1, due: 1000, share: 79 },
      ],
    ],
  )("%s", (_, given, { median, due, share }) => {
    expect(measure(given)).toMatchObject({ medianMinutes: median, due, sharePercent: share });
  });

  const gathered = fc.record({
    tookMinutes: fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { maxLength: 40 }),
    overdue: fc.nat(40),
    notDue: fc.nat(40),
    unanswerable: fc.nat(40),
    target: fc.integer({ min: 1, max: 3_000 }),
  });
  const of = ({
    tookMinutes,
    overdue,
    notDue,
    unanswerable,
  }: {
    tookMinutes: number[];
    overdue: number;
    notDue: number;
    unanswerable: number;
  }) => ({
    tookMinutes,
    overdue,
    waiting: overdue + notDue,
    unanswerable,
  });

  test("one more that waits past its target never raises the share, nor moves the median", () => {
    fc.assert(
      fc.property(gathered, fc.integer({ min: 1, max: 50 }), (given, more) => {
        const [before, after] = [
          measure(of(given), given.target),
          measure(of({ ...given, overdue: given.overdue + more }), given.target),
        ];
        expect(after.sharePercent).toBeLessThanOrEqual(before.sharePercent ?? 100);
        expect(after.due).toBe(before.due + more);
        expect(after.medianMinutes).toBe(before.medianMinutes);
      }),
    );
  });

  test("more that are not due, or cannot be answered from here, change no figure but their own count", () => {
    fc.assert(
      fc.property(gathered, fc.nat(50), fc.nat(50), (given, notDue, unanswerable) => {
        const before = measure(of(given), given.target);
        const after = measure(
          of({ ...given, notDue: given.notDue + notDue, unanswerable: given.unanswerable + unanswerable }),
          given.target,
        );
        expect(after).toEqual({
          ...before,
          waiting: before.waiting + notDue,
          unanswerable: before.unanswerable + unanswerable,
        });
      }),
    );
  });

  test("an answer that came too late is as bad for the share as none", () => {
    fc.assert(
      fc.property(gathered, (given) => {
        const waits = measure(of({ ...given, overdue: given.overdue + 1 }), given.target);
        const late = measure(
          of({ ...given, tookMinutes: [...given.tookMinutes, given.target + 1] }),
          given.target,
        );
        expect(late.sharePercent).toBe(waits.sharePercent);
      }),
    );
  });

  test("a longer target never lowers the share of what was answered", () => {
    fc.assert(
      fc.property(gathered, fc.nat(500), (given, more) => {
        const given0 = { ...of(given), overdue: 0, waiting: 0 };
        expect(measure(given0, given.target + more).sharePercent ?? 0).toBeGreaterThanOrEqual(
          measure(given0, given.target).sharePercent ?? 0,
        );
      }),
    );
  });
});

test("answers count for 24 hours, and a report is overdue once its target has passed", () => {
  expect(answersSince(NOW)).toEqual(new Date("2026-03-03T12:00:00Z"));
  expect(overdueBefore(90, NOW)).toEqual(new Date("2026-03-04T10:30:00Z"));
});
