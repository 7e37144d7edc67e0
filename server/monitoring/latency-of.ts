/**
 * What of a log line's duration is a latency. A connection's life is none: a websocket that was open for half an hour did not make
 * anybody wait for half an hour.
 */

/** What a line says about a connection that stays open; null where the gateway does not write it. */
export type ConnectionSigns = {
  /** The request's `Upgrade` header. */
  readonly upgrade: string | null;
  /** http, https, ws, wss. */
  readonly scheme: string | null;
  /** unary, client_stream, server_stream, bidi_stream, as gRPC's own logs call it. */
  readonly grpcType: string | null;
  /** Content type of the answer. */
  readonly contentType: string | null;
};

/** upgrade: another protocol took the connection over. tunnel: CONNECT. stream: an answer that goes on by design. */
export const CONNECTIONS = ["upgrade", "tunnel", "stream"] as const;
export type Connection = (typeof CONNECTIONS)[number];

export type Timed = {
  readonly method: string;
  readonly path: string;
  /** HTTP status; below 100 or null where there was no answer. */
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly firstByteMs: number | null;
  readonly signs: ConnectionSigns;
};

/** An answer that went on for so long after it had begun is a stream, whatever its type, ms. */
const LONG_ANSWER_MS = 30_000;
/** Types of answers that go on by design. `application/grpc` is not among them: most gRPC calls are one question and one answer. */
const STREAM_TYPE = /^(?:text\/event-stream|application\/stream\+json|multipart\/x-mixed-replace)\b/i;
const WEBSOCKET = /\bwebsocket\b/i;
const GRPC_STREAM = /stream/i;
/** gRPC methods that are streams by their published definition. */
const GRPC_STREAM_METHODS =
  /^\/grpc\.(?:health\.v1\.Health\/Watch|reflection\.v1(?:alpha)?\.ServerReflection\/)/;

/** What stays open, or null for a request with an answer. What was refused or failed (from status 400, or none) never opened. */
export function connectionOf(line: Timed): Connection | null {
  const { status, method, signs, latencyMs, firstByteMs } = line;
  if (status === null || status < 100 || status >= 400) return null;
  if (status === 101) return "upgrade";
  if (method === "CONNECT") return WEBSOCKET.test(signs.upgrade ?? "") ? "upgrade" : "tunnel";
  // HTTP/2 answers 200 to a websocket. `Upgrade: h2c`, which clients send out of habit, is ignored by most and then changes nothing.
  if (WEBSOCKET.test(signs.upgrade ?? "") || /^wss?$/i.test(signs.scheme ?? "")) return "upgrade";
  if (STREAM_TYPE.test(signs.contentType ?? "")) return "stream";
  if (GRPC_STREAM.test(signs.grpcType ?? "") || GRPC_STREAM_METHODS.test(line.path)) return "stream";
  if (latencyMs !== null && firstByteMs !== null && latencyMs - firstByteMs >= LONG_ANSWER_MS)
    return "stream";
  return null;
}

/** The latency (ms) that a line is judged by, and how long a connection lasted (ms). */
export type Measured = {
  connection: Connection | null;
  latencyMs: number | null;
  lastedMs: number | null;
};

/**
 * Of a request with an answer the whole time; of what stays open the time to the first byte, where the line has it, and otherwise none.
 * Its whole time is how long it lasted.
 */
export function latencyOfLine(line: Timed): Measured {
  const connection = connectionOf(line);
  if (connection === null) return { connection, latencyMs: line.latencyMs, lastedMs: null };
  return { connection, latencyMs: line.firstByteMs, lastedMs: line.latencyMs };
}

/** The scheme that an address begins with; null where it has none. */
export function schemeOf(address: string): string | null {
  const end = address.slice(0, 12).indexOf("://");
  return end > 0 ? address.slice(0, end).toLowerCase() : null;
}
