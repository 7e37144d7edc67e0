import { describe, expect, test } from "vitest";
import { arrivedLines, feedWarnings } from "./feed-health";

const tally = (over: Partial<Parameters<typeof feedWarnings>[0]> = {}) => ({
  accepted: 0,
  refused: 0,
  duplicates: 0,
  noAnswer: 0,
  unreadable: 0,
  ...over,
});
const kindsOf = (...of: Parameters<typeof feedWarnings>) =>
  feedWarnings(...of).map((warning) => warning.kind);

describe("a log feed is warned about", () => {
  test("from one line in twenty refused on, of at least a hundred in a day", () => {
    expect(kindsOf(tally({ accepted: 1, refused: 999 }), [])).toEqual(["refused"]);
    expect(kindsOf(tally({ accepted: 95, refused: 5 }), [])).toEqual([]);
    expect(kindsOf(tally({ accepted: 94, refused: 6 }), [])).toEqual(["refused"]);
    expect(kindsOf(tally({ accepted: 0, refused: 99 }), [])).toEqual([]);
    expect(kindsOf(tally({ accepted: 50, duplicates: 60, refused: 6 }), [])).toEqual(["refused"]);
  });

  test("when durations are unreadable, in the same measure", () => {
    expect(kindsOf(tally({ accepted: 100, unreadable: 100 }), [])).toEqual(["unreadable"]);
    expect(kindsOf(tally({ accepted: 1_000, unreadable: 20 }), [])).toEqual([]);
  });

  test("when a batch of the last day looks wrong, however small", () => {
    const note = { kind: "implausible" as const, reason: "latencyMs looks like seconds", lastDay: 12 };
    expect(feedWarnings(tally({ accepted: 48 }), [note])).toEqual([
      { kind: "implausible", n: 12, percent: 25, reason: "latencyMs looks like seconds" },
    ]);
    expect(kindsOf(tally({ accepted: 48 }), [{ ...note, lastDay: 0 }])).toEqual([]);
  });

  test("not at all when nothing arrived, or nothing but no answers and repeats", () => {
    expect(kindsOf(tally(), [])).toEqual([]);
    expect(kindsOf(tally({ accepted: 200, noAnswer: 200, duplicates: 900 }), [])).toEqual([]);
  });

  test("with how many and what share of all that arrived, worst first", () => {
    const notes = [
      { kind: "refused" as const, reason: "ts is missing", lastDay: 60 },
      { kind: "implausible" as const, reason: "no status", lastDay: 30 },
    ];
    expect(
      feedWarnings(tally({ accepted: 110, refused: 60, duplicates: 30, unreadable: 20 }), notes),
    ).toEqual([
      { kind: "refused", n: 60, percent: 30, reason: null },
      { kind: "implausible", n: 30, percent: 15, reason: "no status" },
      { kind: "unreadable", n: 20, percent: 10, reason: null },
    ]);
  });

  test("about a batch of the last day whose lines were counted no more, without a share", () => {
    const note = { kind: "implausible" as const, reason: "no status", lastDay: 3 };
    expect(feedWarnings(tally(), [note])).toEqual([
      { kind: "implausible", n: 3, percent: 0, reason: "no status" },
    ]);
  });

  test("from the hundredth line on, whatever became of the others", () => {
    expect(
      arrivedLines(tally({ accepted: 60, refused: 30, duplicates: 9, noAnswer: 5, unreadable: 7 })),
    ).toBe(99);
    expect(kindsOf(tally({ accepted: 60, refused: 30, duplicates: 9 }), [])).toEqual([]);
    expect(kindsOf(tally({ accepted: 60, refused: 30, duplicates: 10 }), [])).toEqual(["refused"]);
  });
});
