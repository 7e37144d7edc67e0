import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asAdmin, connectAs } from "@/server/testing/queries";

const TABLE_MADE = "20261127000000_exemplar_terms";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const migrations = readdirSync(folder)
  .filter((name) => /^\d/.test(name))
  .sort();

const database = `test_terms_${randomBytes(4).toString("hex")}`;
let [owner, admin]: pg.Client[] = [];

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  [owner, admin] = [await connectAs("owner", database), await connectAs("admin", database)];
});
afterAll(async () => {
  for (const client of [owner, admin]) await client?.end();
  await asAdmin(`drop database ${database} with (force)`);
});

test("exemplars of before an upgrade are found by their terms, in every organization", async () => {
  for (const name of migrations.filter((name) => name < TABLE_MADE)) await owner!.query(scriptOf(name));
  // Rows as they stood then; what they refer to is of no matter here.
  await admin!.query("set session_replication_role = replica");
  for (const org of ["org_1", "org_2"])
    await admin!.query(
      `
        insert into issue_exemplar (org_id, launch_id, item_id, terms)
        values ($1, 'lau', 'itm', $2)
      `,
      [org, ["invoice", "twice", "x".repeat(201)]],
    );
  await admin!.query("set session_replication_role = origin");
  for (const name of migrations.filter((name) => name >= TABLE_MADE)) await owner!.query(scriptOf(name));
  const { rows } = await admin!.query("select org_id || ' ' || term as found from exemplar_term order by 1");
  expect(rows.map(({ found }) => found as string)).toEqual([
    "org_1 invoice",
    "org_1 twice",
    "org_2 invoice",
    "org_2 twice",
  ]);
});

test("a migration that changes the rows of a protected table lifts its force, or it would change none", async () => {
  const { rows } = await admin!.query(
    "select relname as name from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace",
  );
  const forced = new Set(rows.map(({ name }) => name as string));
  expect(forced.size).toBeGreaterThan(40);
  const blind = migrations
    .filter((name) => name >= "20261130150000")
    .flatMap((name) => {
      const script = scriptOf(name);
      return [...script.matchAll(/^(?:update|insert into|delete from) ([a-z_]+)/gm)]
        .map(([, table = ""]) => table)
        .filter(
          (table) =>
            forced.has(table) && !script.includes(`alter table ${table} no force row level security`),
        )
        .map((table) => `${name}: ${table}`);
    });
  expect(blind).toEqual([]);
});
