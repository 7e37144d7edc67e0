import type { TrafficClass } from "@/contracts/traffic";
import { bucketOf } from "./latency-buckets";
import type { Connection } from "./latency-of";

/** What a rollup needs of a request. `latencyMs` is what it is judged by (`latencyOfLine`). */
export type RolledRequest = {
  trafficClass: TrafficClass;
  connection: Connection | null;
  tsMs: number;
  service: string;
  route: string;
  method: string;
  /** Null when nobody was answered. */
  status: number | null;
  latencyMs: number | null;
  bytesOut: number | null;
};

/** The requests of one minute, service, route, method and class. */
export type MinuteTraffic = {
  minuteMs: number;
  service: string;
  route: string;
  method: string;
  trafficClass: TrafficClass;
  n: number;
  n4xx: number;
  n5xx: number;
  /** Requests that nobody answered; none of the above. */
  nNoAnswer: number;
  /** Upgrades, tunnels and streams; they are requests too. */
  nConnections: number;
  bytesOut: number;
  latencySum: number;
  latencyMax: number;
  /** Requests with a latency, by its bucket. */
  buckets: Map<number, number>;
};

const MINUTE_MS = 60_000;

/** Minutes by what they add up; filled by `addToMinutes`. */
export type Minutes = Map<string, MinuteTraffic>;

/** Adds requests to their minutes, in place. */
export function addToMinutes(minutes: Minutes, requests: readonly RolledRequest[]): void {
  for (const request of requests) {
    const minuteMs = Math.floor(request.tsMs / MINUTE_MS) * MINUTE_MS;
    const key = `${minuteMs} ${request.service} ${request.route} ${request.method} ${request.trafficClass}`;
    let minute = minutes.get(key);
    if (!minute)
      minutes.set(
        key,
        (minute = {
          minuteMs,
          service: request.service,
          route: request.route,
          method: request.method,
          trafficClass: request.trafficClass,
          n: 0,
          n4xx: 0,
          n5xx: 0,
          nNoAnswer: 0,
          nConnections: 0,
          bytesOut: 0,
          latencySum: 0,
          latencyMax: 0,
          buckets: new Map(),
        }),
      );
    minute.n += 1;
    if (request.status === null) minute.nNoAnswer += 1;
    else if (request.status >= 500) minute.n5xx += 1;
    else if (request.status >= 400) minute.n4xx += 1;
    if (request.connection !== null) minute.nConnections += 1;
    minute.bytesOut += request.bytesOut ?? 0;
    if (request.latencyMs === null) continue;
    minute.latencySum += request.latencyMs;
    if (request.latencyMs > minute.latencyMax) minute.latencyMax = request.latencyMs;
    const bucket = bucketOf(request.latencyMs);
    minute.buckets.set(bucket, (minute.buckets.get(bucket) ?? 0) + 1);
  }
}

/** Minutes in the order of the table's key: batches that meet lock its rows in the same order. */
export function inKeyOrder(minutes: Minutes): MinuteTraffic[] {
  return [...minutes.values()].sort(
    (a, b) =>
      a.minuteMs - b.minuteMs ||
      compare(a.service, b.service) ||
      compare(a.route, b.route) ||
      compare(a.method, b.method) ||
      compare(a.trafficClass, b.trafficClass),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts as Postgres writes an array that begins at its first count: `[118:120]={1,0,2}`; the subscript is the bucket. */
export function writeBuckets(buckets: ReadonlyMap<number, number>): string {
  if (buckets.size === 0) return "{}";
  const first = Math.min(...buckets.keys());
  const last = Math.max(...buckets.keys());
  const counts = Array.from({ length: last - first + 1 }, (_, index) => buckets.get(first + index) ?? 0);
  return `[${first}:${last}]={${counts.join(",")}}`;
}
