/**
 * Writes the database that the upgrade part begins with: made by the migrations of the commit that this runs at, filled by the demo's own
 * seed, reports of its story, log lines and a few decisions. Run at the commit to upgrade from, on a machine with Debian's PostgreSQL:
 *
 * `npm run build && npx tsx e2e/topologies/make-upgrade-fixture.ts <commit>`
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { findPostgresBin } from "@/scripts/servers-around.mjs";
import { postEvent, postLines } from "../../scripts/demo/post";
import { readState } from "../../scripts/demo/state";
import { buildTimeline } from "../../scripts/demo/story/timeline";
import { gatewayLines, quotedRequestIds } from "../../scripts/demo/story/traffic";
import { until } from "./customer";
import { startDebianPostgres } from "./debian-postgres";
import { FIXTURE, FIXTURE_SECRET, type UpgradeFixture } from "./upgrade";

/** The least that the story is told in; of it so many reports are sent. */
const STORY_ITEMS = 200;
const REPORTS = 80;
const LINES = 600;

const commit = process.argv[2];
if (!commit) throw new Error("Name the commit that this runs at.");
const folder = mkdtempSync(join(tmpdir(), "steady-fixture-"));
chmodSync(folder, 0o755);
const stateFile = join(folder, "state.json");
const postgres = await startDebianPostgres();
const { url, product } = await startOnFreePorts({
  folder,
  env: { ...postgres.urls, STEADY_SECRET: FIXTURE_SECRET, TRUSTED_PROXIES: "1" },
  prepare: (env) => {
    execFileSync(process.execPath, ["dist/demo-seed.js", stateFile, String(Date.now())], {
      env: { ...env, NODE_ENV: "production" },
    });
    return Promise.resolve({});
  },
});
try {
  await product.ready();
  const state = readState(stateFile);
  if (!state) throw new Error("The seed left no state.");
  const story = buildTimeline({ seed: state.seed, items: STORY_ITEMS, nowMs: Date.now() });
  for (const event of story.slice(0, REPORTS)) await postEvent(url, state, event);
  const toMs = Date.now() - state.launchAtMs;
  const lines = gatewayLines({
    seed: state.seed,
    count: LINES,
    launchAtMs: state.launchAtMs,
    fromMs: toMs - 3_600_000,
    toMs,
    quoted: quotedRequestIds(story),
  });
  await postLines(url, state, [...lines], "fixture");
  const lead = state.people.find(({ key }) => key === "maren")!;
  const caller = createCaller(url, {
    cookie: await signInOverHttp(url, { email: lead.email, password: state.password }),
    organization: state.organization.slug,
  });
  const launchId = state.launch.id;
  const database = Object.assign(new URL(postgres.adminUrl), { pathname: "/steady" }).href;
  const countOf = (what: string) => postgres.query<{ n: number }>(`select count(*) as n from ${what}`)[0]?.n;
  await until(() => countOf("outbox where state <> 'done'") === 0, 60_000);
  const { rows } = await caller.triage.inbox.query({ launchId, limit: 12 });
  for (const [at, issue] of rows.entries())
    await caller.triage.act.mutate({ issueId: issue.id, act: { kind: at % 3 === 2 ? "start" : "accept" } });
  // Sealed, so that the trail can be proved after the upgrade.
  if (!(await until(() => countOf("audit_due") === 0, 120_000)))
    throw new Error("The trail was not sealed in time.");
  const board = await caller.triage.issues.query({ launchId, filter: "", sort: "created", limit: 200 });
  const { events } = await caller.audit.verify.query();
  const fixture: UpgradeFixture = {
    commit,
    email: lead.email,
    password: state.password,
    organization: state.organization.slug,
    launch: { id: launchId, slug: state.launch.slug },
    formKey: state.formKey,
    issues: board.rows.length,
    reports: board.rows.reduce((sum, row) => sum + row.itemCount, 0),
    auditEvents: events,
  };
  await product.stop();
  const dump = execFileSync(join(findPostgresBin()!, "pg_dump"), ["-d", database], {
    maxBuffer: 256 * 2 ** 20,
  });
  // These two name a secret of one psql's release, and others do not know them.
  const portable = dump.toString().replace(/^\\(?:un)?restrict .*\n/gm, "");
  writeFileSync(`${FIXTURE}.sql.gz`, gzipSync(portable, { level: 9 }));
  writeFileSync(`${FIXTURE}.json`, `${JSON.stringify(fixture, null, 2)}\n`);
  console.log(
    `${FIXTURE}: ${readFileSync(`${FIXTURE}.sql.gz`).byteLength} bytes, ${JSON.stringify(fixture)}`,
  );
} finally {
  await product.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
