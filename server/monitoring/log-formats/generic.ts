import { readMoment } from "@/contracts/moment";
import { schemeOf } from "../latency-of";
import { routeTemplate, pathOf, scrubPath } from "@/server/launches/route-template";
import { measureOf, NO_WITNESS, type DurationWitness } from "./duration-fields";
import { methodOf, sizeOf, statusOf, textOf, type Fields, type LogRow } from "./log-row";

/** The names under which a line may say when the request began; the first that is there counts. */
const TIMES = ["ts", "time", "timestamp", "@timestamp"] as const;

/** The documented field set (contracts/monitoring.ts, docs/log-fields.md). @returns the row, or why there is none */
export function readGeneric(entry: Fields, witness: DurationWitness = NO_WITNESS): LogRow | string {
  const name = TIMES.find((time) => entry[time] !== undefined && entry[time] !== null);
  if (name === undefined) return "ts is missing";
  const at = readMoment(entry[name]);
  if (!at.ok) return `${name} ${at.reason}`;
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
    tsMs: at.ms,
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
