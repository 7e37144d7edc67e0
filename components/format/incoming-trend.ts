/** Reports of a launch as far as a comparison needs them; `since` is when its first report occurred, null when there is none. */
export type IncomingFigures = {
  lastHour: number;
  sameHourYesterday: number;
  last24h: number;
  previous24h: number;
  since: Date | null;
};

/** How one count compares with the one before it; *unknown* where there are too few reports, or no time before, to say. */
export type Comparison = "more" | "fewer" | "same" | "unknown";

/** How the day and the last hour compare with yesterday, each by itself. */
export type IncomingTrend = { day: Comparison; hour: Comparison };

const HOUR_MS = 3_600_000;

/**
 * What it takes to call two counts different. Reports that arrive independently of each other differ by chance with a spread of about the
 * root of their sum (two Poisson counts), so a difference has to be `spreads` times that, and a share of the count before. Fewer than
 * `least` reports in both together are never compared. The hour asks for more than the day: it is looked at anew every minute.
 */
const DAY = { spreads: 2, share: 0.1, least: 10 } as const;
const HOUR = { spreads: 3, share: 0.25, least: 10 } as const;

/** From so many reports in both together on, no difference found means that there is none worth a word. */
const ENOUGH_FOR_SAME = 40;

function compare(
  before: number,
  after: number,
  { spreads, share, least }: typeof DAY | typeof HOUR,
): Comparison {
  const sum = before + after;
  if (sum < least) return "unknown";
  const difference = Math.abs(after - before);
  if (difference > spreads * Math.sqrt(sum) && difference > share * before)
    return after > before ? "more" : "fewer";
  return sum < ENOUGH_FOR_SAME ? "unknown" : "same";
}

/**
 * Whether more or fewer reports arrive than yesterday: today against the day before, and the last hour against the same hour of
 * yesterday, because people report by the clock. A yesterday that the launch has seen only in part compares with nothing.
 * @param now ms since epoch
 */
export function incomingTrend(incoming: IncomingFigures, now: number): IncomingTrend {
  const ageMs = incoming.since === null ? 0 : now - incoming.since.getTime();
  return {
    day: ageMs < 48 * HOUR_MS ? "unknown" : compare(incoming.previous24h, incoming.last24h, DAY),
    hour: ageMs < 25 * HOUR_MS ? "unknown" : compare(incoming.sameHourYesterday, incoming.lastHour, HOUR),
  };
}
