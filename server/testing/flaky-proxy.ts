/** A road to the product on which deliveries go astray: what senders meet when networks and servers have a bad day. */
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * `open` hands on; `busy` answers 503 itself; `cut` hangs up before the product hears of it; `deaf` hands on and loses the answer.
 */
export type RoadState = "open" | "busy" | "cut" | "deaf";
export type FlakyProxy = {
  url: string;
  state: RoadState;
  /** How many deliveries met each state. */
  met: Record<RoadState, number>;
  close(): Promise<void>;
};

/** Opens the road to a product that listens on this port. */
export async function openFlakyProxy(productPort: number): Promise<FlakyProxy> {
  const met = { open: 0, busy: 0, cut: 0, deaf: 0 };
  const server = createServer((incoming, outgoing) => {
    const { state } = road;
    met[state] += 1;
    void readAll(incoming).then((body) => {
      if (state === "cut") return incoming.socket.destroy();
      if (state === "busy") return outgoing.writeHead(503, { "retry-after": "1" }).end();
      const { method, url: path, headers } = incoming;
      const onward = request({ host: "127.0.0.1", port: productPort, method, path, headers }, (answer) => {
        if (state === "deaf") {
          answer.resume().on("end", () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on("error", () => incoming.socket.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const road: FlakyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state: "open",
    met,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return road;
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    // The sender hung up: there is nothing to hand on.
  }
  return Buffer.concat(chunks);
}
