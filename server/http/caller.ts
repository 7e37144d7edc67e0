import type { IncomingMessage } from "node:http";
import { PEER_HEADER, readCaller, type Caller, type HeadersRead } from "@/server/api/caller";
import { REQUEST_HEADER } from "@/server/api/context";
import { getEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";

/** Writes on a request what only our own server knows, the other end's address and the request's id, over whatever the caller claimed. */
export function stampRequest(incoming: IncomingMessage): void {
  const { rawHeaders, headers } = incoming;
  for (let offset = rawHeaders.length - 2; offset >= 0; offset -= 2) {
    const name = rawHeaders[offset]!.toLowerCase();
    if (name === PEER_HEADER || name === REQUEST_HEADER) rawHeaders.splice(offset, 2);
  }
  const peer = incoming.socket.remoteAddress ?? "unknown";
  const requestId = newId("request");
  headers[PEER_HEADER] = peer;
  headers[REQUEST_HEADER] = requestId;
  rawHeaders.push(PEER_HEADER, peer, REQUEST_HEADER, requestId);
}

/** A request's headers as Node has them, read like those of fetch. */
export function headersOf({ headers }: IncomingMessage): HeadersRead {
  return {
    get: (name) => headers[name]?.toString() ?? null,
    has: (name) => headers[name] !== undefined,
  };
}

/** Where a request comes from, as far as it can be believed. */
export const callerOf = (request: Request): Caller => readCaller(request.headers, getEnv());

/** The secret of an `Authorization: Bearer …` header; null when there is none. */
export function bearerOf(request: Request): string | null {
  return /^Bearer ([\x21-\x7e]{1,300})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}
