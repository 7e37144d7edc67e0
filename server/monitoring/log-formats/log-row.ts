import { cutText } from "@/contracts/cut-text";

import type { ConnectionSigns } from "../latency-of";

/** The one shape that every gateway's log line is brought into. */

export type LogRow = {
  /** ms since epoch. */
  tsMs: number;
  method: string;
  path: string;
  route: string;
  service: string;
  consumer: string | null;
  version: string | null;
  /** Null when nobody was answered. */
  status: number | null;
  latencyMs: number | null;
  upstreamMs: number | null;
  gatewayMs: number | null;
  /** From the request's arrival to the first byte of the answer. */
  firstByteMs: number | null;
  /** What the line says about a connection that stays open, as it was written: `Upgrade`, scheme, kind of gRPC call, type of the answer. */
  signs: ConnectionSigns;
  bytesIn: number | null;
  bytesOut: number | null;
  clientIp: string | null;
  userAgent: string | null;
  requestId: string | null;
  traceId: string | null;
  /** Whether the gateway named the route itself; otherwise it was made from the path. */
  isRouteNamed: boolean;
};

/** A JSON object whose fields nobody has checked yet. */
export type Fields = { readonly [name: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A short text that Postgres can store; null for anything else, for nothing, and for what a gateway writes when it has nothing. */
export function textOf(value: unknown, maxLength: number): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value === "" || value === "-") return null;
  const short = cutText(value, maxLength);
  return short.includes("\0") ? short.replaceAll("\0", "") || null : short;
}

/** A number, also when it arrives as text; null when it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value === "" || value.length > 30) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** A size in bytes that fits the column. */
export function sizeOf(value: unknown): number | null {
  const bytes = numberOf(value);
  return bytes === null || bytes < 0 ? null : Math.min(Math.round(bytes), 2_147_483_647);
}

const METHOD = /^[A-Za-z]{1,10}$/;

/** The method in capitals; anything unusual becomes OTHER, so that nobody can make up thousands. */
export function methodOf(value: unknown): string {
  return typeof value === "string" && METHOD.test(value) ? value.toUpperCase() : "OTHER";
}

/** What gateways write where a request has no status: Envoy 0, curl 000, HAProxy −1, nginx a dash, others nothing at all. */
const NO_STATUS = new Set(["", "-", "--", "null", "nil", "none", "undefined", "n/a"]);

/** The status answered, 100–599; null when nobody was answered, and undefined when what stands there is no status. */
export function statusOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" && value.length <= 30 && NO_STATUS.has(value.trim().toLowerCase()))
    return null;
  const status = numberOf(value);
  if (status === 0 || status === -1) return null;
  return status !== null && Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}
