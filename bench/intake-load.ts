/** The load: items posted over kept-alive connections, one request at a time on each; only a 202 counts. */
import { randomBytes } from "node:crypto";
import { Client } from "undici";
import { measureRound, reportText, type RoundRequest } from "./intake-round";

const clients: Client[] = [];
const headers = { authorization: `Bearer ${process.env["BENCH_KEY"]!}`, "content-type": "application/json" };
const runId = randomBytes(4).toString("hex");
let n = 0;

async function run(request: RoundRequest): Promise<void> {
  while (clients.length < request.concurrency) clients.push(new Client(process.env["BENCH_URL"]!));
  const round = await measureRound(request, async (loop) => {
    const id = ++n;
    const body = JSON.stringify({
      launch: "two",
      text: reportText(id),
      reporter: { email: "ana@example.test" },
    });
    const answer = await clients[loop]!.request({
      method: "POST",
      path: "/api/v1/items",
      headers: { ...headers, "idempotency-key": `${runId}-${id}` },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 202 || !text.includes('"reference"'))
      throw new Error(`${answer.statusCode} ${text.slice(0, 300)}`);
  });
  process.send!(round);
}

process.on("message", (request: RoundRequest) => void run(request));
