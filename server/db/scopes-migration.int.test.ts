import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asAdmin, connectAs } from "@/server/testing/queries";

const MIGRATION = "20261130151000_sessions_and_scopes";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATION);

const database = `test_scopes_${randomBytes(4).toString("hex")}`;
let [owner, admin]: pg.Client[] = [];

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  [owner, admin] = [await connectAs("owner", database), await connectAs("admin", database)];
  for (const name of earlier.sort()) await owner.query(scriptOf(name));
});
afterAll(async () => {
  for (const client of [owner, admin]) await client?.end();
  await asAdmin(`drop database ${database} with (force)`);
});

test("a key loses the scope that opened nothing, and one that had no other is revoked, as each organization's trail says", async () => {
  await admin!.query("insert into account (id, email, name) values ('acc', 'a@example.test', 'A')");
  for (const org of ["org_1", "org_2"]) {
    await admin!.query("insert into organization (id, slug, name) values ($1, $1, $1)", [org]);
    await admin!.query(
      `
        insert into membership (org_id, id, account_id, role, name, email)
        values ($1, 'mem', 'acc', 'owner', 'A', 'a@example.test')
      `,
      [org],
    );
  }
  const keys: [org: string, id: string, scopes: string[], revoked: boolean][] = [
    ["org_1", "only", ["logs:write"], false],
    ["org_1", "both", ["items:write", "logs:write"], false],
    ["org_2", "only", ["logs:write"], false],
    ["org_2", "other", ["releases:write"], false],
    ["org_2", "gone", ["logs:write"], true],
  ];
  for (const [org, id, scopes, revoked] of keys)
    await admin!.query(
      `insert into api_key (org_id, id, name, prefix, hash, scopes, created_by, revoked_at)
       values ($1, $2, 'K', 'stk_', $3, $4, 'mem', case when $5 then '2026-01-01'::timestamptz end)`,
      [org, id, randomBytes(8).toString("hex"), scopes, revoked],
    );
  await owner!.query(scriptOf(MIGRATION));
  const { rows } = await admin!.query(
    "select org_id || ' ' || id as key, scopes, revoked_at is not null as revoked from api_key order by org_id, id",
  );
  expect(rows).toEqual([
    { key: "org_1 both", scopes: ["items:write"], revoked: false },
    { key: "org_1 only", scopes: [], revoked: true },
    { key: "org_2 gone", scopes: [], revoked: true },
    { key: "org_2 only", scopes: [], revoked: true },
    { key: "org_2 other", scopes: ["releases:write"], revoked: false },
  ]);
  const { rows: trail } = await admin!.query(
    `
      select
        e.org_id,
        e.verb,
        e.subject_id
      from
        audit_event e
        join audit_due d on d.org_id = e.org_id
        and d.event_id = e.id
      order by 1
    `,
  );
  expect(trail).toEqual([
    { org_id: "org_1", verb: "api_key.revoked", subject_id: "only" },
    { org_id: "org_2", verb: "api_key.revoked", subject_id: "only" },
  ]);
});
