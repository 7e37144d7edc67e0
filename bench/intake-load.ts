/**
 * The load: items posted over kept-alive connections, one request at a time on each; only a 202 with a reference counts. Speaks HTTP over
 * bare sockets, because on a small machine a client library would cost more than what is measured.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { measureRound, reportText, type RoundRequest } from "./intake-round";

const { hostname, port } = new URL(process.env["BENCH_URL"]!);
const head =
  `POST /api/v1/items HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ` +
  `${process.env["BENCH_KEY"]!}\r\ncontent-type: application/json\r\n`;
const runId = randomBytes(4).toString("hex");
const connections: ((request: string) => Promise<string>)[] = [];
let n = 0;

/** One kept-alive connection: sends a request, answers with the whole response. */
function open(): (request: string) => Promise<string> {
  const socket: Socket = connect(Number(port), hostname).setNoDelay(true);
  let received = "";
  let waiting: { done: (response: string) => void; fail: (error: Error) => void } | null = null;
  const fail = () => waiting?.fail(new Error(`the connection ended: ${received.slice(0, 200)}`));
  socket.on("error", fail).on("close", fail);
  socket.on("data", (data) => {
    received += data.toString("latin1");
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
    if (Number.isNaN(length)) return waiting?.fail(new Error(`no length: ${received.slice(0, 300)}`));
    if (received.length < end + 4 + length) return;
    const response = received;
    received = "";
    waiting?.done(response);
  });
  return (request) =>
    new Promise((done, fail) => {
      waiting = { done, fail };
      socket.write(request);
    });
}

async function run(request: RoundRequest): Promise<void> {
  while (connections.length < request.concurrency) connections.push(open());
  const round = await measureRound(request, async (loop) => {
    const id = ++n;
    const body = JSON.stringify({
      launch: "two",
      text: reportText(id),
      reporter: { email: "ana@example.test" },
    });
    const response = await connections[loop]!(
      `${head}idempotency-key: ${runId}-${id}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    if (!response.startsWith("HTTP/1.1 202") || !response.includes('"reference"'))
      throw new Error(response.slice(0, 400));
  });
  process.send!(round);
}

process.on("message", (request: RoundRequest) => void run(request));
