import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { REQUEST_HEADER } from "@/server/api/context";
import { noticeProxyFault } from "@/server/api/proxy-faults";
import { AppError } from "@/server/platform/errors";
import { normaliseAddress } from "./address";
import { logFailure } from "@/server/platform/outage-log";
import { logAccess } from "./access-log";
import { createHttpApp, isHttpPath, isProbe } from "./app";
import { headersOf, stampRequest } from "./caller";
import { closeStreams } from "./events";
import { startDraining } from "./probe-routes";
import { pagePatternOf } from "./page-patterns";
import { SECURITY_HEADERS, refusalReply } from "./reply";

type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

/**
 * The web process's HTTP server: the HTTP API first, every other path to the pages. Slow senders are sent away: 20 s for the headers,
 * 60 s for a whole request (bodies have their own, shorter time). Answers may take as long as they like, event streams do.
 */
export function createWebServer(pages: NodeHandler): Server {
  const app = createHttpApp();
  const api = getRequestListener((request, connection) => app.fetch(request, connection), {
    overrideGlobalObjects: false,
    errorHandler: (error) => refusalReply(error, "unknown").toResponse(),
  });
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
    (incoming, outgoing) => {
      stampRequest(incoming);
      const address = normaliseAddress(incoming);
      logAccess(incoming, outgoing, () => (address.ok ? pagePatternOf(address.path) : "(none)"));
      if (!address.ok) return refuse(incoming, outgoing, new AppError("BAD_REQUEST", address.reason));
      // Probes come from this machine or next to it, past every proxy.
      if (!isProbe(address.path)) noticeProxyFault(headersOf(incoming));
      if (isHttpPath(address.path)) return void api(incoming, outgoing);
      // A page reads no body and changes nothing.
      if (incoming.method !== "GET" && incoming.method !== "HEAD")
        return refuse(
          incoming,
          outgoing,
          new AppError("METHOD_NOT_ALLOWED", "Only GET and HEAD are possible here.", {
            allowed: "GET, HEAD",
          }),
          { allow: "GET, HEAD" },
        );
      void answerPage(pages, incoming, outgoing);
    },
  );
  server.on("clientError", answerBroken);
  server.maxRequestsPerSocket = 0;
  return server;
}

async function answerPage(
  pages: NodeHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    outgoing.setHeader("x-request-id", requestIdOn(incoming));
    await pages(incoming, outgoing);
  } catch (error) {
    logFailure("a page failed", error, {
      level: "error",
      fields: { requestId: requestIdOn(incoming) },
    });
    if (!outgoing.headersSent)
      outgoing.writeHead(500, { ...SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8" });
    outgoing.end();
  }
}

const requestIdOn = (incoming: IncomingMessage): string => String(incoming.headers[REQUEST_HEADER]);

/** Refuses a request before anything reads its body; the connection ends with the answer where one is on its way. */
function refuse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refusal: AppError,
  headers: Readonly<Record<string, string>> = {},
): void {
  const hasBody =
    incoming.headers["transfer-encoding"] !== undefined ||
    Number(incoming.headers["content-length"] ?? 0) > 0;
  refusalReply(refusal, requestIdOn(incoming), {
    ...headers,
    ...(hasBody ? { connection: "close" } : {}),
  }).sendOn(outgoing);
}

/** What Node's parser could not read gets the status that says why, without a word of ours, and the connection ends. */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const status =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "408 Request Timeout"
        : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Starts to listen; answers with the port, which is a free one for port 0. */
export function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      // A connection that could not be taken (no file left to open) is one that failed, not a reason to end.
      server.on("error", (error) => logFailure("a connection could not be taken", error, { level: "error" }));
      const address = server.address();
      done(typeof address === "object" && address ? address.port : port);
    });
  });
}

/**
 * Takes no new work, ends the event streams with a hint when to come back, lets requests under way finish, and cuts off what is left
 * after `withinMs`.
 */
export async function closeWebServer(server: Server, withinMs: number): Promise<void> {
  startDraining();
  const closed = new Promise<void>((done) => server.close(() => done()));
  closeStreams();
  server.closeIdleConnections();
  // A kept-alive connection becomes idle when its last answer is out; it is closed then, not when the client thinks of it.
  const sweep = setInterval(() => server.closeIdleConnections(), 200);
  const late = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(late);
}
