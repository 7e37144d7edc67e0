import { describe, expect, test } from "vitest";
import type { ErrorEpisode } from "@/contracts/analysis";
import type { VerdictFacts } from "@/contracts/verdict";
import { OPEN_CRITICALS_FILTER } from "./day-sentence";
import { judgeLaunch } from "./verdict";

const now = Date.parse("2026-11-24T16:00:00Z");
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(now - hours * HOUR_MS);
const at = (text: string) => new Date(text);

/** A launch in its tenth day, with nothing wrong. */
const calm: VerdictFacts = {
  at: new Date(now),
  liveAt: hoursAgo(240),
  openCriticals: 0,
  criticalFreeSince: hoursAgo(48),
  criteria: { met: 5, waived: 0, total: 8 },
  projection: {
    isKnown: true,
    earliestAt: new Date(now),
    expectedAt: new Date(now),
    latestAt: null,
    basis: "",
  },
  incoming: {
    lastHour: 4,
    sameHourBefore: [5, 4, 6, 5, 3, 4, 5],
    last24h: 90,
    previous24h: 100,
    since: hoursAgo(240),
  },
  hasTraffic: true,
  episodes: [],
  troubledFeeds: [],
};
const incoming = (part: Partial<VerdictFacts["incoming"]>) => ({ incoming: { ...calm.incoming, ...part } });
const episode = (part: Partial<ErrorEpisode>): ErrorEpisode => ({
  method: "POST",
  route: "/payments",
  from: at("2026-11-24T14:00:00Z"),
  until: null,
  requests: 400,
  errors: 80,
  suspect: null,
  cure: null,
  ...part,
});
const feed = (name: string) => ({ sourceId: `src_${name}`, name, warnings: [] });
const exitOn = (day: string): Partial<VerdictFacts> => ({
  projection: { isKnown: true, earliestAt: at(day), expectedAt: at(day), latestAt: null, basis: "" },
});

const describeWith = (part: Partial<VerdictFacts>) => {
  const { words, clauses } = judgeLaunch({ ...calm, ...part }, now, "UTC");
  return `${words}: ${clauses.map((clause) => clause.text).join("; ")}`.replaceAll("\u202f", " ");
};

