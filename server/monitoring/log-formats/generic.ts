import { schemeOf } from "../latency-of";
import { routeTemplate, pathOf, scrubPath } from "@/server/launches/route-template";
import { measureOf, NO_WITNESS, type DurationWitness } from "./duration-fields";
import { methodOf, sizeOf, statusOf, textOf, type Fields, type LogRow } from "./log-row";

/** The documented field set (contracts/monitoring.ts, docs/log-fields.md). @returns the row, or why there is none */
export function readGeneric(entry: Fields, witness: DurationWitness = NO_WITNESS): LogRow | string {
  const tsMs = momentOf(entry["ts"] ?? entry["time"] ?? entry["timestamp"] ?? entry["@timestamp"]);
  if (tsMs === null)
    return entry["ts"] === undefined
      ? "ts is missing"
      : "ts is not a time (ISO 8601 with a zone, or seconds or milliseconds since 1970)";
  const status = statusOf(
    entry["status"] ??
      entry["statusCode"] ??
      entry["status_code"] ??
      entry["response_code"] ??
      entry["responseCode"],
  );
  if (status === undefined) return "status is not an HTTP status";
  if (typeof entry["method"] !== "string") return "method is missing";
  const address = textOf(entry["path"], 4_000);
  if (address === null) return "path is missing";
  const path = pathOf(address);
  const named = textOf(entry["route"], 200);
  return {
    tsMs,
    method: methodOf(entry["method"]),
    path: scrubPath(path),
    route: named === null ? routeTemplate(path) : named.startsWith("/") ? pathOf(named) : named,
    service: textOf(entry["service"], 120) ?? "",
    consumer: textOf(entry["consumer"], 120),
    version: textOf(entry["version"], 100),
    status,
    latencyMs: measureOf(entry, "latencyMs", witness),
    upstreamMs: measureOf(entry, "upstreamMs", witness),
    gatewayMs: measureOf(entry, "gatewayMs", witness),
    firstByteMs: measureOf(entry, "firstByteMs", witness),
    signs: {
      upgrade: textOf(entry["upgrade"], 60),
      scheme: textOf(entry["scheme"], 20) ?? schemeOf(address),
      grpcType: textOf(entry["grpcType"] ?? entry["grpc_type"], 40),
      contentType: textOf(entry["contentType"] ?? entry["content_type"], 100),
    },
    bytesIn: sizeOf(entry["bytesIn"] ?? entry["bytes_in"]),
    bytesOut: sizeOf(entry["bytesOut"] ?? entry["bytes_out"]),
    clientIp: textOf(entry["clientIp"] ?? entry["client_ip"], 60),
    userAgent: textOf(entry["userAgent"] ?? entry["user_agent"], 300),
    requestId: textOf(entry["requestId"] ?? entry["request_id"], 200),
    traceId: textOf(entry["traceId"] ?? entry["trace_id"], 100),
    isRouteNamed: named !== null,
  };
}

/** ISO dates without a zone would mean another hour on every machine, so they are refused. */
const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;
const NUMERIC = /^\d{9,13}(?:\.\d+)?$/;
/** No time is written in more characters. */
const MOMENT_MAX = 60;
/** The year 5138 in seconds, March 1973 in milliseconds: nothing in between is meant either way. */
const SECONDS_END = 1e11;

function momentOf(value: unknown): number | null {
  if (typeof value === "string") {
    if (value.length > MOMENT_MAX) return null;
    if (NUMERIC.test(value)) return momentOf(Number(value));
    if (!ISO_WITH_ZONE.test(value)) return null;
    const ms = Date.parse(value.replace(" ", "T").replace(",", "."));
    return Number.isNaN(ms) ? null : ms;
  }
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) return null;
  return Math.round(value < SECONDS_END ? value * 1000 : value);
}
