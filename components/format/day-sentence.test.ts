import { describe, expect, test } from "vitest";
import type { ErrorEpisode } from "@/contracts/analysis";
import { describeDay, type DayFigures } from "./day-sentence";

const now = Date.parse("2026-11-24T16:00:00Z");
const calm: DayFigures = {
  incoming: {
    lastHour: 0,
    sameHourBefore: [0],
    last24h: 0,
    previous24h: 0,
    since: new Date("2026-11-10T08:00:00Z"),
  },
  traffic: { requests: 0, errorPercent: null },
  episodes: [],
  waiting: { n: 0, isCapped: false },
};
const episode = (given: Partial<ErrorEpisode>): ErrorEpisode => ({
  method: "POST",
  route: "/payments",
  from: new Date("2026-11-24T14:00:00Z"),
  until: new Date("2026-11-24T15:00:00Z"),
  requests: 400,
  errors: 80,
  suspect: null,
  cure: null,
  ...given,
});
const reports = (
  [previous24h, last24h]: readonly [number, number],
  [sameHourYesterday, lastHour]: readonly [number, number] = [0, 0],
  since: string | null = "2026-11-10T08:00:00Z",
) => ({
  previous24h,
  last24h,
  sameHourBefore: [sameHourYesterday],
  lastHour,
  since: since === null ? null : new Date(since),
});
const describe24h = (given: Partial<DayFigures>) =>
  describeDay({ ...calm, ...given }, now, "UTC").map((clause) => clause.text.replaceAll("\u202f", " "));

/** What the day and the last hour, each against yesterday, come to in words. */
describe("how the reports of today compare", () => {
  const young = "2026-11-23T18:00:00Z";
  test.each<[string, ReturnType<typeof reports>, string]>([
    [
      "calmer, and the hour agrees",
      reports([1500, 945], [60, 38]),
      "Calmer than yesterday: 945 reports in 24 h, −37 %",
    ],
    [
      "calmer by the day, nine times as many in the hour",
      reports([1500, 945], [17, 150]),
      "Picking up after a calmer day: 150 reports in the last hour, 17 at this hour yesterday",
    ],
    [
      "calmer by the day, from nothing to many in the hour",
      reports([120, 60], [0, 25]),
      "Picking up after a calmer day: 25 reports in the last hour, 0 at this hour yesterday",
    ],
    [
      "calmer by the day, a few more in the hour",
      reports([206, 142], [3, 6]),
      "Calmer than yesterday: 142 reports in 24 h, −31 %",
    ],
    [
      "calmer, and hardly any in the hour",
      reports([206, 142], [40, 2]),
      "Calmer than yesterday: 142 reports in 24 h, −31 %",
    ],
    [
      "the same by the day, more in the hour",
      reports([400, 410], [10, 60]),
      "Picking up: 60 reports in the last hour, 10 at this hour yesterday",
    ],
    ["the same by both", reports([400, 410], [18, 20]), "As busy as yesterday: 410 reports in 24 h"],
    [
      "the same by the day, fewer in the hour",
      reports([400, 410], [60, 10]),
      "As busy as yesterday: 410 reports in 24 h, easing in the last hour",
    ],
    ["busier by both", reports([200, 300], [10, 60]), "Busier than yesterday: 300 reports in 24 h, +50 %"],
    [
      "busier by the day, fewer in the hour",
      reports([200, 300], [60, 10]),
      "Busier than yesterday: 300 reports in 24 h, +50 %, easing in the last hour",
    ],
    [
      "many times as many",
      reports([12, 394], [0, 20]),
      "Busier than yesterday: 394 reports in 24 h, 33 times the day before",
    ],
    [
      "many reports, a difference that a tenth explains",
      reports([10_000, 10_800]),
      "As busy as yesterday: 10,800 reports in 24 h",
    ],
    ["one and two say nothing", reports([1, 2], [0, 1]), "2 reports in 24 h, 1 the day before"],
    [
      "nor do four and eight, of which seven came at once",
      reports([4, 8], [0, 7]),
      "8 reports in 24 h, 4 the day before",
    ],
    ["nor fourteen and nineteen", reports([14, 19]), "19 reports in 24 h, 14 the day before"],
    [
      "three and twenty do",
      reports([3, 20]),
      "Busier than yesterday: 20 reports in 24 h, 7 times the day before",
    ],
    ["ten and none do", reports([0, 12]), "Busier than yesterday: 12 reports in 24 h, none the day before"],
    [
      "none after many",
      reports([300, 0], [12, 0]),
      "Quiet: no reports in 24 h, after 300 reports the day before",
    ],
    ["none after one", reports([1, 0]), "Quiet: no reports in 24 h, after 1 report the day before"],
    [
      "a night hour against the same one of last night",
      reports([500, 505], [2, 3]),
      "As busy as yesterday: 505 reports in 24 h",
    ],
    [
      "many in the night, where there were hardly any",
      reports([500, 520], [2, 34]),
      "Picking up: 34 reports in the last hour, 2 at this hour yesterday",
    ],
    [
      "the first hours of a launch",
      reports([0, 90], [0, 90], "2026-11-24T15:10:00Z"),
      "90 reports in 24 h, none the day before",
    ],
    [
      "the second day, whose day before was two hours long",
      reports([80, 600], [0, 30], young),
      "600 reports in 24 h, 80 the day before",
    ],
    [
      "the third day's morning",
      reports([600, 200], [40, 5], "2026-11-22T15:00:00Z"),
      "Calmer than yesterday: 200 reports in 24 h, −67 %",
    ],
    [
      "a day and a half old: the hour has a yesterday, the day has none",
      reports([200, 210], [5, 50], "2026-11-23T04:00:00Z"),
      "Picking up: 50 reports in the last hour, 5 at this hour yesterday",
    ],
    ["no report ever", reports([0, 0], [0, 0], null), "Quiet: no reports in two days"],
  ])("%s", (_, incoming, expected) => expect(describe24h({ incoming })[0]).toBe(expected));

  test("what picks up opens the last hour, everything else the last day", () => {
    const opens = (incoming: DayFigures["incoming"]) =>
      describeDay({ ...calm, incoming }, now, "UTC")[0]!.target;
    expect(opens(reports([1500, 945], [17, 150]))).toEqual({ screen: "board", filter: "since:1h" });
    expect(opens(reports([200, 300], [10, 60]))).toEqual({ screen: "board", filter: "since:24h" });
  });
});

