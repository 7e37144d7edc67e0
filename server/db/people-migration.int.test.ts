import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asAdmin, connectAs } from "@/server/testing/queries";

const MIGRATION = "20261201050100_people";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATION);

const database = `test_people_${randomBytes(4).toString("hex")}`;
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

test("an address that was one person over all sources becomes one in each, names stay with their reports", async () => {
  await admin!.query("insert into organization (id, slug, name) values ('org', 'org', 'O')");
  await admin!.query(
    `insert into launch (org_id, id, slug, name, live_at, ends_at, recommended_days, recommended_reason)
     values ('org', 'lau', 'two', 'Two', now(), now(), 1, '')`,
  );
  for (const id of ["src_a", "src_b"])
    await admin!.query("insert into source (org_id, id, kind, name, key) values ('org', $1, 'api', $1, $1)", [
      id,
    ]);
  for (const [id, key] of [
    ["rep_1", "email:jo@x.example"],
    ["rep_2", "src_b:u:17"],
    ["rep_3", "item:itm_5"],
  ])
    await admin!.query("insert into reporter (org_id, id, person_key, name) values ('org', $1, $2, 'Jo')", [
      id,
      key,
    ]);
  const items: [id: string, source: string, reporter: string, key: string | null][] = [
    ["itm_1", "src_a", "rep_1", "email:jo@x.example"],
    ["itm_2", "src_b", "rep_1", "email:jo@x.example"],
    ["itm_3", "src_a", "rep_1", "email:jo@x.example"],
    ["itm_4", "src_b", "rep_2", "src_b:u:17"],
    ["itm_5", "src_b", "rep_3", null],
  ];
  for (const [id, source, reporter, key] of items)
    await admin!.query(
      `
        insert into
          item (
            org_id,
            id,
            launch_id,
            source_id,
            reporter_id,
            person_key,
            reference,
            text,
            occurred_at,
            received_at,
            type,
            severity,
            sentiment
          )
        values ('org', $1, 'lau', $2, $3, $4, $1, '', now(), now(), 'functional', 'minor', 'neutral')
      `,
      [id, source, reporter, key],
    );
  await owner!.query("begin");
  await owner!.query(scriptOf(MIGRATION));
  await owner!.query("commit");

  const { rows } = await admin!.query<{ id: string; reporter_id: string; person_key: string | null }>(
    "select id, reporter_id, person_key from item order by id",
  );
  const of = (id: string) => rows.find((row) => row.id === id)!;
  expect(of("itm_1")).toMatchObject({ reporter_id: "rep_1", person_key: "rep_1" });
  expect(of("itm_3")).toMatchObject({ reporter_id: "rep_1", person_key: "rep_1" });
  expect(of("itm_2").reporter_id).not.toBe("rep_1");
  expect(of("itm_2").person_key).toBe(of("itm_2").reporter_id);
  expect(of("itm_4")).toMatchObject({ reporter_id: "rep_2", person_key: "rep_2" });
  expect(of("itm_5")).toMatchObject({ reporter_id: "rep_3", person_key: null });
  expect(
    (
      await admin!.query(
        "select source_id, kind, value, reporter_id from reporter_identity order by source_id, kind, value",
      )
    ).rows,
  ).toEqual([
    { source_id: "src_a", kind: "email", value: "jo@x.example", reporter_id: "rep_1" },
    { source_id: "src_b", kind: "email", value: "jo@x.example", reporter_id: of("itm_2").reporter_id },
    { source_id: "src_b", kind: "external", value: "u:17", reporter_id: "rep_2" },
  ]);
});
