/** The gateway's log of the story: four days of requests in Kong's http-log shape, with the outage and every quoted request in it. */
import type { StoryEvent } from "./event";
import {
  TRAFFIC_CONSUMERS,
  TRAFFIC_ROUTES,
  type KongLine,
  type TrafficConsumer,
  type TrafficRoute,
} from "./kong";
import { HOUR_MS } from "./launch";
import { createRandom, hash, type Random } from "./random";
import { RELEASE_BREAKS, RELEASE_FIXES, RELEASE_HELPS, versionAt } from "./releases";
import { fillPath, storyRequests, type StoryRequest } from "./requests";
import { trafficRhythm } from "./rhythm";

/** Share of ordinary requests that fail for reasons of their own. */
export const BACKGROUND_ERROR_SHARE = 0.004;
/** Share of POST /v2/orders that fails while release 2.0.2 is out. */
export const OUTAGE_ERROR_SHARE = 0.18;
const MINUTE_MS = 60_000;
const OUTAGE_FROM_MS = RELEASE_BREAKS.endHour * HOUR_MS;
const OUTAGE_TO_MS = RELEASE_FIXES.endHour * HOUR_MS;

export type TrafficOptions = {
  seed: string;
  /** Lines to yield. */
  count: number;
  launchAtMs: number;
  /** Milliseconds since the launch; fromMs included, toMs not. */
  fromMs: number;
  toMs: number;
  /** Request ids that must be in the log because reports quote them; matters only for small counts. */
  quoted?: ReadonlySet<string>;
};

/** The request ids that reports carry or quote. */
export const quotedRequestIds = (events: readonly StoryEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap((event) => (event.context.requestId ? [event.context.requestId] : [])));

/** Log lines in order of time. The same options give the same lines. */
export function* gatewayLines({
  seed,
  count,
  launchAtMs,
  fromMs,
  toMs,
  quoted,
}: TrafficOptions): Generator<KongLine, void, undefined> {
  const random = createRandom(`${seed}/traffic/${fromMs}/${toMs}/${count}`);
  const story = storyIn(seed, count, fromMs, toMs, quoted);
  const minutes = Math.max(1, Math.ceil((toMs - fromMs) / MINUTE_MS));
  const weightOf = (minute: number): number => trafficRhythm((fromMs + (minute + 0.5) * MINUTE_MS) / HOUR_MS);
  let weights = 0;
  for (let m = 0; m < minutes; m++) weights += weightOf(m);
  const background = Math.max(0, count - story.length);
  const failShare = outageShare(story, fromMs, toMs, (m) => (background * weightOf(m)) / weights);

  let passed = 0,
    given = 0,
    sentBefore = 0;
  for (let m = 0; m < minutes; m++) {
    passed += weightOf(m);
    const due = Math.round((background * passed) / weights) - given;
    given += due;
    const startMs = fromMs + m * MINUTE_MS,
      endMs = Math.min(startMs + MINUTE_MS, toMs);
    const moments: { atMs: number; request: StoryRequest | null }[] = [];
    for (let i = 0; i < due; i++)
      moments.push({ atMs: Math.floor(startMs + random.next() * (endMs - startMs)), request: null });
    while (sentBefore < story.length && (story[sentBefore] as StoryRequest).atMs < endMs) {
      const request = story[sentBefore++] as StoryRequest;
      moments.push({ atMs: request.atMs, request });
    }
    moments.sort((a, b) => a.atMs - b.atMs);
    for (const { atMs, request } of moments)
      yield request
        ? storyLine(request, launchAtMs, random)
        : ordinaryLine(atMs, launchAtMs, failShare, random);
  }
}

