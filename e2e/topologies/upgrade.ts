/**
 * A database of an older commit, brought up to date by `npm start`. It was made by make-upgrade-fixture.ts at that commit, with that
 * commit's migrations and seed; what was in it then is beside it.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { findDrift } from "../../scripts/migrate.mjs";
import { readBoard, until } from "./customer";
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { Notes } from "./damage";
import { startDebianPostgres } from "./debian-postgres";

export const FIXTURE = "e2e/topologies/fixtures/upgrade";
export const FIXTURE_SECRET = "a secret of the upgrade fixture, made of many letters";

/** What was in the database, and how to get at it. */
export type UpgradeFixture = {
  commit: string;
  email: string;
  password: string;
  organization: string;
  launch: { id: string; slug: string };
  formKey: string;
  issues: number;
  reports: number;
  auditEvents: number;
};

const SHOWN_WITHIN_MS = patiently(30_000);

export async function driveUpgrade(): Promise<string[]> {
  const notes = new Notes("upgrade");
  const undo: (() => unknown)[] = [];
  const before = JSON.parse(readFileSync(`${FIXTURE}.json`, "utf8")) as UpgradeFixture;
  const folder = mkdtempSync(join(tmpdir(), "steady-upgrade-"));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const postgres = await startDebianPostgres();
    undo.push(() => postgres.stop());
    const database = Object.assign(new URL(postgres.adminUrl), { pathname: "/steady" }).href;
    postgres.psql(database, gunzipSync(readFileSync(`${FIXTURE}.sql.gz`)));
    const { url, product } = await startOnFreePorts({
      folder,
      env: { ...postgres.urls, STEADY_SECRET: FIXTURE_SECRET },
    });
    undo.push(() => product.stop());
    await product.ready();
    notes.check(`a database of ${before.commit} is brought up to date and served`, true);
    const drift = await findDrift(postgres.urls.DATABASE_URL);
    notes.check("and is then what the schema says", drift.length === 0, drift.join("; "));
    const cookie = await signInOverHttp(url, before);
    const caller = createCaller(url, { cookie, organization: before.organization });
    const customer = { url, slug: before.organization, cookie, launch: before.launch, caller };
    const board = await readBoard(customer);
    notes.check(
      "the board shows what it did",
      board.status === 200 && board.issues === before.issues && board.reports === before.reports,
      `${board.issues} issues of ${board.reports} reports, before ${before.issues} of ${before.reports}`,
    );
    const trail = await caller.audit.verify.query();
    notes.check(
      "the trail of before is whole",
      trail.isWhole && trail.events >= before.auditEvents,
      JSON.stringify(trail),
    );
    const sent = await fetch(`${url}/api/v1/forms/${before.formKey}`, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({
        text: "The lantern in the cellar of the upgrade does not light.",
        email: "ana@example.test",
      }),
    });
    notes.check("a report by the form of before is accepted", sent.status === 202, String(sent.status));
    const isShown = await until(
      async () => (await readBoard(customer)).reports > before.reports,
      SHOWN_WITHIN_MS,
    );
    notes.check("and comes to the board", isShown);
  } finally {
    for (const step of undo.toReversed()) await step();
  }
  return notes.damage;
}