describe("the verdict on a launch", () => {
  test.each<[string, Partial<VerdictFacts>, string]>([
    [
      "criticals open, the exit page projects",
      { openCriticals: 31, ...exitOn("2026-12-04T10:00:00Z") },
      "Not stable: 31 criticals open; exit not before 4 Dec",
    ],
    [
      "one critical open, nothing to project from",
      { openCriticals: 1, projection: { isKnown: false, reason: "No projection." } },
      "Not stable: 1 critical open; no exit date yet",
    ],
    ["calm", {}, "Stable for 2 d: nothing critical open; 5 of 8 criteria met"],
    [
      "calm, with a waived criterion",
      { criteria: { met: 6, waived: 2, total: 8 } },
      "Stable for 2 d: nothing critical open; 6 of 8 criteria met, 2 waived",
    ],
    [
      "never a critical: stable since it went live",
      { criticalFreeSince: null },
      "Stable for 10 d: nothing critical open; 5 of 8 criteria met",
    ],
    [
      "stable since requests ceased to fail, not since the last critical",
      { episodes: [episode({ until: hoursAgo(3) })] },
      "Stable for 3 h: nothing critical open; 5 of 8 criteria met",
    ],
    [
      "the last critical settled this minute",
      { criticalFreeSince: new Date(now) },
      "Stable for 1 min: nothing critical open; 5 of 8 criteria met",
    ],
    [
      "no criteria",
      { criteria: { met: 0, waived: 0, total: 0 } },
      "Stable for 2 d: nothing critical open; no exit criteria agreed",
    ],
    [
      "a calm day and a burst in the last hour",
      incoming({ last24h: 945, previous24h: 1500, lastHour: 150 }),
      "Not stable: 150 reports in the last hour, usually 5 at this hour; 5 of 8 criteria met",
    ],
    [
      "a calm hour and a bad day",
      incoming({ last24h: 300, previous24h: 200, lastHour: 0 }),
      "Not stable: 300 reports in 24 h, +50 %; 5 of 8 criteria met",
    ],
    [
      "a burst, and one at the same hour yesterday",
      incoming({ lastHour: 60, sameHourBefore: [70, 4, 5, 6, 5, 4, 3] }),
      "Not stable: 60 reports in the last hour, usually 5 at this hour; 5 of 8 criteria met",
    ],
    [
      "a burst on the second day, which has one hour to compare with",
      { liveAt: hoursAgo(30), ...incoming({ since: hoursAgo(30), lastHour: 60, sameHourBefore: [6, 0, 0] }) },
      "Not stable: 60 reports in the last hour, 6 at this hour yesterday; 5 of 8 criteria met",
    ],
    [
      "a busy hour as on every day",
      incoming({ lastHour: 60, sameHourBefore: [58, 55, 61, 63, 60, 12, 10] }),
      "Stable for 2 d: nothing critical open; 5 of 8 criteria met",
    ],
    [
      "a few more than usual are chance",
      incoming({ lastHour: 8 }),
      "Stable for 2 d: nothing critical open; 5 of 8 criteria met",
    ],
    [
      "requests fail now, however calm the reports",
      { episodes: [episode({ suspect: { id: "d", version: "1.4.2" } })] },
      "Not stable: failures on POST /payments since 14:00, around release 1.4.2; 5 of 8 criteria met",
    ],
    [
      "everything at once, worst first",
      {
        openCriticals: 2,
        episodes: [episode({})],
        troubledFeeds: [feed("edge")],
        ...incoming({ lastHour: 50, last24h: 300, previous24h: 100 }),
        ...exitOn("2026-12-01T10:00:00Z"),
      },
      "Not stable: 2 criticals open; failures on POST /payments since 14:00; " +
        "50 reports in the last hour, usually 5 at this hour; 300 reports in 24 h, 3 times the day before; " +
        "log feed edge has problems; exit not before 1 Dec",
    ],
    [
      "nothing wrong, but a feed that would show it is failing",
      { troubledFeeds: [feed("edge")] },
      "Unknown: log feed edge has problems",
    ],
    ["two such feeds", { troubledFeeds: [feed("edge"), feed("core")] }, "Unknown: 2 log feeds have problems"],
    [
      "nobody has used it yet",
      { hasTraffic: false, ...incoming({ since: null, lastHour: 0, last24h: 0, previous24h: 0 }) },
      "Unknown: no reports or traffic yet",
    ],
    [
      "used by many, reported by nobody",
      { criticalFreeSince: null, ...incoming({ since: null, lastHour: 0, last24h: 0, previous24h: 0 }) },
      "Stable for 10 d: nothing critical open; 5 of 8 criteria met",
    ],
    ["not live yet", { liveAt: at("2026-12-01T08:00:00Z") }, "Unknown: not live before 1 Dec, 08:00"],
    [
      "not live yet, and a critical from the trial",
      { liveAt: at("2026-12-01T08:00:00Z"), openCriticals: 1, ...exitOn("2026-12-09T08:00:00Z") },
      "Not stable: 1 critical open; exit not before 9 Dec",
    ],
  ])("%s", (_, facts, expected) => expect(describeWith(facts)).toBe(expected));

  test("every clause leads to the rows behind it, and only what is wrong is loud", () => {
    const { clauses } = judgeLaunch(
      {
        ...calm,
        openCriticals: 2,
        episodes: [episode({})],
        troubledFeeds: [feed("edge")],
        ...incoming({ lastHour: 50, last24h: 300, previous24h: 100 }),
      },
      now,
      "UTC",
    );
    expect(clauses.map(({ target, isAlarming }) => [target, isAlarming])).toEqual([
      [{ screen: "board", filter: OPEN_CRITICALS_FILTER }, true],
      [{ screen: "traffic" }, true],
      [{ screen: "board", filter: "since:1h" }, true],
      [{ screen: "board", filter: "since:24h" }, true],
      [{ screen: "source", id: "src_edge" }, false],
      [{ screen: "exit" }, false],
    ]);
  });
});
