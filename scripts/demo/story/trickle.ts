/** What keeps coming after the recorded days: one message every six to twelve seconds and the traffic of that time, without end. */
import { composeReport, Deck } from "./compose";
import type { StoryEvent } from "./event";
import type { KongLine } from "./kong";
import { HOUR_MS } from "./launch";
import { NOISE } from "./noise";
import { PROBLEMS } from "./problems";
import { LIVE_PROBLEMS } from "./problems/live";
import type { Problem } from "./problem";
import { createRandom, type Random } from "./random";
import { fillPath, type StoryRequest } from "./requests";
import { trafficRhythm } from "./rhythm";
import { reporterChooser, tellNoise } from "./timeline";
import { ordinaryLine, storyLine } from "./traffic";

/** Where the clock stands: when the launch was (ms since epoch) and how long ago that is (ms). */
export type TrickleMoment = { launchAtMs: number; atMs: number };
export type Trickle = {
  event: StoryEvent;
  /** Requests of the seconds before the event, in order of time. */
  lines: KongLine[];
  /** How long to wait before the next one, ms. */
  delayMs: number;
};

/** A subject nobody has mentioned yet joins after this many messages, and one more each time. */
const NEW_PROBLEM_EVERY = 30;
const LINES_PER_HOUR = 2_100;
const MEAN_RHYTHM = 15.3;
const LAST_RECORDED_HOUR = 90;

/** The n-th live message (from 0). The same seed, number and moment give the same message. */
export function nextTrickle(seed: string, n: number, { launchAtMs, atMs }: TrickleMoment): Trickle {
  const random = createRandom(`${seed}/trickle/${n}`);
  const delayMs = random.int(6_000, 12_000);
  const hour = atMs / HOUR_MS;
  const id = `st-live-${String(n).padStart(6, "0")}`;
  const lines = trafficBefore(atMs, delayMs, launchAtMs, random);
  if (random.chance(0.015))
    return { event: tellNoise(random.pick(NOISE), id, hour, 80_000 + n), lines, delayMs };

  const problem = chooseProblem(n, random);
  const request = requestBehind(problem, atMs, random);
  if (request) lines.push(storyLine(request, launchAtMs, random));
  const isNew = problem.startHour >= 96;
  const { reporter: _reporter, ...event } = composeReport(
    new Deck(problem, isNew && random.chance(0.4) ? 0 : 1),
    {
      id,
      hour,
      ticketId: 80_000 + n,
      request,
      random,
      told: new Set(),
      chooseReporter: reporterChooser(seed, random),
    },
  );
  return { event, lines, delayMs };
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
