import { describe, expect, test } from "vitest";
import type { LaunchChange } from "@/contracts/evidence";
import type { TrafficFigures } from "@/contracts/monitoring";
import { goLiveOf, mostNamed, rankSuspects, spellingsOf, type ReleaseFacts } from "./suspect-releases";

const firstReportAt = new Date("2026-11-24T12:00:00Z");
const HOUR_MS = 3_600_000;

/** A release so many hours before the first report. */
const release = (hours: number, over: Partial<LaunchChange> = {}): LaunchChange => ({
  id: "rel_1",
  launchId: "lau_1",
  kind: "deployment",
  title: "2.0.2",
  version: "2.0.2",
  componentId: null,
  startedAt: new Date(firstReportAt.getTime() - hours * HOUR_MS),
  endedAt: null,
  outcome: "succeeded",
  url: null,
  ...over,
});
const figures = (requests: number, errors: number, p95Ms: number | null = null): TrafficFigures => ({
  requests,
  errors,
  noAnswers: 0,
  errorPercent: null,
  p95Ms,
});
const suspect = (
  facts: Partial<ReleaseFacts> & { release: LaunchChange },
  issue: { componentId?: string | null; versions?: readonly string[] } = {},
) =>
  rankSuspects([{ before: null, after: null, ...facts }], {
    firstReportAt,
    componentId: null,
    versions: [],
    ...issue,
  })[0]!;

describe("how much speaks for a release", () => {
  test.each([
    [0, 0.25],
    [2, 0.125],
    [4, 0.0625],
    [24, 0.25 / 4_096],
  ])("%d hours before the first report it is near: %d", (hours, score) =>
    expect(suspect({ release: release(hours) }).score).toBeCloseTo(score, 9),
  );

  test.each<[string[], number, number]>([
    [["2.0.2"], 1, 0.3],
    [["V2.0.2", "2.0.2", "1.9", "refs/tags/v2.0.2"], 3, 0.225],
    [["1.9"], 0, 0],
  ])("of the reports that name a version, %j, %d name its own: %d", (versions, reports, score) =>
    expect(suspect({ release: release(0) }, { versions })).toMatchObject({
      named: { reports, of: versions.length },
      score: expect.closeTo(0.25 + score, 9) as number,
    }),
  );

  test("one that began after the first report is near to nothing, though its version is named", () =>
    expect(suspect({ release: release(-1) }, { versions: ["2.0.2"] })).toMatchObject({
      leadMs: -HOUR_MS,
      score: 0.3,
    }));

  test.each<[string, TrafficFigures, TrafficFigures, number]>([
    ["errors by half of what counts in full", figures(1_000, 0), figures(1_000, 25), 0.5],
    ["errors by more than what counts in full", figures(1_000, 10), figures(1_000, 900), 1],
    ["p95 to half as long again", figures(30, 0, 200), figures(30, 0, 300), 0.25],
    ["p95 to twice as long", figures(30, 0, 200), figures(30, 0, 400), 0.5],
    ["p95 to five times as long", figures(30, 0, 200), figures(30, 0, 1_000), 1],
    ["both, of which the greater counts", figures(1_000, 0, 200), figures(1_000, 25, 600), 1],
  ])("%s", (_, before, after, rise) => {
    const { score } = suspect({ release: release(0), before, after });
    expect(score).toBeCloseTo(0.25 + 0.45 * rise, 9);
  });

  test.each<[string | null, string | null, boolean]>([
    ["cmp_pay", "cmp_search", true],
    ["cmp_pay", "cmp_pay", false],
    [null, "cmp_pay", false],
    ["cmp_pay", null, false],
  ])("a release of %s for an issue of %s is another component's: %s", (of, componentId, isElsewhere) =>
    expect(suspect({ release: release(0, { componentId: of }) }, { componentId })).toMatchObject({
      isElsewhere,
      score: isElsewhere ? 0.125 : 0.25,
    }),
  );
});

describe("what is no rise", () => {
  const errors = (before: TrafficFigures | null, after: TrafficFigures | null) =>
    suspect({ release: release(1), before, after }).haveErrorsRisen;
  const slowed = (before: TrafficFigures | null, after: TrafficFigures | null) =>
    suspect({ release: release(1), before, after }).hasSlowed;

  test("errors of fewer than thirty requests on either side, or fewer than five", () => {
    expect(errors(figures(30, 0), figures(30, 30))).toBe(true);
    expect(errors(figures(29, 0), figures(30, 30))).toBe(false);
    expect(errors(figures(30, 0), figures(29, 29))).toBe(false);
    expect(errors(figures(1_000, 0), figures(30, 5))).toBe(true);
    expect(errors(figures(1_000, 0), figures(30, 4))).toBe(false);
    expect(errors(figures(1_000, 0), null)).toBe(false);
  });

  test("errors that differ by less than three standard errors", () => {
    // 1 % and 2.25 % of 2,000: pooled 1.625 %, standard error 0.3999 points, 3.13 of them apart; 2.15 %: 2.91.
    expect(errors(figures(2_000, 20), figures(2_000, 45))).toBe(true);
    expect(errors(figures(2_000, 20), figures(2_000, 43))).toBe(false);
  });

  test("a p95 below half as long again, of too few, or of nothing measured", () => {
    expect(slowed(figures(30, 0, 200), figures(30, 0, 300))).toBe(true);
    expect(slowed(figures(30, 0, 200), figures(30, 0, 299))).toBe(false);
    expect(slowed(figures(29, 0, 200), figures(30, 0, 900))).toBe(false);
    expect(slowed(figures(30, 0, 200), figures(29, 0, 900))).toBe(false);
    expect(slowed(figures(30, 0, 0), figures(30, 0, 900))).toBe(false);
    expect(slowed(figures(30, 0, 200), figures(30, 0, null))).toBe(false);
  });
});

test("of equals the later comes first, and of those that began together the greater id", () => {
  const ids = rankSuspects(
    ["a", "c", "b"].map((id) => ({ release: release(1, { id }), before: null, after: null })),
    { firstReportAt, componentId: null, versions: [] },
  ).map((found) => found.release.id);
  expect(ids).toEqual(["c", "b", "a"]);
  const named = rankSuspects(
    [-2, -1].map((hours) => ({ release: release(hours, { id: `${hours}` }), before: null, after: null })),
    { firstReportAt, componentId: null, versions: ["2.0.2"] },
  ).map((found) => found.release.id);
  expect(named).toEqual(["-2", "-1"]);
});

test("the go-live is a change of its own kind, from the moment it was set to", () => {
  const launch = { id: "lau_1", name: "Pay 2.0", phase: "live", liveAt: firstReportAt };
  expect(goLiveOf(launch, firstReportAt)).toEqual({
    id: "go-live-lau_1",
    launchId: "lau_1",
    kind: "go_live",
    title: "Pay 2.0",
    version: null,
    componentId: null,
    startedAt: firstReportAt,
    endedAt: null,
    outcome: "succeeded",
    url: null,
  });
  expect(goLiveOf(launch, new Date(firstReportAt.getTime() - 1))).toBeNull();
});

test("a version may be written in five ways, all of which name the same", () => {
  expect(spellingsOf("2.0.2")).toEqual([
    "2.0.2",
    "v2.0.2",
    "version 2.0.2",
    "refs/tags/2.0.2",
    "refs/tags/v2.0.2",
  ]);
  expect(mostNamed([...spellingsOf("2.0.2"), "1.9", "1.9"])).toBe("2.0.2");
  expect(mostNamed(["1.8", "1.9", "1.9"])).toBe("1.9");
});
