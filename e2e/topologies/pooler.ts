/** The product with a PgBouncer in transaction mode between it and a server of one's own. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetch } from "undici";
import { listInput } from "@/contracts/board";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { statusOf } from "@/e2e/fixtures/http";
import { startPgBouncer } from "../../scripts/pgbouncer.mjs";
import { bareEnvironment } from "../../scripts/product.mjs";
import {
  count,
  openCustomer,
  OpenStream,
  readBoard,
  sendReports,
  until,
  type Answers,
  type Customer,
} from "./customer";
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { Notes } from "./damage";
import { startDebianPostgres, type Urls } from "./debian-postgres";
import { findDamage } from "./ledger";

/** `npm test` sends a third. */
const SHARE = process.env["SHORT"] ? 1 / 3 : 1;
const REPORTS = 240 * SHARE;
/** While the pooler is killed. */
const REPORTS_LATER = 120 * SHARE;
const READS = 300 * SHARE;
const READS_TOGETHER = 20;
/** Fewer than one process of the product asks for. */
const POOL_SIZE = 5;
const EVENT_WITHIN_MS = patiently(15_000);
const REFUSED_WITHIN_MS = 30_000;

/** Each way of starting, and the code it ends with where a pooler is in the way. */
const STARTS = [
  ["npm start", "scripts/start.mjs", 1],
  ["npm run db:migrate", "scripts/migrate.mjs", 1],
  ["web", "dist/main.js", 78],
  ["worker", "dist/worker.js", 78],
] as const;

/** Reads as many people do at once, and counts what they are answered. */
async function readALot(customer: Customer): Promise<Answers> {
  const answers: Answers = new Map();
  const { caller, launch } = customer;
  const listed = listInput({ launchId: launch.id, filter: "", sort: "created" });
  const ways: (() => Promise<unknown>)[] = [
    () => caller.triage.issues.query(listed),
    () => caller.triage.issues.query({ ...listed, filter: "voucher" }),
    () => caller.triage.matrix.query({ launchId: launch.id, filter: "" }),
    () => caller.triage.inbox.query({ launchId: launch.id, filter: "" }),
    () => caller.exit.page.query({ launchId: launch.id }),
    () => caller.audit.list.query({ limit: 20 }),
    async () => {
      const path = `/${customer.slug}/${launch.slug}/board`;
      const page = await fetch(`${customer.url}${path}`, { headers: { cookie: customer.cookie } });
      await page.text();
      if (page.status !== 200) count(answers, String(page.status));
    },
    async () => {
      const { rows } = await caller.triage.issues.query({ ...listed, limit: 20 });
      const issue = rows[Math.floor(Math.random() * rows.length)];
      if (issue)
        await caller.triage.act.mutate({
          issueId: issue.id,
          act: { kind: "tag", add: ["pooled"], remove: [] },
        });
    },
  ];
  const waiting = Array.from({ length: READS }, (_, index) => ways[index % ways.length]!);
  const line = async () => {
    for (let read = waiting.shift(); read; read = waiting.shift())
      await read().then(
        () => count(answers, "answered"),
        (error: unknown) => count(answers, String(statusOf(error))),
      );
  };
  await Promise.all(Array.from({ length: READS_TOGETHER }, line));
  return answers;
}

function checkRefusals(notes: Notes, urls: Urls, folder: string): void {
  const env = {
    ...bareEnvironment(),
    ...urls,
    NODE_ENV: "production" as const,
    STEADY_DATA: join(folder, "refused"),
    STEADY_SECRET: "a secret for topologies only, made of many letters",
    PUBLIC_URL: "https://steady.example.com",
    HOST: "127.0.0.1",
    PORT: "0",
    WORKER_PORT: "0",
  };
  for (const [name, file, code] of STARTS) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
      env,
      timeout: REFUSED_WITHIN_MS,
      encoding: "utf8",
    });
    const isNamed = /a connection pooler answers there, and DATABASE_DIRECT_URL is not set/.test(
      stdout + stderr,
    );
    notes.check(
      `${name} without DATABASE_DIRECT_URL is refused with the reason`,
      status === code && isNamed,
      `exit ${status}${isNamed ? "" : `, ${(stdout + stderr).slice(-600)}`}`,
    );
  }
}

export async function drivePooler(): Promise<string[]> {
  const notes = new Notes("pooler");
  const undo: (() => unknown)[] = [];
  const folder = mkdtempSync(join(tmpdir(), "steady-pooler-"));
  // Whoever `npm start` goes on as has to walk through it.
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const postgres = await startDebianPostgres();
    undo.push(() => postgres.stop());
    const pooler = await startPgBouncer({
      server: postgres.adminUrl,
      users: Object.values(postgres.urls),
      poolSize: POOL_SIZE,
    });
    if (!pooler) throw new Error("There is no pgbouncer on this machine.");
    undo.push(() => pooler.stop());
    const urls = Object.fromEntries(
      Object.entries(postgres.urls).map(([name, url]) => [name, pooler.url(url)]),
    ) as Urls;
    checkRefusals(notes, urls, folder);
    const { hostname, port } = new URL(postgres.adminUrl);
    const { url, product } = await startOnFreePorts({
      folder,
      env: {
        ...urls,
        DATABASE_DIRECT_URL: `postgresql://${hostname}:${port}/steady`,
        STEADY_SECRET: "a secret for topologies only, made of many letters",
      },
    });
    undo.push(() => product.stop());
    await product.ready();
    const customer = await openCustomer(url);
    const stream = await OpenStream.open(customer);
    const [sent, read] = await Promise.all([
      sendReports(customer, { from: 0, reports: REPORTS, together: 12 }),
      readALot(customer),
    ]);
    const list = (answers: Answers) => [...answers].map(([what, n]) => `${n} × ${what}`).join(", ");
    const isWell = (answers: Answers) =>
      [...answers.keys()].every((what) => what === "answered" || what === "202");
    notes.check(`${REPORTS} reports, ${POOL_SIZE} connections`, isWell(sent.answers), list(sent.answers));
    notes.check(`${READS} reads and decisions beside them`, isWell(read), list(read));
    notes.check(
      "an open stream hears of them",
      await until(
        () => stream.hasReceived("items.recorded") || stream.hasReceived("issues.changed"),
        EVENT_WITHIN_MS,
      ),
    );
    await stream.close();
    const sending = sendReports(customer, {
      from: REPORTS,
      reports: REPORTS_LATER,
      together: 6,
      everyMs: 20,
    });
    await until(async () => (await readBoard(customer)).reports > REPORTS, EVENT_WITHIN_MS);
    await pooler.restart();
    const later = await sending;
    const isRetryable = [...later.answers.keys()].every((what) => what === "202" || what === "503");
    notes.check(
      "the pooler killed meanwhile: senders are asked to come back",
      isRetryable,
      list(later.answers),
    );
    const all = REPORTS + REPORTS_LATER;
    const accepted = new Map([...sent.accepted, ...later.accepted]);
    const damage = await findDamage(postgres, all, accepted);
    notes.check("0 lost", damage.length === 0, damage.join("; "));
    const board = await readBoard(customer);
    notes.check(
      "the board shows them all",
      board.status === 200 && board.reports === all,
      JSON.stringify(board),
    );
  } finally {
    for (const step of undo.toReversed()) await step();
  }
  return notes.damage;
}
