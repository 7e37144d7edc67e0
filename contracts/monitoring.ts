/** What machines tell: the fields of a gateway log line, releases, and how traffic is read. */
import { Cursor } from "./paging";
import { z } from "zod";
import { ReleaseKind, ReleaseOutcome } from "./intake";
import { Slug } from "./tenancy";

/** A batch of log lines may hold this many at most. */
export const LOG_BATCH_MAX_ROWS = 50_000;
/** Older or newer lines are refused: there is no partition to keep them in. */
export const LOG_PAST_DAYS = 35;
export const LOG_FUTURE_DAYS = 7;

const Duration = z.union([z.number(), z.string()]).nullish();
const Size = z.union([z.number(), z.string()]).nullish();
const Word = z.string().nullish();

/**
 * One line of the documented field set, for any gateway that can write JSON. Every name may also be written in snake_case
 * (`latency_ms`); numbers may be quoted; unknown fields are dropped. Only time, method, path and status are needed.
 */
export const GatewayLogLine = z.object({
  ts: z
    .union([z.string(), z.number()])
    .describe("When the request began: ISO 8601 with a zone, or seconds or milliseconds since 1970"),
  method: z.string().describe("HTTP method"),
  path: z.string().describe("Path as requested; host, query string and fragment are dropped"),
  status: z.union([z.number(), z.string()]).describe("HTTP status answered, 100–599"),
  route: Word.describe(
    "The gateway's own name for the route, such as /orders/{id}; made from the path when it is missing",
  ),
  service: Word.describe("The service behind the route"),
  consumer: Word.describe("Who called: an application or account, never a secret"),
  version: Word.describe("Version of the service that answered"),
  latencyMs: Duration.describe("Whole time from first byte in to last byte out, ms"),
  upstreamMs: Duration.describe("Time spent waiting for the service, ms"),
  gatewayMs: Duration.describe("Time spent in the gateway itself, ms"),
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

/** What a sender of logs is told. `rejections` lists the first hundred. */
export const LogReceipt = z.object({
  batchId: z.string(),
  isDuplicate: z.boolean(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  rejections: z.array(LogRejection),
});
export type LogReceipt = z.infer<typeof LogReceipt>;

const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const releaseFields = {
  kind: ReleaseKind,
  version: z.string().trim().min(1).max(100),
  title: z.string().trim().min(1).max(200).optional(),
  component: Slug.optional().describe("A component's slug"),
  startedAt: Moment,
  endedAt: Moment.optional(),
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

/** Figures of one stretch of traffic. Percentages 0–100, latencies ms; null where nothing was measured. */
export type TrafficFigures = {
  requests: number;
  errors: number;
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
export type TrafficOverview = {
  whole: TrafficFigures;
  components: (TrafficFigures & { componentId: string })[];
  series: TrafficPoint[];
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
/** A release that was recorded by hand, as it should have been; `revision` is what the person saw. */
export const ChangeRelease = z.object({
  releaseId: Id,
  revision: z.int().min(1),
  release: z.object(releaseFields).refine(endsAfterItsStart, END_REFUSAL),
});
export type ChangeRelease = z.infer<typeof ChangeRelease>;
export const RemoveRelease = z.object({ releaseId: Id });
