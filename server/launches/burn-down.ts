/** One full day of a launch: how many defects were opened and how many were closed (reopened ones count as opened). */
export type BurnDownDay = { readonly day: Date; readonly opened: number; readonly closed: number };

/**
 * When the open defects reach the target. `likely` is the middle of the ways the last days could go on; in four of five
 * ways it lies between `earliest` and `latest`. `latest` is null when more than one way in ten has no end within the horizon.
 */
export type Projection =
  | {
      readonly kind: "date";
      readonly likely: Date;
      readonly earliest: Date;
      readonly latest: Date | null;
      readonly netPerDay: number;
      readonly daysUsed: number;
      readonly reason: string;
    }
  | { readonly kind: "none"; readonly reason: string };

export type BurnDownInput = {
  readonly openNow: number;
  /** Where the line has to arrive; 0 unless a criterion allows some. */
  readonly target?: number | undefined;
  /** Full days, in any order; days without a row count as quiet. The running day is left out by the caller or by `now`. */
  readonly days: readonly BurnDownDay[];
};

const DAY_MS = 86_400_000;
/** Enough days to tell a rate from luck, and no more than still describe the present. */
const MIN_DAYS = 3;
const MAX_DAYS = 14;
const MIN_CLOSED = 3;
/** A day counts half as much as one four days later. */
const HALF_LIFE_DAYS = 4;
const HORIZON_DAYS = 120;
const PATHS = 800;
const HOPELESS_SHARE = 0.3;
const OPEN_END_SHARE = 0.1;

/** A repeatable stream of numbers in [0, 1): mulberry32. The same data always gives the same projection. */
function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type WeightedDay = { readonly net: number; readonly weight: number };

/** Full days before `now`, gaps filled with quiet ones, the newest last. */
function readDays(days: readonly BurnDownDay[], now: Date): { nets: number[]; closed: number } {
  const today = Math.floor(now.getTime() / DAY_MS);
  const byDay = new Map<number, { opened: number; closed: number }>();
  for (const { day, opened, closed } of days) {
    const at = Math.floor(day.getTime() / DAY_MS);
    if (at >= today || at < today - MAX_DAYS) continue;
    const before = byDay.get(at) ?? { opened: 0, closed: 0 };
    byDay.set(at, { opened: before.opened + opened, closed: before.closed + closed });
  }
  if (byDay.size === 0) return { nets: [], closed: 0 };
  const first = Math.min(...byDay.keys());
  const nets: number[] = [];
  let closedInAll = 0;
  for (let index = first; index < today; index += 1) {
    const { opened, closed } = byDay.get(index) ?? { opened: 0, closed: 0 };
    nets.push(closed - opened);
    closedInAll += closed;
  }
  return { nets, closed: closedInAll };
}

function draw(days: readonly WeightedDay[], total: number, random: () => number): WeightedDay {
  let at = random() * total;
  for (const day of days) {
    at -= day.weight;
    if (at < 0) return day;
  }
  return days.at(-1)!;
}

/** Days until the target on one way the recent days could go on; null when it does not arrive within the horizon. */
function walk(
  toClose: number,
  days: readonly WeightedDay[],
  total: number,
  random: () => number,
): number | null {
  // First which days there might have been as well, then a future made of those: the rate itself is uncertain too.
  const sample = days.map(() => draw(days, total, random));
  let left = toClose;
  for (let day = 1; day <= HORIZON_DAYS; day += 1) {
    const { net } = sample[Math.floor(random() * sample.length)]!;
    // Something is left, so the day that closes it closes more than nothing.
    if (net >= left) return day - 1 + left / net;
    left -= net;
  }
  return null;
}

/**
 * Projects when the open defects reach the target from the net closing rate of the last full days (at most 14, newer
 * ones weigh more), by resampling those days 800 times. Says *no projection* with its reason when the data does not carry
 * one: too few days, too little closed, more arriving than closed, or no end in sight on too many ways.
 */
export function projectBurnDown(input: BurnDownInput, now: Date): Projection {
  const toClose = input.openNow - (input.target ?? 0);
  const { nets, closed } = readDays(input.days, now);
  if (toClose <= 0) {
    return {
      kind: "date",
      likely: now,
      earliest: now,
      latest: now,
      netPerDay: average(nets),
      daysUsed: nets.length,
      reason: "No open defect stands in the way.",
    };
  }
  if (nets.length < MIN_DAYS)
    return {
      kind: "none",
      reason:
        "No projection: " +
        `${nets.length === 0 ? "no full day has" : nets.length === 1 ? "only one full day has" : `only ${nets.length} full days have`} ` +
        "passed, three are needed.",
    };
  if (closed < MIN_CLOSED)
    return {
      kind: "none",
      reason:
        "No projection: " +
        `${closed === 0 ? "nothing has" : `only ${closed} ${closed === 1 ? "has" : "have"}`} been closed ` +
        `in ${nets.length} days.`,
    };
  const days = nets.map((net, index) => ({
    net,
    weight: 0.5 ** ((nets.length - 1 - index) / HALF_LIFE_DAYS),
  }));
  const total = days.reduce((sum, { weight }) => sum + weight, 0);
  const netPerDay =
    Math.round((days.reduce((sum, { net, weight }) => sum + net * weight, 0) / total) * 10) / 10;
  if (netPerDay <= 0)
    return {
      kind: "none",
      reason: `No projection: as many defects arrive as are closed, or more (net ${netPerDay} a day).`,
    };
  const random = randomStream(toClose * 7919 + nets.length);
  const arrivals: number[] = [];
  for (let path = 0; path < PATHS; path += 1) {
    const arrived = walk(toClose, days, total, random);
    if (arrived !== null) arrivals.push(arrived);
  }
  arrivals.sort((a, b) => a - b);
  const lost = 1 - arrivals.length / PATHS;
  if (lost > HOPELESS_SHARE)
    return {
      kind: "none",
      reason:
        `No projection: the last ${nets.length} days swing too much; in ${Math.round(lost * 100)} % of ` +
        `the ways they could go on there is no end within ${HORIZON_DAYS} days.`,
    };
  // More than two thirds arrive, so that the middle and the tenth are there; the ninth tenth is where few enough are lost.
  const afterShare = (share: number): Date =>
    new Date(now.getTime() + arrivals[Math.min(arrivals.length - 1, PATHS * share)]! * DAY_MS);
  return {
    kind: "date",
    likely: afterShare(0.5),
    earliest: afterShare(0.1),
    latest: lost > OPEN_END_SHARE ? null : afterShare(0.9),
    netPerDay,
    daysUsed: nets.length,
    reason:
      `${toClose} to close at a net ${netPerDay} a day over the last ${nets.length} days; four of five ` +
      "ways they could go on end within the range.",
  };
}

function average(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;
}
