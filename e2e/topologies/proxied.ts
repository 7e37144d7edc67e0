/** A server of one's own, Redis, two webs and two workers behind a reverse proxy, set up by what the README says. */
import { execFileSync, spawnSync } from "node:child_process";
import { freePort, startEntry, untilUp, type Started } from "@/bench/stack";
import { bareEnvironment } from "../../scripts/product.mjs";
import { startRedis } from "../../scripts/redis-server.mjs";
import {
  openCustomer,
  OpenStream,
  readBoard,
  sendLargestLogs,
  sendReports,
  until,
  type Answers,
} from "./customer";
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { Notes } from "./damage";
import { startDebianPostgres } from "./debian-postgres";
import { findDamage } from "./ledger";
import { startNginx } from "./nginx";

const REPORTS = 150;
const LARGEST_LOGS = 16 * 1_048_576;
/** What a killed worker had begun is taken over after this; the default is half a minute. */
const LEASE_MS = 4_000;
const EVENT_WITHIN_MS = patiently(15_000);

const describeAnswers = (answers: Answers): string =>
  [...answers].map(([what, n]) => `${n} × ${what}`).join(", ");

/** Answers that nobody may get: 5xx other than those of a proxy whose web was killed under it. */
function serverErrors(answers: Answers): number {
  const bad = [...answers].filter(([what]) => /^5/.test(what) && what !== "502");
  return bad.reduce((sum, [, n]) => sum + n, 0);
}

export async function driveProxied(): Promise<string[]> {
  const notes = new Notes("proxied");
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startDebianPostgres();
    undo.push(() => postgres.stop());
    const redis = await startRedis();
    if (!redis) throw new Error("There is no redis-server on this machine.");
    undo.push(() => redis.stop());
    const [port, ...ports] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const url = `http://127.0.0.1:${port}`;
    const env = {
      ...bareEnvironment(),
      ...postgres.urls,
      NODE_ENV: "production" as const,
      REDIS_URL: redis.url,
      PUBLIC_URL: url,
      HOST: "127.0.0.1",
      TRUSTED_PROXIES: "1",
      STEADY_SECRET: "a secret for topologies only, made of many letters",
      OUTBOX_LEASE_MS: String(LEASE_MS),
      LOG_LEVEL: process.env["LOG_LEVEL"] ?? "error",
    };
    postgres.psql(postgres.adminUrl, "drop role steady_worker;");
    const refused = spawnSync(process.execPath, ["scripts/migrate.mjs"], { env, encoding: "utf8" });
    notes.check(
      "a role that is not there is refused with what to do",
      refused.status !== 0 && refused.stderr.includes("must run prisma/roles.sql"),
      `exit ${refused.status}`,
    );
    postgres.setUpRoles();
    const output = execFileSync(process.execPath, ["scripts/migrate.mjs"], { env }).toString();
    notes.check(
      `PostgreSQL ${postgres.version} as the README sets it up takes the migrations`,
      output.startsWith("applied"),
    );
    const { DATABASE_URL: _owner, ...ofWorker } = env;
    const { DATABASE_WORKER_URL: _worker, ...ofWeb } = ofWorker;
    const webs = ports.slice(0, 2).map((at) => startEntry("dist/main.js", { ...ofWeb, PORT: String(at) }));
    const workers = ports
      .slice(2)
      .map((at) => startEntry("dist/worker.js", { ...ofWorker, WORKER_PORT: String(at) }));
    const all: Started[] = [...webs, ...workers];
    undo.push(() => Promise.all(all.map((service) => service.stop("SIGKILL"))));
    for (const at of ports) await untilUp(`http://127.0.0.1:${at}/readyz`, 60_000);
    const nginx = await startNginx(ports.slice(0, 2), port);
    undo.push(() => nginx.stop());

    const customer = await openCustomer(url);
    const stream = await OpenStream.open(customer);
    const calm = await sendReports(customer, { from: 0, reports: REPORTS, together: 10 });
    notes.check(
      `${REPORTS} reports by API, form and helpdesk`,
      calm.answers.size === 1,
      describeAnswers(calm.answers),
    );
    notes.check(
      "an open stream hears of them through the proxy",
      await until(
        () => stream.hasReceived("items.recorded") || stream.hasReceived("issues.changed"),
        EVENT_WITHIN_MS,
      ),
    );
    await stream.close();
    const logs = await sendLargestLogs(customer, LARGEST_LOGS);
    notes.check(
      "a log batch of 16 MB is taken",
      logs.status === 202 && logs.accepted > 10_000,
      JSON.stringify(logs),
    );

    const sending = sendReports(customer, { from: REPORTS, reports: REPORTS, together: 6, everyMs: 60 });
    await until(async () => (await readBoard(customer)).reports > REPORTS / 2, EVENT_WITHIN_MS);
    for (const killed of [webs[0]!, workers[0]!]) await killed.stop("SIGKILL");
    const hurt = await sending;
    notes.check(
      "one web and one worker killed meanwhile: no 5xx but the proxy's own",
      serverErrors(hurt.answers) === 0,
      describeAnswers(hurt.answers),
    );
    const accepted = new Map([...calm.accepted, ...hurt.accepted]);
    const damage = await findDamage(postgres, 2 * REPORTS, accepted);
    notes.check(
      `${accepted.size} of ${2 * REPORTS} reports accepted, 0 lost`,
      damage.length === 0,
      damage.join("; "),
    );
    const board = await readBoard(customer);
    notes.check(
      "the board shows them all",
      board.status === 200 && board.reports === 2 * REPORTS,
      `page ${board.status}, ${board.issues} issues of ${board.reports} reports`,
    );
    const trail = await customer.caller.audit.verify.query();
    notes.check("the trail is whole", trail.isWhole, JSON.stringify(trail));
    const codes = await Promise.all([webs[1]!.stop(), workers[1]!.stop()]);
    notes.check(
      "web and worker end in order",
      codes.every((code) => code === 0),
      codes.join(", "),
    );
  } finally {
    for (const step of undo.toReversed()) await step();
  }
  return notes.damage;
}
