import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";
import { asAdmin, connectAs } from "@/server/testing/queries";
import { workerScope } from "@/server/tenancy/scope.commands";
import { sealAudit } from "@/server/audit/seal.commands";
import { verifyAudit } from "@/server/audit/seal.queries";
import { listAudit } from "@/server/audit/trail.queries";

const MIGRATION = "20261130150000_audit_order";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => /^\d/.test(name))
  .sort();
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");

const database = `test_order_${randomBytes(4).toString("hex")}`;
const ORG = "org_before";
const scope = workerScope(ORG);
/** Ids as they were made by machines whose clocks differ: the last was two hours ahead, and sealed first. */
const IDS = { ahead: "aud_09", first: "aud_01", second: "aud_02", skipped: "aud_03", other: "aud_05" };
let admin: pg.Client;
let owner: pg.Client;

/** What was sealed before, in the words of the code of then. */
async function sealAsBefore(seq: number, previousHash: string, ids: readonly string[]): Promise<string> {
  const { rows } = await admin.query<{ id: string; hash: string }>(
    `
      select
        id,
        encode(
          sha256(
            convert_to(
              jsonb_build_array(
                id,
                (
                  extract(
                    epoch
                    from at
                  ) * 1000000
                )::bigint,
                actor_kind,
                actor_id,
                actor_name,
                verb,
                subject_kind,
                subject_id,
                launch_id,
                data,
                request_id
              )::text,
              'UTF8'
            )
          ),
          'hex'
        ) as hash
      from audit_event
      where
        org_id = $1
        and id = any($2)
      order by id
    `,
    [ORG, ids],
  );
  const digest = createHash("sha256").update(`${seq}\n${previousHash}\n`);
  for (const { id, hash } of rows) digest.update(`${id} ${hash}\n`);
  const hash = digest.digest("hex");
  await admin.query(
    `
      insert into
        audit_block (org_id, seq, from_at, until_at, row_count, previous_hash, hash, event_ids, last_event_id)
      values ($1, $2, now(), now(), $3, $4, $5, $6, $7)
    `,
    [ORG, seq, rows.length, previousHash, hash, rows.map((row) => row.id), rows.at(-1)!.id],
  );
  return hash;
}

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  [admin, owner] = [await connectAs("admin", database), await connectAs("owner", database)];
  for (const name of names.filter((name) => name < MIGRATION)) await owner.query(scriptOf(name));
  await admin.query(
    "insert into organization (id, slug, name) values ($1, 'before', 'Before'), ('org_other', 'other', 'Other')",
    [ORG],
  );
  await admin.query(
    `
      insert into
        audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, data)
      select
        $1,
        id,
        'person',
        'p',
        'P',
        'issue.moved',
        'issue',
        id,
        '{"b": 1, "a": [true, "ß"]}'
      from unnest($2::text[]) id
    `,
    [ORG, Object.values(IDS)],
  );
  await admin.query(
    `
      insert into
        audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id)
      values ('org_other', 'aud_01', 'person', 'p', 'P', 'x', 'x', 'x')
    `,
  );
  const hash = await sealAsBefore(1, "0".repeat(64), [IDS.ahead, IDS.second]);
  await sealAsBefore(2, hash, [IDS.first, IDS.other]);
  for (const name of names.filter((name) => name >= MIGRATION)) await owner.query(scriptOf(name));
  const url = new URL(process.env["DATABASE_APP_URL"]!);
  url.pathname = `/${database}`;
  process.env["DATABASE_APP_URL"] = url.href;
  dropSingleton("env");
});
afterAll(async () => {
  await closeDatabase();
  for (const client of [admin, owner]) await client.end();
  await asAdmin(`drop database ${database} with (force)`);
});

test("what was sealed by time is whole, what it had passed over is sealed now, and the list has the order of the blocks", async () => {
  expect(await verifyAudit(scope)).toMatchObject({ isWhole: true, blocks: 2, events: 4 });
  expect(await sealAudit(scope)).toBe(1);
  expect(await sealAudit(scope)).toBe(0);
  expect(await sealAudit(workerScope("org_other"))).toBe(1);
  expect(await verifyAudit(scope)).toMatchObject({ isWhole: true, blocks: 3, events: 5 });
  expect((await listAudit(scope, { limit: 10 })).entries.map((e) => e.id).reverse()).toEqual([
    IDS.second,
    IDS.ahead,
    IDS.first,
    IDS.other,
    IDS.skipped,
  ]);
});

test.each([
  [
    "what an event says is changed",
    `update audit_event set data = '{}' where id = '${IDS.first}'`,
    "event_changed",
    2,
  ],
  ["an event is deleted", `delete from audit_event where id = '${IDS.second}'`, "event_missing", 1],
  [
    "an event is moved among those of its block",
    `update audit_event set place = 1000 where id = '${IDS.second}'`,
    "event_moved",
    1,
  ],
  [
    "an event is moved among those of another block",
    `update audit_event set place = -1 where id = '${IDS.first}'`,
    "event_moved",
    2,
  ],
  ["a block is deleted", "delete from audit_block where seq = 1", "block_missing", 1],
  [
    "a block is said to be of the newer form",
    "update audit_block set form = 2 where seq = 1",
    "event_changed",
    1,
  ],
])("of what was sealed before it is still noticed when %s", async (_, tamper, reason, seq) => {
  const kept = `drop table if exists kept_event, kept_block; create table kept_event as select * from audit_event;
    create table kept_block as select * from audit_block`;
  await admin.query(kept);
  await admin.query(`alter table audit_event alter column place set generated by default; ${tamper}`);
  try {
    expect((await verifyAudit(scope)).fault).toMatchObject({ reason, seq });
  } finally {
    await admin.query(`
      delete from audit_block;
      delete from audit_event;
      insert into audit_event
      select *
      from kept_event;
      insert into audit_block
      select *
      from kept_block;
      alter table audit_event
      alter column place
      set generated always
    `);
  }
});

test("what is written next has a place of its own, after all that was there", async () => {
  const { rows } = await admin.query<{ is_last: boolean }>(
    `
      insert into
        audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id)
      values ($1, 'aud_00', 'person', 'p', 'P', 'x', 'x', 'x')
      returning
        place > (
          select max(place)
          from audit_event
        ) as is_last
    `,
    [ORG],
  );
  expect(rows).toEqual([{ is_last: true }]);
});
