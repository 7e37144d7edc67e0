/** The single requests behind the story: each fails or crawls in the gateway's log and may be quoted in a report. */
import { HOUR_MS } from "./launch";
import type { Problem, Trace } from "./problem";
import { PROBLEMS } from "./problems";
import { createRandom } from "./random";
import { RELEASE_FIXES } from "./releases";
import { problemShape, spread, trafficRhythm } from "./rhythm";

export type StoryRequest = {
  requestId: string;
  problemId: string;
  atMs: number;
  method: Trace["method"];
  route: string;
  path: string;
  status: number;
};

const HEX = "0123456789abcdef";

/** Every traced request of the story in order of time; ids have the gateway's form (32 hex digits). Depends on the seed alone. */
export function storyRequests(seed: string): readonly StoryRequest[] {
  return PROBLEMS.flatMap((problem) => (problem.trace ? requestsOf(seed, problem, problem.trace) : [])).sort(
    (a, b) => a.atMs - b.atMs,
  );
}

function requestsOf(seed: string, problem: Problem, trace: Trace): StoryRequest[] {
  const random = createRandom(`${seed}/requests/${problem.id}`);
  // A request that fails because of a release fails only while that release is out; reports go on a little longer.
  const untilHour = problem.causedBy ? RELEASE_FIXES.endHour - 0.02 : Math.min(problem.fadeHour, 96);
  const hours = spread(
    trace.count,
    problem.startHour,
    untilHour,
    (hour) => problemShape(problem, hour) * trafficRhythm(hour),
    random.next,
  );
  return hours.map((hour) => ({
    requestId: Array.from({ length: 32 }, () => HEX[random.int(0, 15)]).join(""),
    problemId: problem.id,
    atMs: Math.round(hour * HOUR_MS),
    method: trace.method,
    route: trace.route,
    path: fillPath(trace.route, () => random.int(100_000, 999_999)),
    status: trace.status,
  }));
}

/** Puts numbers where a route pattern has {id}. */
export const fillPath = (route: string, number: () => number): string =>
  route.replace("{id}", () => String(number()));
