/**
 * `npm run test:rotation`: `npm start` on a data folder of its own, whose secret is replaced twice while people and machines go on with
 * what they were given before: nothing may be refused. Then it is started with secrets that are not its own, in every way it can be
 * started: each must end with the reason.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isBuilt } from "@/scripts/build.mjs";
import { urlOfRunning, type PostgresRole } from "@/scripts/embedded-postgres.mjs";
import { isRunning } from "@/scripts/process-identity.mjs";
import { bareEnvironment } from "@/scripts/product.mjs";
import { asAdmin } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { machine } from "@/bench/stack";
import { StartedProduct } from "../faults/start-product";
import { mailedLinks } from "./mailed-links";
import { acquire, tryAll, type Possessions } from "./possessions";

const ORGANIZATIONS = 5;
const START_MS = 90_000;
const STOP_MS = 45_000;
const USE_EVERY_MS = 250;
const USES_MIN = 100;
const REASON = /another STEADY_SECRET/;

const shortages: string[] = [];
const log = (line: string) => console.log(`rotation  ${line}`);
const insist = (isSo: boolean, what: string) => {
  if (!isSo) shortages.push(what);
  log(`${isSo ? "" : "SHORT  "}${what.split("\n")[0]!}`);
};

/** What is known of the secrets now: as `.env` would have it. */
const settingsOf = ([current = "", ...previous]: string[]) => ({
  STEADY_SECRET: current,
  STEADY_PREVIOUS_SECRETS: previous.map((secret) => secret.replaceAll(",", "%2C")).join(","),
});

/** Starts it anew with these secrets; null leaves it to the one that is kept in its folder. */
async function startWith(product: StartedProduct, secrets: string[] | null): Promise<void> {
  product.start(secrets ? settingsOf(secrets) : {});
  const ready = await product.untilReady(START_MS);
  if (!ready || !("s" in ready))
    throw new Error(`it did not start: ${JSON.stringify(ready)}\n${product.output}`);
  const urls = Object.fromEntries(
    (["app", "worker", "relay", "queue"] as PostgresRole[]).map((role) => [
      `DATABASE_${role.toUpperCase()}_URL`,
      urlOfRunning(join(product.folder, "postgres"), role) ?? "",
    ]),
  );
  Object.assign(process.env, { PUBLIC_URL: product.url }, urls, product.databaseUrls());
}

async function stop(product: StartedProduct): Promise<void> {
  product.child.kill("SIGTERM");
  if ((await product.untilExit(STOP_MS)) !== 0) throw new Error(`it did not stop\n${product.output}`);
}

/** Somebody who goes on calling with a key and a session all the time, also while it is started anew. */
class Regular {
  uses = 0;
  readonly refused: string[] = [];
  private isDone = false;
  private readonly finished: Promise<void>;
  constructor(
    private readonly url: string,
    private readonly held: Possessions,
  ) {
    this.finished = this.goOn();
  }