describe("the day in one sentence", () => {
  test.each<[string, Partial<DayFigures>, string[]]>([
    ["a launch nobody has used yet", {}, ["Quiet: no reports in two days"]],
    [
      "silence after noise",
      { incoming: reports([12, 0]) },
      ["Quiet: no reports in 24 h, after 12 reports the day before"],
    ],
    ["the first day", { incoming: reports([0, 1]) }, ["1 report in 24 h, none the day before"]],
    ["calmer", { incoming: reports([206, 142]) }, ["Calmer than yesterday: 142 reports in 24 h, −31 %"]],
    ["busier", { incoming: reports([200, 300]) }, ["Busier than yesterday: 300 reports in 24 h, +50 %"]],
    ["within a tenth", { incoming: reports([100, 105]) }, ["As busy as yesterday: 105 reports in 24 h"]],
    [
      "errors that go on",
      { episodes: [episode({ until: null, suspect: { id: "d", version: "1.4.2" } })] },
      ["Quiet: no reports in two days", "failures on POST /payments since 14:00, around release 1.4.2"],
    ],
    [
      "errors on several routes, the loudest named",
      { episodes: [episode({ until: null, errors: 3, route: "/a" }), episode({ until: null, errors: 90 })] },
      ["Quiet: no reports in two days", "failures on POST /payments and 1 other route since 14:00"],
    ],
    [
      "errors that a release ended",
      { episodes: [episode({ cure: { id: "d", version: "1.4.3" } })] },
      ["Quiet: no reports in two days", "failures on POST /payments back to baseline since 1.4.3"],
    ],
    [
      "errors that ended by themselves",
      { episodes: [episode({})] },
      ["Quiet: no reports in two days", "failures on POST /payments over for 1 h"],
    ],
    [
      "steady traffic",
      { traffic: { requests: 900, errorPercent: 0.24 } },
      ["Quiet: no reports in two days", "0.2 % of requests failed in the last hour"],
    ],
    [
      "clean traffic",
      { traffic: { requests: 900, errorPercent: 0 } },
      ["Quiet: no reports in two days", "no failed requests in the last hour"],
    ],
    [
      "somebody waits",
      { waiting: { n: 1, isCapped: false } },
      ["Quiet: no reports in two days", "1 report waits for an answer"],
    ],
    [
      "too many wait to count",
      { waiting: { n: 10_000, isCapped: true } },
      ["Quiet: no reports in two days", "10k+ reports wait for an answer"],
    ],
  ])("%s", (_, given, expected) => expect(describe24h(given)).toEqual(expected));

  test("every clause leads to the rows it was counted from, and only what is wrong is loud", () => {
    const clauses = describeDay(
      { ...calm, episodes: [episode({ until: null })], waiting: { n: 3, isCapped: false } },
      now,
      "UTC",
    );
    expect(clauses.map((clause) => [clause.target.screen, clause.isAlarming])).toEqual([
      ["board", false],
      ["traffic", true],
      ["waiting", false],
    ]);
  });
});
