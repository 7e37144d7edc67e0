import type { ErrorEpisode } from "@/contracts/analysis";
import type { Count } from "@/contracts/paging";
import { DEFECT_TYPES } from "@/contracts/triage";
import { formatChange, formatDuration, formatNoun, formatPercent } from "./numbers";
import { formatTime } from "./time-text";

/** Where a clause leads: the rows that it was counted from. */
export type ClauseTarget = { screen: "board"; filter: string } | { screen: "waiting" | "traffic" | "exit" };
export type Clause = { key: string; text: string; target: ClauseTarget; isAlarming: boolean };

export type DayFigures = {
  incoming: { last24h: number; previous24h: number };
  openCriticals: number;
  traffic: { requests: number; errorPercent: number | null };
  /** Runs of server errors of the last day, newest first. */
  episodes: readonly ErrorEpisode[];
  waiting: Count;
};

/** Only defects count as open criticals; this opens exactly them. */
export const OPEN_CRITICALS_FILTER = `severity:critical state:open type:${DEFECT_TYPES.join(",")}`;

/** A tenth more or less is a day like the one before. */
const SAME_SHARE = 0.1;
const NUMBER_WORDS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/**
 * The day in one sentence: what is louder or calmer than yesterday, whether anything critical is open, what the machines say, who
 * waits. Clauses that have nothing to say are left out; the first begins with a capital letter, and commas are the caller's.
 * @param timeZone the reader's, for clock times; undefined is the machine's own
 */
export function describeDay(day: DayFigures, now: number, timeZone?: string): Clause[] {
  const clauses = [
    volumeClause(day.incoming),
    criticalClause(day.openCriticals),
    trafficClause(day, now, timeZone),
    waitingClause(day.waiting),
  ];
  return clauses.filter((clause) => clause !== null);
}

function volumeClause({ last24h, previous24h }: DayFigures["incoming"]): Clause {
  const filter = "since:24h";
  const make = (text: string): Clause => ({
    key: "volume",
    text,
    target: { screen: "board", filter },
    isAlarming: false,
  });
  if (last24h === 0)
    return make(
      previous24h === 0
        ? "Quiet: no reports in two days"
        : `Quiet: no reports in 24 h, after ${formatNoun(previous24h, "report")} the day before`,
    );
  const reports = formatNoun(last24h, "report");
  if (previous24h === 0) return make(`${reports} in 24 h, none the day before`);
  const ratio = last24h / previous24h;
  if (Math.abs(ratio - 1) <= SAME_SHARE) return make(`As busy as yesterday: ${reports} in 24 h`);
  return make(
    `${ratio < 1 ? "Calmer" : "Busier"} than yesterday: ${reports} in 24 h, ${formatChange(previous24h, last24h) ?? ""}`,
  );
}

function criticalClause(open: number): Clause {
  const count = NUMBER_WORDS[open] ?? String(open);
  return {
    key: "criticals",
    text: `${count} ${open === 1 ? "critical" : "criticals"} open`,
    target: { screen: "board", filter: OPEN_CRITICALS_FILTER },
    isAlarming: open > 0,
  };
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
  const running = episodes.filter((episode) => episode.until === null);
  const [loudest] = [...running].sort((a, b) => b.errors - a.errors);
  if (loudest) {
    const more = running.length > 1 ? ` and ${formatNoun(running.length - 1, "other route")}` : "";
    const since = formatTime(loudest.from.getTime(), "time", now, timeZone);
    return make(
      `failures on ${loudest.method} ${loudest.route}${more} since ` +
        `${since}${loudest.suspect ? `, around release ${loudest.suspect.version}` : ""}`,
      true,
    );
  }
  const [last] = [...episodes].sort((a, b) => (b.until?.getTime() ?? 0) - (a.until?.getTime() ?? 0));
  if (last?.until) {
    const route = `failures on ${last.method} ${last.route}`;
    if (last.cure) return make(`${route} back to baseline since ${last.cure.version}`, false);
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
