import { describe, expect, test } from "vitest";
import type { ErrorEpisode } from "@/contracts/analysis";
import { describeDay, OPEN_CRITICALS_FILTER, type DayFigures } from "./day-sentence";

const now = Date.parse("2026-11-24T16:00:00Z");
const calm: DayFigures = {
  incoming: { last24h: 0, previous24h: 0 },
  openCriticals: 0,
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
const say = (given: Partial<DayFigures>) =>
  describeDay({ ...calm, ...given }, now, "UTC").map((clause) => clause.text.replaceAll("\u202f", " "));

describe("the day in one sentence", () => {
  test.each<[string, Partial<DayFigures>, string[]]>([
    ["a launch nobody has used yet", {}, ["Quiet: no reports in two days", "no criticals open"]],
    [
      "silence after noise",
      { incoming: { last24h: 0, previous24h: 12 } },
      ["Quiet: no reports in 24 h, after 12 reports the day before", "no criticals open"],
    ],
    [
      "the first day",
      { incoming: { last24h: 1, previous24h: 0 } },
      ["1 report in 24 h, none the day before", "no criticals open"],
    ],
    [
      "calmer",
      { incoming: { last24h: 142, previous24h: 206 }, openCriticals: 2 },
      ["Calmer than yesterday: 142 reports in 24 h, −31 %", "two criticals open"],
    ],
    [
      "busier",
      { incoming: { last24h: 300, previous24h: 200 }, openCriticals: 1 },
      ["Busier than yesterday: 300 reports in 24 h, +50 %", "one critical open"],
    ],
    [
      "within a tenth",
      { incoming: { last24h: 105, previous24h: 100 } },
      ["As busy as yesterday: 105 reports in 24 h", "no criticals open"],
    ],
    [
      "more criticals than words",
      { openCriticals: 13 },
      ["Quiet: no reports in two days", "13 criticals open"],
    ],
    [
      "errors that go on",
      { episodes: [episode({ until: null, suspect: { id: "d", version: "1.4.2" } })] },
      [
        "Quiet: no reports in two days",
        "no criticals open",
        "failures on POST /payments since 14:00, around release 1.4.2",
      ],
    ],
    [
      "errors on several routes, the loudest named",
      { episodes: [episode({ until: null, errors: 3, route: "/a" }), episode({ until: null, errors: 90 })] },
      [
        "Quiet: no reports in two days",
        "no criticals open",
        "failures on POST /payments and 1 other route since 14:00",
      ],
    ],
    [
      "errors that a release ended",
      { episodes: [episode({ cure: { id: "d", version: "1.4.3" } })] },
      [
        "Quiet: no reports in two days",
        "no criticals open",
        "failures on POST /payments back to baseline since 1.4.3",
      ],
    ],
    [
      "errors that ended by themselves",
      { episodes: [episode({})] },
      ["Quiet: no reports in two days", "no criticals open", "failures on POST /payments over for 1 h"],
    ],
    [
      "steady traffic",
      { traffic: { requests: 900, errorPercent: 0.24 } },
      ["Quiet: no reports in two days", "no criticals open", "0.2 % of requests failed in the last hour"],
    ],
    [
      "clean traffic",
      { traffic: { requests: 900, errorPercent: 0 } },
      ["Quiet: no reports in two days", "no criticals open", "no failed requests in the last hour"],
    ],
    [
      "somebody waits",
      { waiting: { n: 1, isCapped: false } },
      ["Quiet: no reports in two days", "no criticals open", "1 report waits for an answer"],
    ],
    [
      "too many wait to count",
      { waiting: { n: 10_000, isCapped: true } },
      ["Quiet: no reports in two days", "no criticals open", "10k+ reports wait for an answer"],
    ],
  ])("%s", (_, given, expected) => expect(say(given)).toEqual(expected));

  test("every clause leads to the rows it was counted from, and only what is wrong is loud", () => {
    const clauses = describeDay(
      { ...calm, openCriticals: 2, episodes: [episode({ until: null })], waiting: { n: 3, isCapped: false } },
      now,
      "UTC",
    );
    expect(clauses.map((clause) => [clause.target.screen, clause.isAlarming])).toEqual([
      ["board", false],
      ["board", true],
      ["traffic", true],
      ["waiting", false],
    ]);
    expect(clauses[1]!.target).toEqual({ screen: "board", filter: OPEN_CRITICALS_FILTER });
  });
});