/** All traced requests of the span; of few lines only the quoted ones and as many others as leave the error rate believable. */
function storyIn(
  seed: string,
  count: number,
  fromMs: number,
  toMs: number,
  quoted: ReadonlySet<string> | undefined,
): StoryRequest[] {
  const inSpan = storyRequests(seed).filter((r) => r.atMs >= fromMs && r.atMs < toMs);
  const most = Math.floor(count * 0.006);
  if (inSpan.length <= most) return inSpan;
  const others = inSpan
    .filter((r) => !quoted?.has(r.requestId))
    .sort((a, b) => hash(a.requestId) - hash(b.requestId));
  const left = Math.max(0, most - (inSpan.length - others.length));
  const kept = new Set(others.slice(0, left).map((r) => r.requestId));
  return inSpan.filter((r) => kept.has(r.requestId) || quoted?.has(r.requestId)).slice(0, Math.max(count, 0));
}

/** The chance of an ordinary order to fail in the outage, such that with the traced ones the share comes out right. */
function outageShare(
  story: readonly StoryRequest[],
  fromMs: number,
  toMs: number,
  linesInMinute: (minute: number) => number,
): number {
  const traced = story.filter((r) => r.route === "/v2/orders" && r.status === 502).length;
  const orderShare = ORDERS.weight / TRAFFIC_ROUTES.reduce((sum, r) => sum + r.weight, 0);
  let orders = 0;
  for (let atMs = Math.max(fromMs, OUTAGE_FROM_MS); atMs < Math.min(toMs, OUTAGE_TO_MS); atMs += MINUTE_MS)
    orders += linesInMinute(Math.floor((atMs - fromMs) / MINUTE_MS)) * orderShare;
  return orders > 0
    ? Math.max(0, (OUTAGE_ERROR_SHARE * (orders + traced) - traced) / orders)
    : OUTAGE_ERROR_SHARE;
}

const ORDERS = TRAFFIC_ROUTES.find((r) => r.name === "orders-create") as TrafficRoute;
const cumulate = <T extends { weight: number }>(from: readonly T[]): ((random: Random) => T) => {
  const total = from.reduce((sum, x) => sum + x.weight, 0);
  return (random) => {
    let at = random.next() * total;
    for (const x of from) if ((at -= x.weight) < 0) return x;
    return from[from.length - 1] as T;
  };
};
const pickRoute = cumulate(TRAFFIC_ROUTES);
const pickConsumer = cumulate(TRAFFIC_CONSUMERS);
const pickIntegrator = cumulate(TRAFFIC_CONSUMERS.filter((c) => c.clientVersion !== ""));

/** A line like thousands of others. */
export function ordinaryLine(
  atMs: number,
  launchAtMs: number,
  outageFailShare: number,
  random: Random,
): KongLine {
  const route = pickRoute(random);
  const consumer = route.service === "platform" ? pickIntegrator(random) : pickConsumer(random);
  const isInOutage = route === ORDERS && atMs >= OUTAGE_FROM_MS && atMs < OUTAGE_TO_MS;
  const status =
    isInOutage && random.chance(outageFailShare)
      ? 502
      : random.chance(BACKGROUND_ERROR_SHARE)
        ? random.pick([404, 404, 401, 422, 429, 409, 404, 503, 500, 504])
        : route.method === "POST" && route !== ORDERS
          ? 200
          : route === ORDERS
            ? 201
            : 200;
  return line(
    {
      atMs,
      launchAtMs,
      route,
      consumer,
      status,
      path: fillPath(route.path, () => random.int(100_000, 999_999)),
      requestId: hexId(random),
      slowness: 1,
    },
    random,
  );
}

/** The line behind a request the story knows by its id. */
export function storyLine(request: StoryRequest, launchAtMs: number, random: Random): KongLine {
  const route = TRAFFIC_ROUTES.find((r) => r.path === request.route && r.method === request.method) ?? {
    ...ORDERS,
    name: "other",
    path: request.route,
    method: request.method,
  };
  const consumer =
    request.problemId === "orders-api-502" || route.service === "platform"
      ? pickIntegrator(random)
      : pickConsumer(random);
  return line(
    {
      atMs: request.atMs,
      launchAtMs,
      route,
      consumer,
      status: request.status,
      path: request.path,
      requestId: request.requestId,
      slowness: request.problemId === "search-slow" ? 6 : 1,
    },
    random,
  );
}