  private async goOn(): Promise<void> {
    while (!this.isDone) {
      await this.use("/api/v1/items", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.held.apiKey}` },
        body: JSON.stringify({ launch: this.held.launch.slug, text: `Report ${this.uses} about the basket` }),
      });
      await this.use("/api/trpc/account.me", { headers: { origin: this.url, cookie: this.held.cookie } });
      await sleep(USE_EVERY_MS);
    }
  }

  private async use(path: string, init: RequestInit): Promise<void> {
    try {
      const answer = await fetch(`${this.url}${path}`, init);
      const output = await answer.text();
      // 503 while it stops and starts is a request to come again.
      if (answer.status < 400) this.uses += 1;
      else if (answer.status !== 503) this.refused.push(`${path}: ${answer.status} ${output.slice(0, 200)}`);
    } catch {
      // Nobody listens while it is started anew.
    }
  }

  /** Ends it once it has called often enough to say something, on however fast a machine. */
  async finish(): Promise<void> {
    for (const untilMs = Date.now() + 60_000; this.uses <= USES_MIN && Date.now() < untilMs;)
      await sleep(USE_EVERY_MS);
    this.isDone = true;
    await this.finished;
  }
}

const acquireSome = async (url: string, letter: string): Promise<Possessions[]> => {
  const held: Possessions[] = [];
  for (let n = 1; n <= ORGANIZATIONS; n++) held.push(await acquire(url, `${letter}${n}`, mailedLinks));
  return held;
};

let uses = 0;
let refusals = 0;

async function tryEverybody(
  url: string,
  everybody: Possessions[],
  when: string,
  withSpare = false,
): Promise<void> {
  const all = await Promise.all(everybody.map((possession) => tryAll(url, possession, { withSpare })));
  const refused = all.flatMap((possession) => possession.refused);
  const tried = all.reduce((sum, one) => sum + one.tried, 0);
  uses += tried;
  refusals += refused.length;
  insist(refused.length === 0, `${when}: ${refused.length} of ${tried} refused\n${refused.join("\n")}`);
  for (const line of refused.slice(0, 5)) log(`  ${line}`);
}

/** Runs a program of the product; its exit code and what it said. */
function run(
  args: string[],
  env: Record<string, string | undefined>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...(bareEnvironment() as NodeJS.ProcessEnv), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (d: Buffer) => (output += d.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
  return new Promise((done) =>
    child.once("close", (code) => {
      clearTimeout(timer);
      done({ code, output });
    }),
  );
}

const commandIn = (product: StartedProduct, secrets: string[], ...args: string[]) =>
  run(["scripts/renew-secrets.mjs", ...args], { STEADY_DATA: product.folder, ...settingsOf(secrets) });

/** Every way to start with a secret that is not this database's. @returns how many were refused with the reason */
async function tryWrongSecrets(
  product: StartedProduct,
  wrong: string[],
): Promise<{ refused: number; ways: number }> {
  const env = {
    NODE_ENV: "production",
    ...Object.fromEntries(
      ["APP", "WORKER", "RELAY", "QUEUE"].map((role) => [
        `DATABASE_${role}_URL`,
        process.env[`DATABASE_${role}_URL`],
      ]),
    ),
    PUBLIC_URL: "http://127.0.0.1:1",
    HOST: "127.0.0.1",
    PORT: "0",
    WORKER_PORT: "0",
    ...settingsOf(wrong),
  };
  const ways: [string, number, { code: number | null; output: string }][] = [
    ["web", 78, await run(["dist/main.js"], env)],
    ["worker", 78, await run(["dist/worker.js"], env)],
    [
      "npm run db:migrate",
      1,
      await run(["scripts/migrate.mjs"], { ...env, DATABASE_URL: process.env["DATABASE_URL"] }),
    ],
    ["npm run secrets:renew", 2, await commandIn(product, wrong)],
  ];
  await stop(product);
  const code = await product.start(settingsOf(wrong)).untilExit(START_MS);
  ways.push(["npm start", 1, { code, output: product.output }]);
  let refused = 0;
  for (const [way, expected, { code, output }] of ways) {
    const isRefused = code === expected && REASON.test(output);
    if (isRefused) refused += 1;
    insist(
      isRefused,
      `${way} with a wrong secret ends with exit code ${code} and the reason\n${output.slice(-1_000)}`,
    );
  }
  return { refused, ways: ways.length };
}

/** The kept secret vanishes beside its database. */
async function tryVanishedSecret(product: StartedProduct): Promise<void> {
  const file = join(product.folder, "secret");
  renameSync(file, `${file}.away`);
  const code = await product.start().untilExit(START_MS);
  const isRefused = code === 1 && /secret of this installation is gone/.test(product.output);
  insist(
    isRefused,
    `npm start without its kept secret ends with exit code ${code} and the reason\n${product.output}`,
  );
  renameSync(`${file}.away`, file);
}

async function drive(product: StartedProduct): Promise<{ refused: number; ways: number }> {
  await startWith(product, null);
  const A = readFileSync(join(product.folder, "secret"), "utf8").trim();
  const [B, C, D] = ["b", "c", "d"].map(secretNamed) as [string, string, string];
  useSecrets(A);
  const held = await acquireSome(product.url, "a");
  await tryEverybody(product.url, held, "before");
  const regular = new Regular(product.url, { ...held[0]! });

  for (const [at, secrets] of [
    [B, A],
    [C, B, A],
  ].entries()) {
    await stop(product);
    await startWith(product, secrets);
    useSecrets(secrets[0]!, ...secrets.slice(1));
    held.push(...(await acquireSome(product.url, `r${at + 1}x`)));
    // What lay in a drawer through both is used for the first time after the second.
    await tryEverybody(product.url, held, `after replacement ${at + 1}`, at === 1);
  }
  await regular.finish();
  uses += regular.uses;
  refusals += regular.refused.length;
  insist(
    regular.refused.length === 0 && regular.uses > USES_MIN,
    `all the while: ${regular.refused.length} of ${regular.uses} refused\n${regular.refused.join("\n")}`,
  );

  const early = await commandIn(product, [C, B, A]);
  insist(
    early.code === 1 && /may not be removed yet/.test(early.output),
    `secrets:renew says what depends on them\n${early.output}`,
  );
  // As when a week has gone by.
  for (const table of ["invitation", "account_link"])
    await asAdmin(
      `update ${table} set expires_at = now() where created_at < (select since from door.secret_check)`,
    );
  await asAdmin("update session set created_at = (select since from door.secret_check)");
  const late = await commandIn(product, [C, B, A], "--without-report-links");
  insist(late.code === 0, `secrets:renew says that they may go\n${late.output}`);
  await stop(product);
  await startWith(product, [C]);
  useSecrets(C);
  const last = await acquireSome(product.url, "last");
  await tryEverybody(product.url, last, "with the new secret alone, what is made with it");
  const rest = (
    await Promise.all(held.map((possession) => tryAll(product.url, possession, { withSpare: true })))
  ).flatMap((r) => r.refused);
  const lost = rest.filter((line) => !line.startsWith("link:"));
  insist(
    lost.length === 0,
    `with the new secret alone, what was made before and is no link: ${lost.length} refused\n${lost.join("\n")}`,
  );

  const wrong = await tryWrongSecrets(product, [D, B]);
  await tryVanishedSecret(product);
  return wrong;
}

if (!isBuilt()) throw new Error("The product is not built, or not from this source: npm run build");
const folder = mkdtempSync(join(tmpdir(), "steady-rotation-"));
// What runs as another user than root has to walk through it.
execFileSync("chmod", ["755", folder]);
const product = await StartedProduct.at(join(folder, "data"));
let wrong = { refused: 0, ways: 0 };
try {
  wrong = await drive(product);
} catch (error) {
  shortages.push(String(error));
  console.error(error);
} finally {
  product.child.kill("SIGTERM");
  await product.untilExit(STOP_MS);
  while (product.parts().some(isRunning)) await sleep(200);
  rmSync(folder, { recursive: true, force: true });
}
for (const shortage of shortages) console.log(`SHORT  ${shortage}`);
console.log(
  `test:rotation: ${refusals} of ${uses} uses refused over two replacements; ` +
    `${wrong.refused} of ${wrong.ways} starts with a wrong secret refused with the reason; ${shortages.length} short, on ${machine()}`,
);
process.exit(shortages.length ? 1 : 0);
