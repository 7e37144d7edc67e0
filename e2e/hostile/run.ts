/**
 * The hostile run: every route on every port gets every shape of body at its full limit, four at once, and every port a corpus of broken
 * requests, while an honest sender goes on; afterwards every function on strangers' text is measured alone. Bars in the last line;
 * `ROUTES=logs,items` sends to some routes only.
 */
import { fork } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { BODIES_IN_FLIGHT_MAX } from "@/server/http/body-budget";
import { machine } from "@/bench/stack";
import { DOUBLING_BAR, measureDoubling } from "../../bench/text-doubling";
import { attacksOn, documentedMaxima, type Attack, type Way } from "./attacks";
import { sendRaw } from "./send-raw";
import { RAW_REQUESTS } from "./shapes";
import { inMb, MemoryWatch } from "./watch";
import type { BesideFigures, BesideTask } from "./beside";

const AT_ONCE = 4;
const MB = 1_048_576;
const ALIVE_P99_MS = 250;
const HONEST_P95_MS = 1_000;
const HONEST_SHARE = 0.99;
const PEAK_OVER_QUIET_BYTES = 3 * BODIES_IN_FLIGHT_MAX + 64 * MB;
const BACK_WITHIN_BYTES = 64 * MB;
const REST_MS = 60_000;
const PASSWORD = "corner shop lanterns 42";

async function openOrganization(url: string, name: string): Promise<Way> {
  const email = `${name.toLowerCase()}@hostile.example`;
  const { slug } = await createCaller(url).account.signUp.mutate({
    name,
    email,
    password: PASSWORD,
    organizationName: name,
  });
  const owner = createCaller(url, {
    cookie: await signInOverHttp(url, { email, password: PASSWORD }),
    organization: slug,
  });
  const liveAt = new Date(Date.now() - 3 * 86_400_000);
  const launch = await owner.launches.create.mutate({
    name: "Shop",
    liveAt,
    endsAt: new Date(liveAt.getTime() + 14 * 86_400_000),
    timeZone: "Europe/Berlin",
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
    components: [],
  });
  const { secret } = await owner.tenancy.createApiKey.mutate({
    name,
    scopes: ["items:write", "releases:write"],
  });
  const source = (kind: "form" | "zendesk" | "gateway_logs") =>
    owner.intake.createSource.mutate({ launchId: launch.id, kind, name: kind });
  const [form, zendesk, logs] = [await source("form"), await source("zendesk"), await source("gateway_logs")];
  return {
    url,
    apiKey: secret,
    launch: launch.slug,
    formKey: form.key,
    zendesk: { key: zendesk.key, secret: zendesk.secret ?? "" },
    logsKey: logs.key,
  };
}

/** Starts what goes on beside the attacks. @returns ends it and answers with its figures */
function startBeside(task: BesideTask): () => Promise<BesideFigures> {
  const child = fork(new URL("./beside.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  child.send(task);
  return () =>
    new Promise((done, fail) => {
      child.once("message", (figures) => done(figures as BesideFigures));
      child.once("exit", (code) => fail(new Error(`what went on beside ended with ${String(code)}`)));
      child.send("stop");
    });
}

const dispatcher = new Agent({ connections: 32, headersTimeout: 60_000, bodyTimeout: 60_000 });

/** @returns what is wrong with the answer, or null. A connection that is closed in the middle of a refused body is an answer too. */
async function send(
  way: Way,
  path: string,
  body: Buffer,
  headers: Record<string, string>,
): Promise<{ status: number; wrong: string | null }> {
  try {
    const answer = await fetch(`${way.url}${path}`, {
      method: "POST",
      body: new Uint8Array(body),
      headers,
      dispatcher,
      redirect: "manual",
    });
    const text = await answer.text();
    const isRetryable = answer.status === 503 && answer.headers.has("retry-after");
    return {
      status: answer.status,
      wrong: answer.status >= 500 && !isRetryable ? `${answer.status} ${text.slice(0, 200)}` : null,
    };
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
    return { status: 0, wrong: /ECONNRESET|EPIPE|UND_ERR_SOCKET/.test(code) ? null : code };
  }
}

async function attack(
  way: Way,
  { name, path, make }: Attack,
  wrong: string[],
  counts: Map<number, number>,
): Promise<void> {
  const { body, headers } = make();
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => send(way, path, body, headers)));
  for (const answer of answers) {
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    if (answer.wrong) wrong.push(`${name}: ${answer.wrong}`);
  }
}

