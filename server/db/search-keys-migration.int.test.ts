import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asAdmin, connectAs } from "@/server/testing/queries";

const MIGRATION = "20261203040000_search_keys";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATION);

const database = `test_search_${randomBytes(4).toString("hex")}`;
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

test("reports and people that were there wait for their keys, and those that were withdrawn do not", async () => {
  await admin!.query("insert into organization (id, slug, name) values ('org', 'org', 'O')");
  await admin!.query(
    `insert into launch (org_id, id, slug, name, live_at, ends_at, recommended_days, recommended_reason)
     values ('org', 'lau', 'two', 'Two', now(), now(), 1, '')`,
  );
  await admin!.query(
    "insert into source (org_id, id, kind, name, key) values ('org', 'src', 'api', 'A', 'k')",
  );
  await admin!.query(
    "insert into reporter (org_id, id, person_key, name) values ('org', 'rep', 'rep', 'Jo')",
  );
  for (const [id, state] of [
    ["itm_1", "open"],
    ["itm_2", "quarantined"],
    ["itm_3", "withdrawn"],
  ])
    await admin!.query(
      `
        insert into
          item (
            org_id,
            id,
            launch_id,
            source_id,
            reporter_id,
            reference,
            text,
            state,
            occurred_at,
            received_at,
            type,
            severity,
            sentiment
          )
        values ('org', $1, 'lau', 'src', 'rep', $1, '', $2, now(), now(), 'functional', 'minor', 'neutral')
      `,
      [id, state],
    );
  await owner!.query("begin");
  await owner!.query(scriptOf(MIGRATION));
  await owner!.query("commit");

  const rowsOf = async (text: string) => (await admin!.query<Record<string, unknown>>(text)).rows;
  expect(
    await rowsOf("select item_id, launch_id, keys::text as keys, is_stale from item_search order by 1"),
  ).toEqual([
    { item_id: "itm_1", launch_id: "lau", keys: "", is_stale: true },
    { item_id: "itm_2", launch_id: "lau", keys: "", is_stale: true },
  ]);
  expect(await rowsOf("select are_keys_stale as is_stale from reporter")).toEqual([{ is_stale: true }]);
  expect(await rowsOf("select door.organizations_to_key(10) as id")).toEqual([{ id: "org" }]);
  expect(
    await rowsOf(
      "select relname from pg_class where relname in ('item', 'item_search', 'reporter') and not relforcerowsecurity",
    ),
  ).toEqual([]);
});
