/** What machines tell: the fields of a gateway log line, releases, and how traffic is read. */
import { PostedMoment } from "./moment";
import { Cursor } from "./paging";
import { z } from "zod";
import { ReleaseKind, ReleaseOutcome } from "./intake";
import { Slug } from "./tenancy";
import type { TrafficClass } from "./traffic";

/** Whether a text may be a request's id: one word, long, and with a digit in it. */
export const looksLikeRequestId = (text: string): boolean =>
  text.length >= 8 && text.length <= 200 && /\d/.test(text) && /^[\w.:/+=-]+$/.test(text);

/** A batch of log lines may hold this many at most. */
export const LOG_BATCH_MAX_ROWS = 50_000;
/** Older or newer lines are refused: there is no partition to keep them in. */
export const LOG_PAST_DAYS = 35;
export const LOG_FUTURE_DAYS = 7;

const Duration = z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]).nullish();
const Size = z.union([z.number(), z.string()]).nullish();
const Word = z.string().nullish();

/**
 * One line of the documented field set, for any gateway that can write JSON. Every name may also be written in snake_case
 * (`latency_ms`); numbers may be quoted; unknown fields are dropped. Only time, method and path are needed.
 */
export const GatewayLogLine = z.object({
  ts: z
    .union([z.string(), z.number()])
    .describe(
      "When the request began: ISO 8601 or common log format with a zone, or a count of seconds, ms, µs or ns since 1970",
    ),
  method: z.string().describe("HTTP method"),
  path: z.string().describe("Path as requested; host, query string and fragment are dropped"),
  status: z
    .union([z.number(), z.string()])
    .nullish()
    .describe("HTTP status answered, 100–599; nothing, 0, -1 or - when nobody was answered"),
  route: Word.describe(
    "The gateway's own name for the route, such as /orders/{id}; made from the path when it is missing",
  ),
  service: Word.describe("The service behind the route"),
  consumer: Word.describe("Who called: an application or account, never a secret"),
  version: Word.describe("Version of the service that answered"),
  latencyMs: Duration.describe("Whole time from first byte in to last byte out, ms"),
  upstreamMs: Duration.describe("Time spent waiting for the service, ms"),
  gatewayMs: Duration.describe("Time spent in the gateway itself, ms"),
  firstByteMs: Duration.describe(
    "Time to the first byte of the answer, ms; websockets and streams are judged by it",
  ),
  upgrade: Word.describe("The request's Upgrade header, such as websocket"),
  scheme: Word.describe("http, https, ws or wss"),
  contentType: Word.describe("Content type of the answer; text/event-stream is a stream"),
  grpcType: Word.describe("Kind of a gRPC call: unary, server_stream, client_stream or bidi_stream"),
  bytesIn: Size.describe("Size of the request, bytes"),
  bytesOut: Size.describe("Size of the answer, bytes"),
  clientIp: Word.describe("Address of the caller"),
  userAgent: Word.describe("User agent of the caller"),
  requestId: Word.describe("Id of this request; what a reporter may quote"),
  traceId: Word.describe("Trace id, where tracing runs"),
});
export type GatewayLogLine = z.infer<typeof GatewayLogLine>;

/** A line that was not stored, and why. Lines count from 1; in a JSON array, entries do. */
export const LogRejection = z.object({ line: z.number().int(), reason: z.string() });
export type LogRejection = z.infer<typeof LogRejection>;

/** Why lines were refused, durations that could not be read, and what looks wrong in a whole batch. */
export const LOG_NOTE_KINDS = ["refused", "unreadable", "implausible"] as const;
export type LogNoteKind = (typeof LOG_NOTE_KINDS)[number];
/** So long is kept what became of a feed's lines, with examples. */
export const LOG_NOTES_DAYS = 7;

/** What a sender of logs is told. `accepted` counts what was stored anew; `rejections` lists the first hundred. */
export const LogReceipt = z.object({
  batchId: z.string(),
  isDuplicate: z.boolean(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicates: z.number().int().describe("Lines that were stored before, known by their request ids"),
  warnings: z
    .array(z.string())
    .describe("What looks wrong in the batch as a whole; it was stored as it came"),
  rejections: z.array(LogRejection),
});
export type LogReceipt = z.infer<typeof LogReceipt>;

const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);

const releaseFields = {
  kind: ReleaseKind,
  version: z.string().trim().min(1).max(100),
  title: z.string().trim().min(1).max(200).optional(),
  component: Slug.optional().describe("A component's slug"),
  startedAt: PostedMoment,
  endedAt: PostedMoment.optional(),
  outcome: ReleaseOutcome,
  url: WebUrl.optional(),
  notes: z.string().trim().min(1).max(2_000).optional().describe("What it changes, in words"),
};
const endsAfterItsStart = (release: { startedAt: Date; endedAt?: Date | undefined }): boolean =>
  !release.endedAt || release.endedAt >= release.startedAt;
const END_REFUSAL = { message: "endedAt is before startedAt.", path: ["endedAt"] };

/** A thing that changed, as a build pipeline or a person announces it. The same delivery again updates how it ended. */
export const ReleaseInput = z
  .object({ launch: z.string().min(1).max(60).describe("The launch's slug or id"), ...releaseFields })
  .refine(endsAfterItsStart, END_REFUSAL);
export type ReleaseInput = z.infer<typeof ReleaseInput>;

