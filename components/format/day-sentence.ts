import type { ErrorEpisode, IncomingFigures } from "@/contracts/analysis";
import type { Count } from "@/contracts/paging";
import { isolate } from "@/contracts/isolate";
import { DEFECT_TYPES } from "@/contracts/triage";
import { formatChange, formatCount, formatDuration, formatNoun, formatPercent } from "./numbers";
import { incomingTrend, type IncomingTrend, type UsualHour } from "./incoming-trend";
import { formatTime } from "./time-text";

/** Where a clause leads: the rows that it was counted from. */
export type ClauseTarget =
  | { screen: "board"; filter: string }
  | { screen: "source"; id: string }
  | { screen: "waiting" | "traffic" | "exit" | "sources" | "settings" };
export type Clause = { key: string; text: string; target: ClauseTarget; isAlarming: boolean };

export type DayFigures = {
  incoming: IncomingFigures;
  traffic: { requests: number; errorPercent: number | null };
  /** Runs of server errors of the last day, newest first. */
  episodes: readonly ErrorEpisode[];
  waiting: Count;
};

/** Only defects count as open criticals; this opens exactly them. */
export const OPEN_CRITICALS_FILTER = `severity:critical state:open type:${DEFECT_TYPES.join(",")}`;

/**
 * The day in one sentence, below the verdict: whether more arrives than yesterday, how the traffic is, who waits. Clauses that have nothing
 * to say are left out; the first begins with a capital letter, and commas are the caller's.
 * @param timeZone the reader's, for clock times; undefined is the machine's own
 */
export function describeDay(day: DayFigures, now: number, timeZone?: string): Clause[] {
  const clauses = [
    volumeClause(day.incoming, now),
    trafficClause(day, now, timeZone),
    waitingClause(day.waiting),
  ];
  return clauses.filter((clause) => clause !== null);
}

function volumeClause(incoming: IncomingFigures, now: number): Clause {
  const trend = incomingTrend(incoming, now);
  return {
    key: "volume",
    text: describeVolume(incoming, trend),
    // What is on the rise is what somebody wants to read.
    target: {
      screen: "board",
      filter: trend.hour === "more" && trend.day !== "more" ? "since:1h" : "since:24h",
    },
    isAlarming: false,
  };
}

/**
 * One verdict from the day and the hour: a day that is calmer is not called so while reports pile up, and a busier one says when it
 * eases. Where the counts are too small, or there was no yesterday, only the counts are said.
 */
function describeVolume(
  { last24h, previous24h, lastHour }: IncomingFigures,
  { day, hour, usual }: IncomingTrend,
): string {
  if (last24h === 0)
    return previous24h === 0
      ? "Quiet: no reports in two days"
      : `Quiet: no reports in 24 h, after ${formatNoun(previous24h, "report")} the day before`;
  const reports = formatNoun(last24h, "report");
  const change = `${reports} in 24 h, ${describeChange(previous24h, last24h)}`;
  if (hour === "more" && usual !== null && day !== "more") {
    const hours = describeHour(lastHour, usual);
    return day === "fewer" ? `Picking up after a calmer day: ${hours}` : `Picking up: ${hours}`;
  }
  const easing = hour === "fewer" && day !== "fewer" ? ", easing in the last hour" : "";
  switch (day) {
    case "more":
      return `Busier than yesterday: ${change}${easing}`;
    case "fewer":
      return `Calmer than yesterday: ${change}`;
    case "same":
      return `As busy as yesterday: ${reports} in 24 h${easing}`;
    case "unknown":
      return `${reports} in 24 h, ${previous24h === 0 ? "none" : formatCount(previous24h)} the day before`;
  }
}

/** The last hour beside what is usual: "150 reports in the last hour, 17 at this hour yesterday". */
export const describeHour = (lastHour: number, usual: UsualHour): string =>
  `${formatNoun(lastHour, "report")} in the last hour, ${describeUsual(usual)}`;

/** What is usual at this hour: "17 at this hour yesterday", and from two days on "usually 17 at this hour". */
export function describeUsual({ reports, days }: UsualHour): string {
  const before = formatCount(Math.round(reports));
  return days === 1 ? `${before} at this hour yesterday` : `usually ${before} at this hour`;
}

/** From so many times the day before on, percent are no longer read as a size. */
const TIMES_FROM = 3;

/** How a day's reports compare with the day before: "+50 %", "33 times the day before". */
export function describeChange(before: number, after: number): string {
  if (before > 0 && after / before >= TIMES_FROM)
    return `${formatCount(Math.round(after / before))} times the day before`;
  return formatChange(before, after) ?? "none the day before";
}

/** The route on which most requests fail at the moment, since when, and the release around then; null when none does. */
export function describeErrors(
  episodes: readonly ErrorEpisode[],
  now: number,
  timeZone: string | undefined,
): string | null {
  const running = episodes.filter((episode) => episode.until === null);
  const [loudest] = [...running].sort((a, b) => b.errors - a.errors);
  if (!loudest) return null;
  const more = running.length > 1 ? ` and ${formatNoun(running.length - 1, "other route")}` : "";
  const since = formatTime(loudest.from.getTime(), "time", now, timeZone);
  const release = loudest.suspect ? `, around release ${isolate(loudest.suspect.version)}` : "";
  return `failures on ${loudest.method} ${loudest.route}${more} since ${since}${release}`;
}

function trafficClause(
  { episodes, traffic }: DayFigures,
  now: number,
  timeZone: string | undefined,
): Clause | null {
  const make = (text: string, isAlarming: boolean): Clause => ({
    key: "traffic",
    text,
    target: { screen: "traffic" },
    isAlarming,
  });
  const errors = describeErrors(episodes, now, timeZone);
  if (errors !== null) return make(errors, true);
  const [last] = [...episodes].sort((a, b) => (b.until?.getTime() ?? 0) - (a.until?.getTime() ?? 0));
  if (last?.until) {
    const route = `failures on ${last.method} ${last.route}`;
    if (last.cure) return make(`${route} back to baseline since ${isolate(last.cure.version)}`, false);
    return make(`${route} over for ${formatDuration(now - last.until.getTime())}`, false);
  }
  if (traffic.errorPercent === null) return null;
  return make(
    traffic.errorPercent === 0
      ? "no failed requests in the last hour"
      : `${formatPercent(traffic.errorPercent)} of requests failed in the last hour`,
    false,
  );
}

function waitingClause({ n, isCapped }: Count): Clause | null {
  if (n === 0) return null;
  return {
    key: "waiting",
    text: `${formatNoun(n, "report waits", "reports wait", isCapped)} for an answer`,
    target: { screen: "waiting" },
    isAlarming: false,
  };
}
