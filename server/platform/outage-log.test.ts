import { describe, expect, it } from "vitest";
import { countFailure, isOver, kindOfSurprise, type Outage } from "./outage-log";

/** The lines that failures at these moments (ms) leave, each with how many went unwritten before it. */
function linesOf(momentsMs: readonly number[]): [number, number][] {
  let outage: Outage | undefined;
  return momentsMs.flatMap((atMs): [number, number][] => {
    const counted = countFailure(outage, atMs);
    outage = counted.outage;
    return counted.line ? [[atMs, counted.line.unlogged]] : [];
  });
}
const every = (stepMs: number, untilMs: number) =>
  Array.from({ length: untilMs / stepMs + 1 }, (_, index) => index * stepMs);

describe("countFailure", () => {
  it.each<[string, number[], [number, number][]]>([
    ["one failure", [0], [[0, 0]]],
    ["two at once", [0, 1], [[0, 0]]],
    ["the next after five seconds", [0, 5_000], [[0, 0], [5_000, 0]]], // prettier-ignore
    ["what came between is counted", [0, 10, 20, 5_100], [[0, 0], [5_100, 2]]], // prettier-ignore
    ["a hundred a second for ten seconds", every(10, 10_000), [[0, 0], [5_000, 499], [10_000, 499]]], // prettier-ignore
  ])("%s", (_, momentsMs, lines) => expect(linesOf(momentsMs)).toEqual(lines));

  it.each([1, 7, 75, 500, 999])("writes at most one line in any second, failing every %i ms", (stepMs) => {
    const lines = linesOf(every(stepMs, Math.floor(60_000 / stepMs) * stepMs)).map(([atMs]) => atMs);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((atMs, index) => index > 0 && atMs - lines[index - 1]! < 1_000)).toEqual([]);
  });

  it("loses no failure from the count", () => {
    let outage: Outage | undefined;
    for (const atMs of every(30, 9_000)) outage = countFailure(outage, atMs).outage;
    expect(outage).toMatchObject({ failures: 301, sinceMs: 0, lastMs: 9_000 });
  });
});

describe("isOver", () => {
  const outage = countFailure(undefined, 1_000).outage;
  it.each([
    [1_000, false],
    [10_999, false],
    [11_000, true],
    [60_000, true],
  ])("at %i ms: %s", (nowMs, over) => expect(isOver(outage, nowMs)).toBe(over));
});

describe("kindOfSurprise", () => {
  const kind = (text: string, place = "a request failed") => kindOfSurprise(place, new Error(text));
  it("is the same for the same words about other things", () =>
    expect(kind("no item itm_01hx2 after 250 ms")).toBe(kind("no item itm_99zz7 after 3 ms")));
  it("differs by what happened and by where", () => {
    expect(kind("no such column")).not.toBe(kind("no such table"));
    expect(kind("no such column")).not.toBe(kind("no such column", "a page failed"));
    expect(kindOfSurprise("x", "text")).not.toBe(kindOfSurprise("x", new Error("text")));
  });
});
