import { cutText } from "@/contracts/cut-text";
import { readMoment } from "@/contracts/moment";
import { schemeOf } from "../latency-of";
import { routeTemplate, pathOf, scrubPath } from "@/server/launches/route-template";
import { NO_WITNESS, witnessed, type DurationWitness } from "./duration-fields";
import { isFields, methodOf, sizeOf, statusOf, textOf, type Fields, type LogRow } from "./log-row";

/**
 * Kong's http-log entry (`kong/pdk/log.lua`): `started_at` and `latencies` in ms, `proxy` −1 when no upstream was asked, `request.uri`
 * with its query string; `response` is empty or missing when nobody was answered. Only the fields below are read: headers, bodies, cookies
 * and authorization never leave this function.
 */
export function looksLikeKong(entry: Fields): boolean {
  return isFields(entry["request"]) && "started_at" in entry;
}

/** @returns the row, or why there is none */
export function readKong(entry: Fields, witness: DurationWitness = NO_WITNESS): LogRow | string {
  const request = entry["request"] as Fields;
  const response = isFields(entry["response"]) ? entry["response"] : {};
  const latencies = isFields(entry["latencies"]) ? entry["latencies"] : {};
  const headers = isFields(request["headers"]) ? request["headers"] : {};
  const answered = isFields(response["headers"]) ? response["headers"] : {};
  const at = readMoment(entry["started_at"]);
  if (!at.ok) return `started_at ${at.reason}`;
  const status = statusOf(response["status"]);
  if (status === undefined) return "response.status is not an HTTP status";
  const address =
    textOf(request["uri"], 4_000) ?? textOf(request["url"], 4_000) ?? textOf(entry["upstream_uri"], 4_000);
  if (address === null) return "request.uri is missing";
  const path = pathOf(address);
  const named = templateOf(entry["route"]);
  const upstreamMs = witnessed("latencies.proxy", "ms", latencies["proxy"], witness) ?? null;
  const gatewayMs = witnessed("latencies.kong", "ms", latencies["kong"], witness) ?? null;
  return {
    tsMs: at.ms,
    method: methodOf(request["method"]),
    path: scrubPath(path),
    route: named ?? routeTemplate(path),
    service: nameOf(entry["service"], "host") ?? "",
    consumer:
      nameOf(entry["consumer"], "username", "custom_id") ??
      nameOf(entry["authenticated_entity"], "consumer_id"),
    version: textOf(first(answered["x-app-version"] ?? answered["x-version"] ?? answered["x-release"]), 100),
    status,
    latencyMs: witnessed("latencies.request", "ms", latencies["request"], witness) ?? null,
    upstreamMs,
    gatewayMs,
    // `proxy` ends with the upstream's first byte, `kong` is what the gateway needed until and after it.
    firstByteMs: upstreamMs === null ? null : upstreamMs + (gatewayMs ?? 0),
    signs: {
      upgrade: textOf(first(headers["upgrade"]), 60),
      scheme: typeof request["url"] === "string" ? schemeOf(request["url"]) : null,
      grpcType: null,
      contentType: textOf(first(answered["content-type"]), 100),
    },
    bytesIn: sizeOf(request["size"]),
    bytesOut: sizeOf(response["size"]),
    clientIp: textOf(entry["client_ip"], 60),
    userAgent: textOf(first(headers["user-agent"]), 300),
    requestId: textOf(request["id"] ?? first(headers["x-request-id"]) ?? entry["correlation_id"], 200),
    traceId: traceOf(entry["trace_id"]),
    isRouteNamed: named !== null,
  };
}

/** A header may come once or as a list. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function nameOf(value: unknown, ...more: string[]): string | null {
  if (!isFields(value)) return null;
  for (const key of ["name", ...more, "id"]) {
    const name = textOf(value[key], 120);
    if (name !== null) return name;
  }
  return null;
}

/** Plugins write the trace id bare or by format: {w3c: "…"}. */
function traceOf(value: unknown): string | null {
  return textOf(isFields(value) ? (value["w3c"] ?? Object.values(value)[0]) : value, 100);
}

/**
 * The route's own template where it has one: a path with {names}, or a regular expression (`~/orders/(?<id>\d+)$`, as Kong marks them)
 * that is nothing but segments and groups. A plain prefix says less than the path itself and gives null.
 */
function templateOf(route: unknown): string | null {
  const paths = isFields(route) ? route["paths"] : null;
  if (!Array.isArray(paths) || paths.length !== 1 || typeof paths[0] !== "string") return null;
  const written = cutText(paths[0], 200);
  if (written.startsWith("/") && written.includes("{")) return written;
  if (!written.startsWith("~/")) return null;
  const template = written
    .slice(1)
    .replace(/\$$/, "")
    .replace(/\(\?P?<(\w+)>(?:[^()\\]|\\.)*\)/g, "{$1}")
    .replace(/\((?:[^()\\]|\\.)*\)|\\d\+|\[[^[\]]+\][+*]/g, "{id}");
  return /^[\w/{}.~-]+$/.test(template) && template.includes("{") ? template : null;
}
