import { connect } from "node:net";
import type { Server } from "node:http";
import { closeWebServer, createWebServer, listenOn } from "@/server/http/listener";
import { patiently } from "./waiting";

export type TestServer = { url: string; port: number; server: Server; close: () => Promise<void> };

/** The web process's own server on a free port, with nothing behind it where the pages would be. */
export async function startWebServer(): Promise<TestServer> {
  const server = createWebServer((_, outgoing) => {
    outgoing.writeHead(404).end();
  });
  const port = await listenOn(server, 0, "127.0.0.1");
  return { url: `http://127.0.0.1:${port}`, port, server, close: () => closeWebServer(server, 1_000) };
}

/** Sends bytes over a bare socket and answers with everything that came back until the other side closed, or the time was over. */
export function sendRaw(
  port: number,
  chunks: readonly (string | Uint8Array)[],
  { waitMs = 2_000, endAfterMs }: { waitMs?: number; endAfterMs?: number } = {},
): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    const finish = () => {
      socket.destroy();
      done(answer);
    };
    const timer = setTimeout(finish, patiently(waitMs));
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      done(answer);
    });
    socket.on("connect", () => {
      for (const chunk of chunks) socket.write(chunk);
      if (endAfterMs !== undefined) setTimeout(() => socket.end(), endAfterMs);
    });
  });
}
