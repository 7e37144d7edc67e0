import { describe, expect, test } from "vitest";
import { RETENTION_KINDS, SetTerm, TERM_BOUNDS } from "@/contracts/retention";
import { cutOffOf, isShorter, nextRunAt, termsOf } from "./retention";

const now = new Date("2026-12-02T10:00:00Z");

describe("which term holds", () => {
  test("without anything set the usual ones, each within its own bounds", () => {
    const terms = termsOf([]);
    for (const kind of RETENTION_KINDS) {
      const { usual, min, max, mayBeKept } = TERM_BOUNDS[kind];
      expect(terms[kind], kind).toBe(usual);
      if (usual === null) expect(mayBeKept, kind).toBe(true);
      else expect(usual >= min && usual <= max, kind).toBe(true);
    }
    expect(terms.items, "reports are kept unless somebody says otherwise").toBeNull();
  });

  test("what the README says is what holds", () => {
    expect(termsOf([])).toEqual({
      log_lines: 35,
      mails: 90,
      raw_bodies: 90,
      sessions: 30,
      refusals: 30,
      failed_jobs: 180,
      unreadable: 180,
      model_calls: 365,
      items: null,
    });
  });

  test.each([
    ["mails", 30, 30],
    ["mails", null, null],
    ["raw_bodies", 7, 7],
    // Set when bounds were others.
    ["log_lines", 400, 90],
    ["log_lines", null, 90],
    ["sessions", 0, 1],
    ["items", 1, 30],
  ] as const)("%s set to %s holds as %s", (kind, days, held) => {
    expect(termsOf([{ kind, days }])[kind]).toBe(held);
  });

  test("a kind of another version changes nothing", () => {
    expect(termsOf([{ kind: "telegrams", days: 1 }])).toEqual(termsOf([]));
  });
});

describe("when a term ends", () => {
  test.each([
    [1, "2026-12-01T10:00:00Z"],
    [35, "2026-10-28T10:00:00Z"],
    // Over a change of clocks a day is still 24 hours.
    [90, "2026-09-03T10:00:00Z"],
    [3_650, "2016-12-04T10:00:00Z"],
  ])("%s days before now", (days, cutOff) => {
    expect(cutOffOf(days, now)).toEqual(new Date(cutOff));
  });

  test.each([
    [false, "2026-12-03T10:00:00Z"],
    [true, "2026-12-02T11:00:00Z"],
  ])("the next run, when something failed: %s", (hasFailed, at) => {
    expect(nextRunAt(now, hasFailed)).toEqual(new Date(at));
  });

  test.each([
    [30, 90, true],
    [30, null, true],
    [90, 90, false],
    [120, 90, false],
    [null, 90, false],
    [null, null, false],
  ])("%s after %s lets go sooner: %s", (after, before, shorter) => {
    expect(isShorter(after, before)).toBe(shorter);
  });
});

describe("what may be set", () => {
  test.each([
    ["log_lines", 1, true],
    ["log_lines", 90, true],
    ["log_lines", 91, false],
    ["log_lines", 0, false],
    ["log_lines", 1.5, false],
    ["log_lines", null, false],
    ["sessions", null, false],
    ["raw_bodies", 6, false],
    ["raw_bodies", 7, true],
    ["raw_bodies", null, true],
    ["items", 29, false],
    ["items", null, true],
    ["telegrams", 30, false],
  ])("%s to %s: %s", (kind, days, ok) => {
    expect(SetTerm.safeParse({ kind, days }).success).toBe(ok);
  });
});
