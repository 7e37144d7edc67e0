import { isolate } from "@/contracts/isolate";
import type { VerdictFacts } from "@/contracts/verdict";
import {
  describeChange,
  describeErrors,
  describeHour,
  OPEN_CRITICALS_FILTER,
  type Clause,
} from "./day-sentence";
import { incomingTrend } from "./incoming-trend";
import { formatCount, formatDuration, formatNoun } from "./numbers";
import { formatTime } from "./time-text";

/**
 * *not_stable*: something is wrong now, or the day is worse than the one before. *unknown*: nothing is known to be wrong, and what would
 * show it is missing. *stable*: everything that would show it was looked for, and nothing was found.
 */
export type Stability = "stable" | "not_stable" | "unknown";

/** A launch in one sentence: its state, what the state is called, and why. */
export type Verdict = { state: Stability; words: string; clauses: Clause[] };

/**
 * The verdict on a launch, judged on the last hour and on the day, whichever is worse: a calm day hides no burst, a calm hour no bad day.
 * What is wrong comes first, then what is missing, then how far the exit is; each clause leads to the rows behind it.
 * @param now ms since epoch
 * @param timeZone the reader's, for days and clock times; undefined is the machine's own
 */
export function judgeLaunch(facts: VerdictFacts, now: number, timeZone?: string): Verdict {
  const alarms = alarmsOf(facts, now, timeZone);
  const gaps = gapsOf(facts, now, timeZone);
  const exit = exitClause(facts, now, timeZone, alarms.length > 0);
  if (alarms.length > 0)
    return { state: "not_stable", words: "Not stable", clauses: [...alarms, ...gaps.filter(isFeed), exit] };
  if (gaps.length > 0) return { state: "unknown", words: "Unknown", clauses: gaps };
  const since = Math.max(
    facts.liveAt.getTime(),
    facts.criticalFreeSince?.getTime() ?? 0,
    ...facts.episodes.map((episode) => episode.until?.getTime() ?? 0),
  );
  return {
    state: "stable",
    words: `Stable for ${formatDuration(Math.max(60_000, now - since))}`,
    clauses: [criticalClause(0), exit],
  };
}

/** What is wrong, worst first. */
function alarmsOf(facts: VerdictFacts, now: number, timeZone: string | undefined): Clause[] {
  const { day, hour, usual } = incomingTrend(facts.incoming, now);
  const { last24h, previous24h, lastHour } = facts.incoming;
  const errors = describeErrors(facts.episodes, now, timeZone);
  return [
    ...(facts.openCriticals > 0 ? [criticalClause(facts.openCriticals)] : []),
    ...(errors === null ? [] : [alarm("errors", errors, { screen: "traffic" })]),
    ...(hour === "more" && usual !== null
      ? [alarm("hour", describeHour(lastHour, usual), { screen: "board", filter: "since:1h" })]
      : []),
    ...(day === "more"
      ? [
          alarm("day", `${formatNoun(last24h, "report")} in 24 h, ${describeChange(previous24h, last24h)}`, {
            screen: "board",
            filter: "since:24h",
          }),
        ]
      : []),
  ];
}

/** What is missing to call a launch stable. */
function gapsOf(facts: VerdictFacts, now: number, timeZone: string | undefined): Clause[] {
  const { liveAt, incoming, hasTraffic, troubledFeeds } = facts;
  if (liveAt.getTime() > now)
    return [
      quiet("live", `not live before ${formatTime(liveAt.getTime(), "datetime", now, timeZone)}`, {
        screen: "settings",
      }),
    ];
  if (incoming.since === null && !hasTraffic)
    return [quiet("nothing", "no reports or traffic yet", { screen: "sources" })];
  const [feed] = troubledFeeds;
  if (feed === undefined) return [];
  return troubledFeeds.length === 1
    ? [quiet("feeds", `log feed ${isolate(feed.name)} has problems`, { screen: "source", id: feed.sourceId })]
    : [quiet("feeds", `${formatCount(troubledFeeds.length)} log feeds have problems`, { screen: "sources" })];
}

const isFeed = (clause: Clause): boolean => clause.key === "feeds";

function criticalClause(open: number): Clause {
  return {
    key: "criticals",
    text: open === 0 ? "nothing critical open" : `${formatNoun(open, "critical")} open`,
    target: { screen: "board", filter: OPEN_CRITICALS_FILTER },
    isAlarming: open > 0,
  };
}

/** How far the exit is: not before the day on which the exit page's projection begins, or as far as its criteria have come. */
function exitClause(
  { criteria: { met, waived, total }, projection }: VerdictFacts,
  now: number,
  timeZone: string | undefined,
  isAlarming: boolean,
): Clause {
  const exitPart = (text: string) => quiet("exit", text, { screen: "exit" });
  if (total === 0) return exitPart("no exit criteria agreed");
  if (isAlarming && projection.isKnown && projection.earliestAt.getTime() > now)
    return exitPart(`exit not before ${formatTime(projection.earliestAt.getTime(), "date", now, timeZone)}`);
  if (isAlarming && !projection.isKnown) return exitPart("no exit date yet");
  return exitPart(`${met} of ${total} criteria met${waived > 0 ? `, ${waived} waived` : ""}`);
}

const quiet = (key: string, text: string, target: Clause["target"]): Clause => ({
  key,
  text,
  target,
  isAlarming: false,
});
const alarm = (key: string, text: string, target: Clause["target"]): Clause => ({
  ...quiet(key, text, target),
  isAlarming: true,
});
