import { describe, expect, it } from "vitest";
import { isAboutSeen, kindOfPress, mayRun, NEVER_PRESSED, type PressKind } from "./press-guard";

type Event = { at: number; is: "down" | "up" | "repeat" };

/** The kinds of the presses among events of one key, as they would be told apart in a browser. */
function kindsOf(events: readonly Event[]): PressKind[] {
  let history = NEVER_PRESSED;
  return events.flatMap(({ at, is }) => {
    if (is === "up") {
      history = { ...history, isDown: false, lastUpAt: at };
      return [];
    }
    const kind = kindOfPress(history, at, is === "repeat");
    history = { ...history, isDown: true, lastDownAt: at };
    return [kind];
  });
}
const down = (at: number): Event => ({ at, is: "down" });
const up = (at: number): Event => ({ at, is: "up" });
const repeats = (from: number, to: number, is: "down" | "repeat"): Event[] =>
  Array.from({ length: Math.floor((to - from) / 33) }, (_, index) => ({ at: from + index * 33, is }));
const pairs = (from: number, to: number): Event[] =>
  repeats(from, to, "down").flatMap(({ at }) => [down(at), up(at + 12)]);

describe("D1: a key that decides has to be let go first", () => {
  it.each<[string, Event[], number]>([
    ["one press", [down(0), up(80)], 1],
    ["held for 0.9 s", [down(0), ...repeats(500, 900, "repeat"), up(900)], 1],
    ["held, and repeated without the browser's flag", [down(0), ...repeats(500, 900, "down"), up(900)], 1],
    ["held, and repeated as pairs of down and up", [down(0), up(499), ...pairs(500, 900)], 1],
    ["pairs from the first moment on", pairs(0, 900), 1],
    ["a bounce of 20 ms", [down(0), up(60), down(80), up(140)], 1],
    ["a bounce of 150 ms", [down(0), up(60), down(210), up(270)], 1],
    ["two presses 240 ms apart", [down(0), up(60), down(300), up(360)], 1],
    ["two presses with a rest between them", [down(0), up(60), down(400), up(460)], 2],
    ["a key whose coming up was lost with the focus", [down(0), down(5_000), up(5_060)], 2],
    ["drumming on a key", [0, 180, 360, 540].flatMap((at) => [down(at), up(at + 70)]), 1],
  ])("%s", (_name, events, decisions) => {
    const decided = kindsOf(events).filter((kind) => mayRun(kind, { isRepeatable: false, isDeciding: true }));
    expect(decided).toHaveLength(decisions);
  });
});

describe("what moves", () => {
  it.each<[string, Event[]]>([
    ["goes on while a key is held", [down(0), ...repeats(500, 900, "repeat")]],
    ["goes on where held keys come as pairs", [down(0), up(499), ...pairs(500, 900)]],
  ])("%s", (_name, events) => {
    const kinds = kindsOf(events);
    expect(kinds.filter((kind) => mayRun(kind, { isRepeatable: true, isDeciding: false }))).toEqual(kinds);
  });
});

it.each([
  ["own", true],
  ["bounce", true],
  ["held", false],
] as const)("what only opens something may follow quickly, and is not repeated: %s", (kind, expected) =>
  expect(mayRun(kind, { isRepeatable: false, isDeciding: false })).toBe(expected),
);

describe("D1: a decision is about what was in front of the person", () => {
  it.each([
    ["an issue that has been there for a while", { now: 10_000, shownAt: 4_000, clicks: 1 }, true],
    ["one that has been there for 300 ms", { now: 10_000, shownAt: 9_700, clicks: 1 }, true],
    ["one that came 299 ms ago", { now: 10_000, shownAt: 9_701, clicks: 1 }, false],
    ["one that comes in this moment", { now: 10_000, shownAt: 10_000, clicks: 0 }, false],
    ["the second click of a double click", { now: 10_000, shownAt: 4_000, clicks: 2 }, false],
    ["the third click", { now: 10_000, shownAt: 4_000, clicks: 3 }, false],
    ["issues that the person has selected", { now: 10_000, shownAt: null, clicks: 1 }, true],
    ["a second click on those", { now: 10_000, shownAt: null, clicks: 2 }, false],
  ])("%s", (_name, press, expected) => expect(isAboutSeen(press)).toBe(expected));
});
