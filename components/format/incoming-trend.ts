import type { IncomingFigures } from "@/contracts/analysis";

/** How one count compares with the one before it; *unknown* where there are too few reports, or no time before, to say. */
export type Comparison = "more" | "fewer" | "same" | "unknown";

/** How the day compares with yesterday, and the last hour with what is usual at this hour, each by itself. */
export type IncomingTrend = { day: Comparison; hour: Comparison; usual: UsualHour | null };

/** What is usual at this hour: the middle of the same hour on so many of the last days. */
export type UsualHour = { reports: number; days: number };

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

/** The middle of the same hours that the launch has seen whole; one day's burst, or one quiet holiday, does not decide it. */
function usualHour(sameHourBefore: readonly number[], ageMs: number): UsualHour | null {
  const seen = sameHourBefore.filter((_, index) => ageMs >= (24 * (index + 1) + 1) * HOUR_MS);
  if (seen.length === 0) return null;
  const sorted = [...seen].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return { reports: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2, days: seen.length };
}

/**
 * Whether more or fewer reports arrive than before: today against the day before, and the last hour against the same hour of the last
 * days, because people report by the clock. A time before that the launch has seen only in part compares with nothing.
 * @param now ms since epoch
 */
export function incomingTrend(incoming: IncomingFigures, now: number): IncomingTrend {
  const ageMs = incoming.since === null ? 0 : now - incoming.since.getTime();
  const usual = usualHour(incoming.sameHourBefore, ageMs);
  return {
    day: ageMs < 48 * HOUR_MS ? "unknown" : compare(incoming.previous24h, incoming.last24h, DAY),
    hour: usual === null ? "unknown" : compare(usual.reports, incoming.lastHour, HOUR),
    usual,
  };
}

/** What the last hour compares with: what is usual, or before there is any, the same hour yesterday. */
export const hourBefore = (incoming: IncomingFigures, now: number): UsualHour =>
  incomingTrend(incoming, now).usual ?? { reports: incoming.sameHourBefore[0] ?? 0, days: 1 };
