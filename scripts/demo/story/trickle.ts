/**
 * What keeps coming after the recorded days, without end: as many messages as a fifth day would bring after the four that were told, and
 * the traffic of that time.
 */
import { composeReport, Deck } from "./compose";
import type { StoryEvent } from "./event";
import type { KongLine } from "./kong";
import { DAY_MS, HOUR_MS } from "./launch";
import { NOISE } from "./noise";
import { PROBLEMS } from "./problems";
import { LIVE_PROBLEMS } from "./problems/live";
import type { Problem } from "./problem";
import { createRandom, type Random } from "./random";
import { fillPath, type StoryRequest } from "./requests";
import { reportRhythm, trafficRhythm } from "./rhythm";
import { reporterChooser, noiseEvent } from "./timeline";
import { ordinaryLine, storyLine } from "./traffic";

/** Where the clock stands: when the launch was (ms since epoch) and how long ago that is (ms). */
export type TrickleMoment = { launchAtMs: number; atMs: number };
export type LiveMessage = {
  event: StoryEvent;
  /** The request that the message is about, where it is about one. */
  lines: KongLine[];
};

/** A subject nobody has mentioned yet joins after this many messages, and one more each time. */
const NEW_PROBLEM_EVERY = 30;
const LINES_PER_HOUR = 2_100;
const MEAN_RHYTHM = 15.3;
const LAST_RECORDED_HOUR = 90;

/** As little as a launch of any size brings: one message in two hours. */
const LEAST_PER_DAY = 12;
/** Sum of a day's rhythm long after the launch, read hour by hour. */
const RHYTHM_OF_A_DAY = Array.from({ length: 24 }, (_, hour) => reportRhythm(10_000 + hour)).reduce(
  (sum, share) => sum + share,
  0,
);

/**
 * How many messages the day after the recorded ones brings: as many as their last 24 hours, going on to fall (never to rise) as those did
 * from the 24 hours before.
 */
export function nextDayVolume(events: readonly Pick<StoryEvent, "atMs">[], endMs: number): number {
  const countIn = (fromMs: number, untilMs: number): number =>
    events.filter(({ atMs }) => atMs > fromMs && atMs <= untilMs).length;
  const last = countIn(endMs - DAY_MS, endMs);
  const before = countIn(endMs - 2 * DAY_MS, endMs - DAY_MS);
  return Math.max(LEAST_PER_DAY, Math.round(last * Math.min(1, last / Math.max(1, before))));
}

/** How long it takes until the n-th live message, ms: at random, and on average as the hour of the day has it. */
export function waitBefore(seed: string, n: number, perDay: number, atMs: number): number {
  const perHour = (perDay * reportRhythm(atMs / HOUR_MS)) / RHYTHM_OF_A_DAY;
  return (-Math.log(1 - createRandom(`${seed}/wait/${n}`).next()) * HOUR_MS) / perHour;
}

/** The requests of a stretch of time that ends at this moment, in order. The same seed and moment give the same requests. */
export function liveTraffic(seed: string, spanMs: number, { launchAtMs, atMs }: TrickleMoment): KongLine[] {
  return trafficBefore(atMs, spanMs, launchAtMs, createRandom(`${seed}/traffic/${atMs}`));
}

/** The n-th live message (from 0). The same seed, number and moment give the same message. */
export function liveMessage(seed: string, n: number, { launchAtMs, atMs }: TrickleMoment): LiveMessage {
  const random = createRandom(`${seed}/trickle/${n}`);
  const hour = atMs / HOUR_MS;
  const id = `st-live-${String(n).padStart(6, "0")}`;
  if (random.chance(0.015)) return { event: noiseEvent(random.pick(NOISE), id, hour, 80_000 + n), lines: [] };

  const problem = chooseProblem(n, random);
  const request = requestBehind(problem, atMs, random);
  const isNew = problem.startHour >= 96;
  const { reporter: _reporter, ...event } = composeReport(
    new Deck(problem, isNew && random.chance(0.4) ? 0 : 1),
    {
      id,
      hour,
      ticketId: 80_000 + n,
      request,
      random,
      usedTexts: new Set(),
      chooseReporter: reporterChooser(seed, random),
    },
  );
  return { event, lines: request ? [storyLine(request, launchAtMs, random)] : [] };
}

/** Mostly what still smoulders from the recorded days; the newest subject is loud while it is new. */
function chooseProblem(n: number, random: Random): Problem {
  const newest = Math.floor((n + NEW_PROBLEM_EVERY / 2) / NEW_PROBLEM_EVERY) - 1;
  const age = (n + NEW_PROBLEM_EVERY / 2) % NEW_PROBLEM_EVERY;
  if (newest >= 0 && newest < LIVE_PROBLEMS.length && random.chance(0.4 * Math.exp(-age / 12)))
    return LIVE_PROBLEMS[newest] as Problem;
  const smouldering = PROBLEMS.filter((p) => p.fadeHour > LAST_RECORDED_HOUR && !p.causedBy).map((p) => ({
    p,
    weight: p.weight,
  }));
  const known = LIVE_PROBLEMS.slice(0, Math.max(0, newest + 1)).map((p) => ({ p, weight: p.weight * 0.8 }));
  const pool = [...smouldering, ...known];
  let at = random.next() * pool.reduce((sum, { weight }) => sum + weight, 0);
  return pool.find(({ weight }) => (at -= weight) < 0)?.p ?? random.pick(PROBLEMS);
}

function requestBehind(problem: Problem, atMs: number, random: Random): StoryRequest | null {
  if (!problem.trace || !random.chance(0.5)) return null;
  const { method, route, status } = problem.trace;
  return {
    requestId: Array.from({ length: 4 }, () =>
      Math.floor(random.next() * 4_294_967_296)
        .toString(16)
        .padStart(8, "0"),
    ).join(""),
    problemId: problem.id,
    atMs,
    method,
    route,
    path: fillPath(route, () => random.int(100_000, 999_999)),
    status,
  };
}

function trafficBefore(atMs: number, spanMs: number, launchAtMs: number, random: Random): KongLine[] {
  const expected = (LINES_PER_HOUR * spanMs * trafficRhythm(atMs / HOUR_MS)) / (HOUR_MS * MEAN_RHYTHM);
  const count = Math.max(2, Math.round(expected * (0.7 + random.next() * 0.6)));
  return Array.from({ length: count }, () => atMs - random.int(1, spanMs))
    .sort((a, b) => a - b)
    .map((at) => ordinaryLine(at, launchAtMs, 0, random));
}