const wanted = (process.env["ROUTES"] ?? "").split(",").filter(Boolean);
const folder = mkdtempSync(join(tmpdir(), "steady-hostile-"));
const { url, product } = await startOnFreePorts({ folder, env: { LOG_LEVEL: "warn" } });
const damage: string[] = [];
try {
  await product.ready();
  const workerUrl = `http://127.0.0.1:${product.env["WORKER_PORT"] ?? ""}`;
  const parts = () =>
    (
      JSON.parse(readFileSync(join(folder, "processes.json"), "utf8")) as {
        parts: { name: string; pid: number }[];
      }
    ).parts;
  const pidOf = (name: string) => parts().find((part) => part.name === name)?.pid ?? 0;
  const pids = { web: pidOf("web"), worker: pidOf("worker") };
  const victim = await openOrganization(url, "Victim");
  const honest = await openOrganization(url, "Honest");

  const stopBeside = startBeside({ honest, probes: { web: `${url}/livez`, worker: `${workerUrl}/livez` } });
  await sleep(15_000);
  const watches = { web: new MemoryWatch(pids.web), worker: new MemoryWatch(pids.worker) };
  const quiet = { web: watches.web.nowBytes(), worker: watches.worker.nowBytes() };
  console.log(`quiet: web ${inMb(quiet.web)}, worker ${inMb(quiet.worker)}`);
  for (const { name, path, make, status } of documentedMaxima(victim)) {
    const { body, headers } = make();
    const startedMs = performance.now();
    const answer = await send(victim, path, body, headers);
    console.log(`alone: ${name}: ${answer.status} in ${Math.round(performance.now() - startedMs)} ms`);
    if (answer.status !== status) damage.push(`${name} was answered ${answer.status} instead of ${status}`);
  }
  const attacks = attacksOn(victim).filter(
    ({ name }) => wanted.length === 0 || wanted.some((route) => name.startsWith(route)),
  );
  const wrong: string[] = [];
  const counts = new Map<number, number>();
  const startedMs = Date.now();
  let loggedMs = Date.now();
  for (const [at, one] of attacks.entries()) {
    await attack(victim, one, wrong, counts);
    if (Date.now() - loggedMs > 10_000) {
      loggedMs = Date.now();
      console.log(
        `${at + 1}/${attacks.length} ${one.name}: web ${inMb(watches.web.nowBytes())}, worker ${inMb(watches.worker.nowBytes())}`,
      );
    }
  }
  for (const base of [url, workerUrl])
    for (const text of RAW_REQUESTS)
      for (const status of await Promise.all(Array.from({ length: AT_ONCE }, () => sendRaw(base, text)))) {
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status >= 500)
          wrong.push(`${JSON.stringify(text.slice(0, 60))} on ${base === url ? "web" : "worker"}: ${status}`);
      }
  const tookS = Math.round((Date.now() - startedMs) / 1_000);
  console.log(
    `${attacks.length} attacks × ${AT_ONCE} and ${RAW_REQUESTS.length} raw requests × 2 ports in ${tookS} s: ${[
      ...counts,
    ]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${n} × ${status || "closed"}`)
      .join(", ")}`,
  );
  const beside = await stopBeside();
  console.log("resting a minute");
  await sleep(REST_MS);

  damage.push(...new Set(wrong));
  for (const name of ["web", "worker"] as const) {
    watches[name].stop();
    const [peak, after] = [watches[name].peakBytes - quiet[name], watches[name].nowBytes() - quiet[name]];
    const { p99Ms: p99, longestMs, answers } = beside.probes[name]!;
    console.log(
      `${name}: /livez p99 ${Math.round(p99)} ms, longest ${Math.round(longestMs)} ms of ${answers}; ` +
        `memory quiet ${inMb(quiet[name])}, peak +${inMb(peak)}, after a minute ` +
        `${after < 0 ? "" : "+"}${inMb(after)}`,
    );
    if (p99 > ALIVE_P99_MS)
      damage.push(`/livez of ${name} had a p99 of ${Math.round(p99)} ms (bar ${ALIVE_P99_MS})`);
    if (peak > PEAK_OVER_QUIET_BYTES)
      damage.push(`${name} took ${inMb(peak)} over quiet (bar ${inMb(PEAK_OVER_QUIET_BYTES)})`);
    if (after > BACK_WITHIN_BYTES)
      damage.push(`${name} kept ${inMb(after)} over quiet a minute later (bar ${inMb(BACK_WITHIN_BYTES)})`);
    if (pidOf(name) !== pids[name]) damage.push(`${name} ended and was started again`);
  }
  const share = beside.accepted / Math.max(1, beside.sent);
  console.log(
    `honest sender: ${beside.accepted} of ${beside.sent} accepted, p95 ${Math.round(beside.p95Ms)} ` +
      `ms${beside.refused.map(([what, n]) => `; ${n} × ${what}`).join("")}`,
  );
  if (share < HONEST_SHARE)
    damage.push(`an honest sender got ${(share * 100).toFixed(1)} % (bar ${HONEST_SHARE * 100} %)`);
  if (beside.p95Ms > HONEST_P95_MS)
    damage.push(`an honest sender's p95 was ${Math.round(beside.p95Ms)} ms (bar ${HONEST_P95_MS})`);
} finally {
  await dispatcher.close();
  const codes = await product.stop();
  console.log(`stopped: web ${String(codes.web)}, worker ${String(codes.worker)}`);
  if (existsSync(join(folder, "web.log")))
    console.log(readFileSync(join(folder, "web.log"), "utf8").split("\n").slice(-8).join("\n"));
  if (!process.env["KEEP"]) rmSync(folder, { recursive: true, force: true });
}
if (wanted.length === 0)
  for (const { name, ratio, shape } of measureDoubling(() => {}))
    if (ratio > DOUBLING_BAR)
      damage.push(`${name} took ${ratio.toFixed(2)} times as long for twice as much of ${shape}`);
for (const line of damage) console.log(`  ${line}`);
console.log(
  damage.length
    ? `test:hostile: ${damage.length} bars missed, on ${machine()}`
    : `test:hostile: all held with at most ${inMb(BODIES_IN_FLIGHT_MAX)} of bodies in flight, on ${machine()}`,
);
process.exit(damage.length ? 1 : 0);
