/**
 * The short form of `npm run test:noisy`, without a clock: one organization searches, posts and mails as much as it can, and the one beside
 * it is answered, is on the board before the flood has been read, and gets its sign-in mail.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
// eslint-disable-next-line steady/no-fixed-wait -- how fast the flood comes, not what the test waits for
import { setTimeout as pause } from "node:timers/promises";
import superjson from "superjson";
import { receive } from "@/server/db/receive";
import { sha256 } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { until } from "@/server/testing/waiting";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { startWorkerProcess, type WorkerProcess } from "./process";

const BACKLOG = 2_000;
const SEARCHES_AT_ONCE = 80;
const BATCH = 20;
const REFUSED_PAUSE_MS = 250;

let web: TestServer;
let worker: WorkerProcess;
let [noisy, neighbour]: World[] = [];
let [noisyBrowser, neighbourBrowser]: Visitor[] = [];

let delivered = 0;
const report = (world: World, text: string) => {
  const body = Buffer.from(
    JSON.stringify({ launch: world.launchSlug, text, reporter: { email: `${++delivered}@example.test` } }),
  );
  return receive({
    orgId: world.orgId,
    sourceId: world.apiSourceId,
    launchId: world.launchId,
    deliveryId: `d${delivered}`,
    contentType: "application/json",
    headers: {},
    body,
    bodyHash: sha256(body),
    occurredAt: new Date(),
  });
};

/** Asks for one procedure's answer so many times in one request, as the pages do; the status of each. */
async function request(
  world: World,
  browser: Visitor,
  path: string,
  inputs: readonly object[],
): Promise<number[]> {
  const input = Object.fromEntries(inputs.map((input, index) => [index, superjson.serialize(input)]));
  const answer = await fetch(
    `${web.url}/api/trpc/${inputs.map(() => path).join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`,
    {
      headers: {
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-steady-org": world.slug,
        "sec-fetch-site": "same-origin",
      },
    },
  );
  const each = (await answer.json()) as { error?: { json: { data: { httpStatus: number } } } }[];
  return Array.isArray(each)
    ? each.map(({ error }) => error?.json.data.httpStatus ?? 200)
    : inputs.map(() => answer.status);
}

const pending = async (world: World, topic: string): Promise<number> =>
  (
    await asAdmin<{ n: number }>(
      "select count(*)::int as n from outbox where org_id = $1 and topic = $2 and state = 'pending'",
      [world.orgId, topic],
    )
  )[0]!.n;

beforeAll(async () => {
  [noisy, neighbour] = [await makeWorld(), await makeWorld()];
  [noisyBrowser, neighbourBrowser] = await Promise.all([noisy, neighbour].map((world) => signedIn(world)));
  for (const world of [noisy, neighbour]) await makeIssue(world, { title: "Paying with a card fails" });
  await Promise.all(
    Array.from({ length: BACKLOG }, (_, n) =>
      report(noisy!, `Paying with card ${n} fails at step ${n % 7} since this morning, order ${n * 31}.`),
    ),
  );
  web = await startWebServer();
});
afterAll(async () => {
  await worker.stop();
  await web.close();
});

test("a flood costs whoever sends it", async () => {
  let isOver = false;
  const noise = Promise.all(
    Array.from({ length: SEARCHES_AT_ONCE / BATCH }, async (_, lane) => {
      const statuses: number[] = [];
      while (!isOver) {
        const inputs = Array.from({ length: BATCH }, (__, index) => ({
          launchId: noisy!.launchId,
          filter: `card ${lane} fails step ${index}`,
          limit: 50,
        }));
        const answered = await request(noisy!, noisyBrowser!, "triage.issues", inputs);
        statuses.push(...answered);
        // All in one process here: refusals without end would measure how fast they are.
        if (answered.includes(429)) await pause(REFUSED_PAUSE_MS);
      }
      return statuses;
    }),
  );
  worker = startWorkerProcess(["relay", "triage", "mail"]);
  await until(async () => (await pending(noisy!, "pipeline.run")) < BACKLOG, 60_000);

  await report(neighbour!, "The page stays white when I pay with a card.");
  const reset = await neighbourBrowser!.mutate("account.requestPasswordReset", { email: neighbour!.email });
  expect(reset.status).toBe(200);
  const answers: number[] = [];
  await until(async () => {
    answers.push(
      ...(await request(neighbour!, neighbourBrowser!, "triage.issues", [
        { launchId: neighbour!.launchId, filter: "card", limit: 50 },
      ])),
      (await fetch(`${web.url}/readyz`)).status,
    );
    return (await pending(neighbour!, "pipeline.run")) === 0;
  }, 60_000);
  const ofTheFlood = await pending(noisy!, "pipeline.run");
  await until(async () => {
    const [mail] = await asAdmin<{ n: number }>(
      // Without a mail server it is kept, to be read on the outbox page.
      "select count(*)::int as n from message where kind = 'password_reset'",
    );
    return mail!.n > 0;
  }, 60_000);
  isOver = true;
  const ofTheNoisy = new Set((await noise).flat());

  expect(new Set(answers)).toEqual(new Set([200]));
  expect(ofTheFlood, "the neighbour's report waited until the flood was over").toBeGreaterThan(0);
  expect([...ofTheNoisy].filter((status) => status !== 200 && status !== 429)).toEqual([]);
  expect(ofTheNoisy).toContain(429);
});
