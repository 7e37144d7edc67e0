import type { IncomingMessage } from "node:http";
import { PEER_HEADER, readCallerAddress } from "@/server/api/context";
import { getEnv } from "@/server/platform/env";

/** Writes the other end's address on a request, over whatever the caller claimed it to be. */
export function stampPeer(incoming: IncomingMessage): void {
  const { rawHeaders, headers } = incoming;
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2)
    if (rawHeaders[at]!.toLowerCase() === PEER_HEADER) rawHeaders.splice(at, 2);
  const peer = incoming.socket.remoteAddress ?? "unknown";
  headers[PEER_HEADER] = peer;
  rawHeaders.push(PEER_HEADER, peer);
}

/** The caller's address as far as it can be believed. */
export function callerAddress(request: Request): string {
  return readCallerAddress(request.headers, getEnv().TRUSTED_PROXIES);
}

/** The secret of an `Authorization: Bearer …` header; null when there is none. */
export function bearerOf(request: Request): string | null {
  return /^Bearer ([\x21-\x7e]{1,300})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}
