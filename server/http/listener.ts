import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { logFailure } from "@/server/platform/outage-log";
import { createHttpApp, isHttpPath } from "./app";
import { stampPeer } from "./caller";
import { closeStreams } from "./events";
import { startDraining } from "./health";
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
      stampPeer(incoming);
      if (isHttpPath(pathOf(incoming))) return void api(incoming, outgoing);
      void Promise.resolve(pages(incoming, outgoing)).catch((error: unknown) => {
        logFailure("a page failed", error, { level: "error" });
        if (!outgoing.headersSent)
          outgoing.writeHead(500, { ...SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8" });
        outgoing.end();
      });
    },
  );
  server.maxRequestsPerSocket = 0;
  return server;
}

function pathOf(incoming: IncomingMessage): string {
  const url = incoming.url ?? "/";
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
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
