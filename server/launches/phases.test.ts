import { describe, expect, test } from "vitest";
import { LAUNCH_PHASES, type LaunchPhase } from "@/contracts/phases";
import type { ZoneOffset } from "@/contracts/zones";
import { canMovePhase, dayOf, isClosed, planPhases } from "./phases";

const UTC: ZoneOffset = () => 0;
const HOUR_MS = 3_600_000;
const day = (text: string): Date => new Date(`2026-${text}T00:00:00Z`);

describe("the phases of a launch", () => {
  test.each<[LaunchPhase, LaunchPhase[]]>([
    ["planned", ["live"]],
    ["live", ["stabilising"]],
    ["stabilising", ["live", "exiting"]],
    ["exiting", ["stabilising", "exited"]],
    ["exited", ["stabilising", "watching"]],
    ["watching", ["stabilising"]],
  ])("from %s it may go to %j and nowhere else", (from, to) =>
    expect(LAUNCH_PHASES.filter((phase) => canMovePhase(from, phase))).toEqual(to),
  );

  test("it is over once it is exited", () =>
    expect(LAUNCH_PHASES.filter(isClosed)).toEqual(["exited", "watching"]));
});

describe("the plan that a launch begins with", () => {
  test("a third live, the last fifth exiting, four weeks of watching, without a gap", () =>
    expect(planPhases(day("02-20"), day("03-01"), day("03-31"), UTC)).toEqual([
      { phase: "planned", startsAt: day("02-20"), endsAt: day("03-01") },
      { phase: "live", startsAt: day("03-01"), endsAt: day("03-11") },
      { phase: "stabilising", startsAt: day("03-11"), endsAt: day("03-25") },
      { phase: "exiting", startsAt: day("03-25"), endsAt: day("03-31") },
      { phase: "exited", startsAt: day("03-31"), endsAt: day("03-31") },
      { phase: "watching", startsAt: day("03-31"), endsAt: day("04-28") },
    ]));

  test("of a launch that went live before it was written down begins when it went live", () =>
    expect(planPhases(day("03-05"), day("03-01"), day("03-31"), UTC)[0]).toEqual({
      phase: "planned",
      startsAt: day("03-01"),
      endsAt: day("03-01"),
    }));
});

describe("the day of hypercare", () => {
  const live = new Date("2026-03-01T09:00:00Z");
  const end = new Date("2026-03-15T09:00:00Z");

  test.each<[string, string, number]>([
    ["before it", "2026-03-01T08:59:59.999Z", 0],
    ["the moment it goes live", "2026-03-01T09:00:00Z", 1],
    ["the last moment of the first", "2026-03-02T08:59:59.999Z", 1],
    ["the second", "2026-03-02T09:00:00Z", 2],
    ["after its planned end", "2026-03-20T10:00:00Z", 20],
  ])("%s", (_, now, number) =>
    expect(dayOf(live, end, new Date(now), UTC)).toEqual({ day: number, days: 14 }),
  );

  test("a day that has begun is one of its days, and there is one at least", () => {
    expect(dayOf(live, new Date("2026-03-15T09:00:01Z"), live, UTC).days).toBe(15);
    expect(dayOf(live, live, live, UTC).days).toBe(1);
  });

  test("an hour that comes twice on the first day is no day before it", () => {
    const back = Date.parse("2026-10-25T01:00:00Z");
    const berlin: ZoneOffset = (atMs) => (atMs < back ? 2 * HOUR_MS : HOUR_MS);
    const [liveAt, now] = [new Date("2026-10-25T00:50:00Z"), new Date("2026-10-25T01:00:00Z")];
    expect(dayOf(liveAt, end, now, berlin).day).toBe(1);
  });
});