const hexId = (random: Random): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random.next() * 4_294_967_296)
      .toString(16)
      .padStart(8, "0"),
  ).join("");

/** Search is slow under load until release 2.0.1 has warmed its index. */
function load(route: TrafficRoute, hour: number): number {
  if (route.name !== "search") return 1;
  return 1 + (trafficRhythm(hour) / 31) ** 3 * (hour < RELEASE_HELPS.endHour ? 16 : 1.6);
}

type Facts = {
  atMs: number;
  launchAtMs: number;
  route: TrafficRoute;
  consumer: TrafficConsumer;
  status: number;
  path: string;
  requestId: string;
  slowness: number;
};

function line(
  { atMs, launchAtMs, route, consumer, status, path, requestId, slowness }: Facts,
  random: Random,
): KongLine {
  const hour = atMs / HOUR_MS;
  const isKongs = status === 401 || status === 429;
  const kong = Math.max(0, Math.round(Math.exp(0.7 + 0.6 * random.normal())));
  const usual = route.medianMs * load(route, hour) * slowness * Math.exp(route.sigma * random.normal());
  const proxy = isKongs
    ? -1
    : Math.round(
        status === 504
          ? 30_000 + random.int(0, 40)
          : status === 502
            ? 210 + random.int(-40, 60)
            : Math.min(29_000, Math.max(2, usual)),
      );
  const receive = isKongs ? 0 : random.int(0, 3);
  const query: Record<string, string> = route.name === "search" ? { q: random.pick(SEARCHES) } : {};
  const search = new URLSearchParams(query).toString();
  const uri = search ? `${path}?${search}` : path;
  const version = versionAt(hour);
  return {
    started_at: launchAtMs + atMs,
    client_ip: `203.0.113.${random.int(1, 254)}`,
    request: {
      id: requestId,
      method: route.method,
      uri,
      url: `https://api.larderline.example:443${uri}`,
      size: 420 + random.int(0, 900),
      querystring: query,
      headers: {
        host: "api.larderline.example",
        "user-agent": consumer.userAgent,
        "x-client-version": consumer.clientVersion || version,
      },
    },
    response: {
      status,
      size: status >= 400 ? 180 + random.int(0, 60) : Math.round(route.bytes * (0.6 + random.next() * 0.8)),
      headers: { "content-type": "application/json; charset=utf-8", "x-app-version": version },
    },
    latencies: { request: Math.max(0, proxy) + kong + receive, kong, proxy, receive },
    upstream_uri: path,
    ...(isKongs ? {} : { upstream_status: String(status) }),
    service: {
      id: uuidOf(`service/${route.service}`),
      name: route.service,
      host: `${route.service}.internal`,
    },
    route: {
      id: uuidOf(`route/${route.name}`),
      name: route.name,
      paths: [route.path],
      methods: [route.method],
    },
    ...(status === 401
      ? {}
      : { consumer: { id: uuidOf(`consumer/${consumer.username}`), username: consumer.username } }),
    source: isKongs ? "kong" : "upstream",
  };
}

const SEARCHES = [
  "butter",
  "milk",
  "mehl",
  "tomaten",
  "crème",
  "huile",
  "aceite",
  "lachs",
  "eggs",
  "zwiebeln",
  "parsley",
  "basil",
  "oat milk",
  "sahne",
  "pain",
  "queso",
] as const;

const uuids = new Map<string, string>();
/** A stable id for a name, in the form Kong gives its entities. */
function uuidOf(name: string): string {
  const known = uuids.get(name);
  if (known) return known;
  const hex = [0, 1, 2, 3].map((i) => hash(`${name}/${i}`).toString(16).padStart(8, "0")).join("");
  const made = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  uuids.set(name, made);
  return made;
}
