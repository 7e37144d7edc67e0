import type { IncomingMessage, ServerResponse } from "node:http";
import { readCaller } from "@/server/api/caller";
import { REQUEST_HEADER } from "@/server/api/context";
import { getEnv } from "@/server/platform/env";
import { accessLog } from "@/server/platform/log";
import { beginRequest, endRequest } from "@/server/platform/request-facts";
import { headersOf } from "./caller";

/**
 * Writes one line for a request once its answer is out or given up: our own id, the pattern of the route, status, time, bytes on the
 * connection, whose it is, and the network it came from. Never the address itself: it may hold a key or a link's secret.
 * @param routeOf the pattern, where nothing that answers has noted it
 */
export function logAccess(incoming: IncomingMessage, outgoing: ServerResponse, routeOf: () => string): void {
  if (!getEnv().ACCESS_LOG || !accessLog().isLevelEnabled("info")) return;
  const requestId = String(incoming.headers[REQUEST_HEADER]);
  const { socket } = incoming;
  const [startedMs, writtenBefore] = [performance.now(), socket.bytesWritten];
  beginRequest(requestId);
  outgoing.once("close", () => {
    const { route = routeOf(), ...facts } = endRequest(requestId);
    accessLog().info({
      requestId,
      method: incoming.method,
      route,
      status: outgoing.statusCode,
      ms: Math.round((performance.now() - startedMs) * 10) / 10,
      bytes: socket.bytesWritten - writtenBefore,
      ...facts,
      network: readCaller(headersOf(incoming), getEnv()).network,
      ...(outgoing.writableFinished ? {} : { isBrokenOff: true }),
    });
  });
}
