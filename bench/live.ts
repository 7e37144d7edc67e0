/**
 * How soon an open board shows what arrives: form reports at a steady rate, each on a subject of its own, from the form's 202 to the
 * issue's row in sight on a board in Chromium that hears of it through the event stream. On the Postgres queue and on Redis.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { startRedis } from "../scripts/redis-server.mjs";
import { startProduct, place, type Product } from "./browser";
import { percentile } from "./stack";
import { subjectOf, distinctReport } from "./distinct-reports";

const PER_SECOND = Number(process.env["PER_SECOND"] ?? 20);
const SECONDS = Number(process.env["SECONDS"] ?? 40);
/** The first reports warm the processes up and are not counted. */
const WARM_SECONDS = 5;
const WITHIN_MS = 1_500;
const SHARE = 0.95;
/** What has not shown after this is not waited for. */
const GIVE_UP_MS = 15_000;
const STEPS_MS = [250, 500, 750, 1_000, 1_250, 1_500, 2_000, 3_000, 5_000, Infinity];

const PERSON = { name: "Olga Owner", email: "olga@bench.example", password: "corner shop lanterns 42" };

/** An owner, a launch, a form, and the board's address. */
async function settle(url: string) {
  const { slug } = await createCaller(url).account.signUp.mutate({
    ...PERSON,
    organizationName: "Bench Bakery",
  });
  const cookie = await signInOverHttp(url, PERSON);
  const owner = createCaller(url, { cookie, organization: slug });
  const launch = await owner.launches.create.mutate({
    name: "Live",
    liveAt: new Date(Date.now() - 3 * 86_400_000),
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
  });
  const form = await owner.intake.createSource.mutate({ launchId: launch.id, kind: "form", name: "Form" });
  return {
    cookie,
    formUrl: `${url}/api/v1/forms/${form.key}`,
    // Everything is let through and the newest is first: a new issue is in sight as soon as the board knows of it.
    board: `/${slug}/${launch.slug}/board?filter=&sort=created`,
  };
}

/** Notes in the page when each subject's row is first within sight, by the clock that this process has too. */
async function watchRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Record<string, number> = {};
    Object.assign(globalThis, { seenRows: seen });
    new MutationObserver(() => {
      const nowMs = performance.timeOrigin + performance.now();
      for (const row of document.querySelectorAll("[data-issue-id]")) {
        const subject = /Subject ([a-z]+)/.exec(row.textContent)?.[1];
        if (subject === undefined || seen[subject] !== undefined) continue;
        // Rows drawn ahead of the edge are not in sight.
        const { top, bottom } = row.getBoundingClientRect();
        if (bottom > 0 && top < innerHeight) seen[subject] = nowMs;
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

const readSeen = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { seenRows: Record<string, number> }).seenRows);

/** Posts at the rate whatever the answers take; when each 202 arrived, by subject. */
async function post(formUrl: string): Promise<Map<string, number>> {
  const answered = new Map<string, number>();
  const refused: string[] = [];
  const underway: Promise<void>[] = [];
  const startedMs = performance.now();
  for (let n = 0; n < PER_SECOND * (WARM_SECONDS + SECONDS); n++) {
    await sleep(Math.max(0, startedMs + (n * 1_000) / PER_SECOND - performance.now()));
    underway.push(
      fetch(formUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: distinctReport(n), name: "Ana", email: `ana-${n}@example.test` }),
      }).then(async (answer) => {
        if (answer.status === 202) answered.set(subjectOf(n), performance.timeOrigin + performance.now());
        else refused.push(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
        await answer.body?.cancel();
      }),
    );
  }
  await Promise.all(underway);
  if (refused.length > 0) throw new Error(`${refused.length} reports were refused: ${refused[0]}`);
  const tookS = (performance.now() - startedMs) / 1_000;
  console.log(`  posted ${underway.length} reports at ${(underway.length / tookS).toFixed(1)}/s`);
  for (let n = 0; n < PER_SECOND * WARM_SECONDS; n++) answered.delete(subjectOf(n));
  return answered;
}

function printDistribution(delays: readonly number[]): void {
  let fromMs = -Infinity;
  for (const toMs of STEPS_MS) {
    const n = delays.filter((delay) => delay > fromMs && delay <= toMs).length;
    const label = toMs === Infinity ? "later or never" : `≤ ${toMs} ms`;
    if (n > 0)
      console.log(
        `  ${label.padStart(14)} ${String(n).padStart(5)}  ${"█".repeat(Math.ceil((60 * n) / delays.length))}`,
      );
    fromMs = toMs;
  }
}

async function measureIn(house: Product, backend: string): Promise<{ isMet: boolean; line: string }> {
  const { cookie, formUrl, board } = await settle(house.url);
  const page = await (await house.visit(cookie)).newPage();
  await watchRows(page);
  const isListening = page.waitForRequest(/\/api\/v1\/events/);
  await page.goto(board);
  await Promise.all([isListening, page.getByText("No issues yet").waitFor()]);
  await sleep(1_000);

  const answered = await post(formUrl);
  let seen = await readSeen(page);
  for (const until = Date.now() + GIVE_UP_MS; Date.now() < until; await sleep(250)) {
    seen = await readSeen(page);
    if ([...answered.keys()].every((subject) => subject in seen)) break;
  }
  const delays = [...answered].map(([subject, atMs]) => (seen[subject] ?? Infinity) - atMs);
  printDistribution(delays);
  const share = delays.filter((delay) => delay <= WITHIN_MS).length / delays.length;
  const isMet = share >= SHARE;
  const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(0)} ms` : "never");
  const line =
    `${backend}: ${(100 * share).toFixed(1)} % of ${delays.length} within ${WITHIN_MS} ms, p50 ` +
    `${ms(percentile(delays, 0.5))}, p95 ${ms(percentile(delays, 0.95))} ` +
    (isMet ? "— met" : "— FALLS SHORT");
  console.log(line);
  return { isMet, line: `${line} · ${place(house.browser)}` };
}

async function measure(backend: "postgres" | "redis"): Promise<{ isMet: boolean; line: string } | null> {
  const redis = backend === "redis" ? await startRedis() : null;
  if (backend === "redis" && !redis) {
    console.log("redis: not measured, there is no redis-server on this machine");
    return null;
  }
  try {
    const house = await startProduct({ env: redis ? { REDIS_URL: redis.url } : {} });
    try {
      return await measureIn(house, backend);
    } finally {
      await house.stop();
    }
  } finally {
    await redis?.stop();
  }
}

const results = [];
for (const backend of (process.env["BACKENDS"] ?? "postgres,redis").split(",") as ("postgres" | "redis")[]) {
  const result = await measure(backend);
  if (result) results.push(result);
}
console.log(`bench:live at ${PER_SECOND}/s — ${results.map(({ line }) => line).join("; ")}`);
process.exit(results.length > 0 && results.every(({ isMet }) => isMet) ? 0 : 1);
