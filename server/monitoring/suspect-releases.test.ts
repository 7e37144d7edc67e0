import { describe, expect, test } from "vitest";
import type { LaunchChange } from "@/contracts/evidence";
import type { Release, TrafficFigures } from "@/contracts/monitoring";
import { goLiveOf, mostNamed, rankSuspects, type ReleaseFacts } from "./suspect-releases";

const firstReportAt = new Date("2026-11-24T12:00:00Z");
const MINUTE_MS = 60_000;

const release = (version: string, minutesBefore: number, componentId: string | null = null): Release => ({
  id: `rel_${version}`,
  launchId: "lau_1",
  kind: "deployment",
  title: version,
  version,
  componentId,
  startedAt: new Date(firstReportAt.getTime() - minutesBefore * MINUTE_MS),
  endedAt: null,
  outcome: "succeeded",
  url: null,
});
const figures = (requests: number, errors: number, p95Ms: number | null = 100): TrafficFigures => ({
  requests,
  errors,
  noAnswers: 0,
  errorPercent: requests > 0 ? (errors / requests) * 100 : null,
  p95Ms,
});
const facts = (
  one: LaunchChange,
  before: TrafficFigures | null = null,
  after: TrafficFigures | null = null,
): ReleaseFacts => ({ release: one, before, after });
const times = (n: number, version: string) => Array.from({ length: n }, () => version);

describe("which releases are suspected, and in which order", () => {
  test.each<{ what: string; given: ReleaseFacts[]; versions?: string[]; expected: string[] }>([
    { what: "none without a release", given: [], expected: [] },
    {
      what: "the nearer one first where nothing else is known",
      given: [facts(release("1.0", 600)), facts(release("1.1", 12))],
      expected: ["1.1", "1.0"],
    },
    {
      what: "one that began after the first report, or more than a day before it, is none",
      given: [facts(release("2.1", -5)), facts(release("1.0", 24 * 60 + 1)), facts(release("1.1", 24 * 60))],
      expected: ["1.1"],
    },
    {
      what: "unless its version is the one that most reports name",
      given: [facts(release("1.0", 3 * 24 * 60)), facts(release("1.1", 60 * 20))],
      versions: ["v1.0", "1.0", "1.1"],
      expected: ["1.0", "1.1"],
    },
    {
      what: "the one with which errors rose before the one that was nearer",
      given: [
        facts(release("2.0.2", 90), figures(1_000, 1), figures(1_000, 60)),
        facts(release("2.0.3", 10), figures(1_000, 60), figures(1_000, 58)),
      ],
      expected: ["2.0.2", "2.0.3"],
    },
    {
      what: "the one that reports name before the one that was nearer",
      given: [facts(release("2.0.2", 90)), facts(release("2.0.3", 10))],
      versions: [...times(14, "2.0.2"), ...times(6, "2.0.1")],
      expected: ["2.0.2", "2.0.3"],
    },
    {
      what: "the component's own release before another's",
      given: [facts(release("search 4", 10, "cmp_search")), facts(release("pay 2", 60, "cmp_pay"))],
      expected: ["pay 2", "search 4"],
    },
    {
      what: "at most five",
      given: [1, 2, 3, 4, 5, 6].map((hours) => facts(release(`1.${hours}`, hours * 60))),
      expected: ["1.1", "1.2", "1.3", "1.4", "1.5"],
    },
  ])("$what", ({ given, versions = [], expected }) => {
    const ranked = rankSuspects(given, { firstReportAt, componentId: "cmp_pay", versions });
    expect(ranked.map((suspect) => suspect.release.version)).toEqual(expected);
    for (const { score } of ranked) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });
});

describe("the go-live", () => {
  const launch = { id: "lau_1", name: "Pay 2.0", phase: "live", liveAt: new Date("2026-11-24T11:00:00Z") };
  const issue = { firstReportAt, componentId: "cmp_pay", versions: ["2.0.0"] };
  const goLive = goLiveOf(launch, firstReportAt)!;

  test.each([
    { what: "of a launch that is only planned", phase: "planned", liveAt: launch.liveAt },
    { what: "that is still to come", phase: "live", liveAt: new Date("2026-11-24T12:00:01Z") },
  ])("$what is no change", ({ phase, liveAt }) => {
    expect(goLiveOf({ ...launch, phase, liveAt }, firstReportAt)).toBeNull();
  });

  test("of a launch that was closed since is one still", () => {
    expect(goLiveOf({ ...launch, phase: "exited" }, firstReportAt)).toMatchObject({
      kind: "go_live",
      version: null,
      title: "Pay 2.0",
      startedAt: launch.liveAt,
    });
  });

  test("is suspected by its time, and no version is its own", () => {
    const [suspect] = rankSuspects([facts(goLive)], issue);
    expect(suspect).toMatchObject({
      leadMs: 60 * MINUTE_MS,
      named: { reports: 0, of: 1 },
      isElsewhere: false,
    });
  });

  test("is suspected no longer a day later, nor before it happened", () => {
    const at = (hoursAfter: number) => new Date(launch.liveAt.getTime() + hoursAfter * 60 * MINUTE_MS);
    for (const hours of [-1, 25])
      expect(rankSuspects([facts(goLive)], { ...issue, firstReportAt: at(hours) })).toEqual([]);
  });

  test("comes after a release whose version the reports name, and before one that was long before it", () => {
    const ranked = rankSuspects(
      [facts(release("1.9", 20 * 60)), facts(goLive), facts(release("2.0.0", 5 * 60))],
      issue,
    );
    expect(ranked.map((suspect) => suspect.release.version)).toEqual(["2.0.0", null, "1.9"]);
  });
});

describe("what rose with a release", () => {
  test.each<{
    what: string;
    before: TrafficFigures | null;
    after: TrafficFigures | null;
    haveErrorsRisen?: boolean;
    hasSlowed?: boolean;
  }>([
    { what: "nothing is known", before: null, after: figures(1_000, 500) },
    { what: "0.1 % to 6 %", before: figures(1_000, 1), after: figures(1_000, 60), haveErrorsRisen: true },
    { what: "1 % to 1.5 % of 1,000: chance", before: figures(1_000, 10), after: figures(1_000, 15) },
    { what: "0 to 4 errors: too few", before: figures(1_000, 0), after: figures(40, 4) },
    { what: "too little traffic before", before: figures(29, 0), after: figures(1_000, 500) },
    { what: "fewer errors", before: figures(1_000, 60), after: figures(1_000, 1) },
    { what: "everything fails on both sides", before: figures(100, 100), after: figures(100, 100) },
    { what: "p95 twice as long", before: figures(100, 0, 200), after: figures(100, 0, 400), hasSlowed: true },
    { what: "p95 a little longer", before: figures(100, 0, 200), after: figures(100, 0, 280) },
    { what: "p95 not measured", before: figures(100, 0, null), after: figures(100, 0, 280) },
  ])("$what", ({ before, after, haveErrorsRisen = false, hasSlowed = false }) => {
    const [suspect] = rankSuspects([facts(release("2.0.2", 12), before, after)], {
      firstReportAt,
      componentId: null,
      versions: [],
    });
    expect(suspect).toMatchObject({ haveErrorsRisen, hasSlowed, leadMs: 12 * MINUTE_MS, isElsewhere: false });
  });

  test("the version most reports name is counted whatever its prefix, and the first of equals wins", () => {
    expect(mostNamed(["v2.0.2", "2.0.1", "2.0.2", "V2.0.1"])).toBe("2.0.2");
    expect(mostNamed([])).toBeNull();
  });
});