export type Release = {
  id: string;
  launchId: string;
  kind: z.infer<typeof ReleaseKind>;
  title: string;
  version: string;
  componentId: string | null;
  startedAt: Date;
  endedAt: Date | null;
  outcome: z.infer<typeof ReleaseOutcome>;
  url: string | null;
};

/** A release in the list of a launch's releases. */
export type ListedRelease = Release & {
  notes: string | null;
  /** Recorded by a person on a screen, who may change it or remove it again; others are their sender's. */
  isByHand: boolean;
  /** Counts changes: what a change was made upon. */
  revision: number;
};

/** How far back a traffic screen looks, and how wide one point of its lines is. */
export const TRAFFIC_WINDOWS = {
  "1h": { minutes: 60, stepMinutes: 1 },
  "6h": { minutes: 360, stepMinutes: 5 },
  "24h": { minutes: 1_440, stepMinutes: 15 },
  "7d": { minutes: 10_080, stepMinutes: 120 },
} as const;
export const TrafficWindow = z.enum(["1h", "6h", "24h", "7d"]);
export type TrafficWindow = z.infer<typeof TrafficWindow>;

/**
 * Figures of one stretch of traffic. Percentages 0–100, latencies ms; null where nothing was measured. Errors are requests that failed:
 * answered with 5xx, or not at all (`noAnswers`).
 */
export type TrafficFigures = {
  requests: number;
  errors: number;
  noAnswers: number;
  errorPercent: number | null;
  p95Ms: number | null;
};
export type TrafficPoint = TrafficFigures & { at: Date };
export type RouteTraffic = TrafficFigures & {
  service: string;
  method: string;
  route: string;
  componentId: string | null;
};
/** Requests that are no real use, in the window of the figures beside which they stand. */
export type BesideTraffic = { trafficClass: TrafficClass; requests: number; errors: number };
export type TrafficOverview = {
  /** Real use alone, as all figures here. */
  whole: TrafficFigures;
  beside: BesideTraffic[];
  /** Websockets, tunnels and streams among the requests of real use; their life is no latency. */
  connections: number;
  components: (TrafficFigures & { componentId: string })[];
  series: TrafficPoint[];
};

/** Requests whose route is not kept apart, because the launch has more routes than there is room for. */
export type OverflowTraffic = {
  requests: number;
  /** Different paths among them, counted up to a bound. */
  paths: number;
  arePathsMore: boolean;
};

export const ROUTE_ORDERS = ["failing", "slow", "busy"] as const;
export const RouteOrder = z.enum(ROUTE_ORDERS);
export type RouteOrder = z.infer<typeof RouteOrder>;

const Id = z.string().min(1).max(64);
export const ReadRoutes = z.object({
  launchId: Id,
  window: TrafficWindow.default("24h"),
  order: RouteOrder.default("failing"),
});
/** Requests of one route that are shown, at most. */
export const ROUTE_REQUESTS_MAX = 50;
export const REQUEST_ORDERS = ["failing", "slow", "newest"] as const;
export const RequestOrder = z.enum(REQUEST_ORDERS);
export type RequestOrder = z.infer<typeof RequestOrder>;
/** The requests behind a row of a list of routes, in the list's window. */
export const ReadRouteRequests = z.object({
  launchId: Id,
  window: TrafficWindow.default("24h"),
  method: z.string().min(1).max(20),
  route: z.string().min(1).max(500),
  order: RequestOrder.default("failing"),
});
export const ReadTraffic = z.object({
  launchId: Id,
  window: TrafficWindow.default("24h"),
  componentId: Id.nullable().default(null),
});
export const ListReleases = z.object({
  launchId: Id,
  since: z.date().optional(),
  cursor: Cursor,
  limit: z.number().int().min(1).max(200).default(50),
});
/** A release noted by hand; the delivery id keeps a double click from becoming two. */
export const RecordRelease = z.object({ release: ReleaseInput, deliveryId: z.string().min(8).max(100) });

/** What became of a log feed's lines; no answers and unreadable durations are among the accepted ones. */
export type FeedTally = {
  accepted: number;
  refused: number;
  duplicates: number;
  noAnswer: number;
  unreadable: number;
};
/** Why lines were refused, could not be read or look wrong, over the days that are kept, with the newest examples. */
export type LogNote = {
  kind: LogNoteKind;
  reason: string;
  lastDay: number;
  all: number;
  last: Date;
  examples: string[];
};
/** `percent` is of the lines that arrived in the last day; `reason` says what looks wrong in whole batches. */
export type FeedWarning = { kind: LogNoteKind; n: number; percent: number; reason: string | null };
/** A log feed's last day, and what went wrong in the days that are kept. */
export type FeedHealth = { arrived: number; tally: FeedTally; notes: LogNote[]; warnings: FeedWarning[] };
/** A log feed of a launch that something is wrong with. */
export type TroubledFeed = { sourceId: string; name: string; warnings: FeedWarning[] };

export const ReadFeed = z.object({ sourceId: Id });
export const ListTroubledFeeds = z.object({ launchId: Id });
/** A release that was recorded by hand, as it should have been; `revision` is what the person saw. */
export const ChangeRelease = z.object({
  releaseId: Id,
  revision: z.int().min(1),
  release: z.object(releaseFields).refine(endsAfterItsStart, END_REFUSAL),
});
export type ChangeRelease = z.infer<typeof ChangeRelease>;
export const RemoveRelease = z.object({ releaseId: Id });
