import { getEnv, type Env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { reachOf } from "@/server/platform/network";
import { singleton } from "@/server/platform/singleton";
import {
  PEER_HEADER,
  describeProxyFault,
  proxyFaultAtStart,
  proxyFaultOf,
  type HeadersRead,
  type ProxyFault,
} from "./caller";

const HOUR_MS = 3_600_000;

type Seen = { seenMs: number; warnedMs: number };

const seenFaults = () => singleton("api.proxy-faults", () => new Map<ProxyFault, Seen>());

/** Says at the start of web what the settings alone give away about the proxies in front. */
export function warnOfProxyFault(env: Env): void {
  const fault = proxyFaultAtStart(env);
  if (fault) log().warn({ fault }, describeProxyFault(fault, env.TRUSTED_PROXIES));
}

/**
 * Notices that a request did not arrive as TRUSTED_PROXIES says: in the log once an hour, and for the settings page. What a stranger's own
 * connection claims is logged only: it may be no proxy's word.
 */
export function noticeProxyFault(headers: HeadersRead, nowMs = Date.now()): void {
  const { TRUSTED_PROXIES } = getEnv();
  const fault = proxyFaultOf(headers, TRUSTED_PROXIES);
  if (!fault) return;
  const peer = reachOf(headers.get(PEER_HEADER) ?? "");
  const seen = seenFaults().get(fault) ?? { seenMs: -Infinity, warnedMs: -Infinity };
  if (fault !== "unannounced" || peer !== "public") seen.seenMs = nowMs;
  if (nowMs - seen.warnedMs >= HOUR_MS) {
    seen.warnedMs = nowMs;
    log().warn({ fault, peer }, describeProxyFault(fault, TRUSTED_PROXIES));
  }
  seenFaults().set(fault, seen);
}

/**
 * What is to be said in settings: how the request arrived that asks, what was noticed within the last hour, what was said at the start.
 * A fault that was mended is gone with the restart that mended it.
 */
export function proxyFaultToShow(
  ofThisRequest: ProxyFault | null,
  nowMs = Date.now(),
): { fault: ProxyFault; message: string } | null {
  const lately = [...seenFaults()].find(([, { seenMs }]) => nowMs - seenMs < HOUR_MS)?.[0];
  const env = getEnv();
  const fault = ofThisRequest ?? lately ?? proxyFaultAtStart(env);
  return fault ? { fault, message: describeProxyFault(fault, env.TRUSTED_PROXIES) } : null;
}
