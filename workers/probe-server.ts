import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A request as far as a probe's can matter; every field may hold anything. */
export type ProbeRequest = {
  method: string;
  /** The request target as it was sent: a path, an absolute address, `*`, or nonsense. */
  target: string;
  authorization: string | undefined;
};

export type ProbeAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string };

/** What a worker knows about itself. Each may be slow or fail; the answer is then 503. */
export type ProbeFacts = {
  /** Whether work moves, and the state that is shown with it. */
  live(): { isAlive: boolean };
  /** Whether work can be done now, and what of it is missing. */
  ready(): Promise<{ isReady: boolean }>;
  mayReadMetrics(authorization: string | undefined): boolean;
  metrics(): Promise<{ text: string; contentType: string }>;
  /** Told when one of the others failed. */
  noteFailure(error: unknown): void;
};

const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  // Nobody but probes asks here, every few seconds: a connection that stays open only takes one of the few places.
  connection: "close",
} as const;

/** A probe's request is a line and a few headers; whoever sends more, or takes longer, is no probe. */
const LIMITS = {
  maxHeaderSize: 8_192,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 1_000,
  connectionsCheckingInterval: 1_000,
} as const;
const CONNECTIONS_MAX = 100;
/** An answer, too, is out within this time, or the connection is cut. */
const SOCKET_TIMEOUT_MS = 10_000;

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): ProbeAnswer {
  return {
    status,
    headers: { ...HEADERS, "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

const refusal = (status: number, code: string, message: string, headers = {}): ProbeAnswer =>
  json(status, { error: { code, message } }, headers);

/** The path of a request target, also of an absolute one; never throws, whatever it is given. */
export function pathOfTarget(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  const end = path.search(/[?#]/);
  return (end < 0 ? path : path.slice(0, end)) || "/";
}

/** Answers one request: /livez, /readyz, and /metrics to whoever may. Never throws. */
export async function answerProbe(request: ProbeRequest, facts: ProbeFacts): Promise<ProbeAnswer> {
  try {
    const answer = await answerPath(pathOfTarget(request.target), request, facts);
    const isRead = request.method === "GET" || request.method === "HEAD";
    return isRead || answer.status === 404
      ? answer
      : refusal(405, "METHOD_NOT_ALLOWED", "Only GET and HEAD are possible here.", { allow: "GET, HEAD" });
  } catch (error) {
    facts.noteFailure(error);
    return refusal(503, "UNAVAILABLE", "The state of this worker could not be read.", { "retry-after": "1" });
  }
}

async function answerPath(path: string, request: ProbeRequest, facts: ProbeFacts): Promise<ProbeAnswer> {
  if (path === "/livez") {
    const state = facts.live();
    return json(state.isAlive ? 200 : 503, state);
  }
  if (path === "/readyz") {
    const state = await facts.ready();
    return json(state.isReady ? 200 : 503, state, state.isReady ? {} : { "retry-after": "2" });
  }
  if (path === "/metrics" && facts.mayReadMetrics(request.authorization)) {
    const { text, contentType } = await facts.metrics();
    return { status: 200, headers: { ...HEADERS, "content-type": contentType }, body: text };
  }
  return refusal(404, "NOT_FOUND", "There is nothing here.");
}

/** The server of a worker's probes: survives whatever is sent to it. It does not listen yet. */
export function createProbeServer(facts: ProbeFacts): Server {
  const server = createServer(LIMITS, (incoming, outgoing) => void respond(incoming, outgoing, facts));
  server.maxConnections = CONNECTIONS_MAX;
  server.setTimeout(SOCKET_TIMEOUT_MS);
  server.on("clientError", (error: Error & { code?: string }, socket) => {
    const status =
      error.code === "HPE_HEADER_OVERFLOW"
        ? "431 Request Header Fields Too Large"
        : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
          ? "408 Request Timeout"
          : "400 Bad Request";
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    else socket.destroy();
  });
  // A tunnel is never opened, and one that was not asked for politely must not leave a socket without an owner.
  server.on("connect", (_, socket: Socket) =>
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"),
  );
  server.on("checkExpectation", (_, outgoing: ServerResponse) =>
    outgoing.writeHead(417, { connection: "close" }).end(),
  );
  server.on("connection", (socket) => socket.on("error", () => socket.destroy()));
  return server;
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  facts: ProbeFacts,
): Promise<void> {
  try {
    const { status, headers, body } = await answerProbe(
      {
        method: incoming.method ?? "",
        target: incoming.url ?? "",
        authorization: incoming.headers.authorization,
      },
      facts,
    );
    outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    outgoing.end(body);
  } catch {
    // The other side is gone, or the answer could not be written: this connection is over, the worker is not.
    outgoing.destroy();
  }
}
