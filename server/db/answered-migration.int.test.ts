import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { offeredTitle } from "@/contracts/exit";
import { asAdmin, connectAs } from "@/server/testing/queries";

const MIGRATION = "20261202010000_answered";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATION);

const database = `test_answered_${randomBytes(4).toString("hex")}`;
let [owner, admin]: pg.Client[] = [];
const query = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
  (await admin!.query<T>(text, values)).rows;

/** Minutes after the first report. */
const at = (minutes: number) => new Date(Date.parse("2026-11-20T08:00:00Z") + minutes * 60_000);

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  [owner, admin] = [await connectAs("owner", database), await connectAs("admin", database)];
  for (const name of earlier.sort()) await owner.query(scriptOf(name));
  await query("insert into organization (id, slug, name) values ('org', 'org', 'O')");
  await query(
    `insert into launch (org_id, id, slug, name, live_at, ends_at, recommended_days, recommended_reason)
     values ('org', 'lau', 'two', 'Two', now(), now(), 1, '')`,
  );
  await query("insert into source (org_id, id, kind, name, key) values ('org', 'src', 'zendesk', 'Z', 'z')");
  await query(
    `insert into issue (org_id, id, launch_id, number, title, type, severity, impact, computed_impact, effort, computed_effort,
       first_seen_at, last_seen_at, first_response_at)
     values ('org', 'iss', 'lau', 1, 'One', 'functional', 'minor', 1, 1, 1, 1, now(), now(), $1)`,
    [at(30)],
  );
  await query(
    `insert into issue_event (org_id, id, issue_id, kind, actor_kind, actor_id, actor_name, data)
     values ('org', 'evt', 'iss', 'accepted', 'person', 'm', 'M', $1)`,
    [
      {
        before: { state: "new", firstResponseAt: null },
        after: { state: "accepted", firstResponseAt: at(30).toISOString() },
      },
    ],
  );
  const items: [id: string, answeredAt: Date | null][] = [
    ["itm_accepted", at(30)],
    ["itm_answered", at(12)],
    ["itm_both", at(30)],
    ["itm_noted", at(30)],
    ["itm_missed", null],
    ["itm_waiting", null],
  ];
  for (const [id, answeredAt] of items)
    await query(
      `insert into item (org_id, id, launch_id, source_id, reference, text, occurred_at, received_at, type, severity, sentiment,
         first_response_at, issue_id)
       values ('org', $1, 'lau', 'src', $1, '', $2, $2, 'functional', 'minor', 'neutral', $3, 'iss')`,
      [id, at(0), answeredAt],
    );
  const entries: [item: string, author: string, visibility: string, minutes: number][] = [
    ["itm_answered", "staff", "public", 12],
    ["itm_answered", "staff", "public", 40],
    ["itm_both", "staff", "public", 45],
    ["itm_noted", "staff", "private", 10],
    ["itm_noted", "machine", "public", 1],
    ["itm_noted", "staff", "public", -5],
    ["itm_missed", "staff", "public", 20],
    ["itm_waiting", "reporter", "public", 5],
  ];
  for (const [index, [item, author, visibility, minutes]] of entries.entries())
    await query(
      `insert into item_entry (org_id, id, launch_id, source_id, item_id, at, author, visibility, own_words, content_hash)
       values ('org', $1, 'lau', 'src', $2, $3, $4, $5, 'x', $1)`,
      [`ent_${index}`, item, at(minutes), author, visibility],
    );
  const criteria: [id: string, kind: string, title: string, target: number, state: string][] = [
    ["cri_offered", "first_response", "Reporters hear back soon", 60, "holding"],
    ["cri_figure", "first_response", "First answer within 45 minutes (median)", 45, "met"],
    ["cri_named", "first_response", "Nobody is left alone", 1530, "waived"],
    ["cri_none", "first_response", "Soon", 0, "not_met"],
    ["cri_other", "error_rate", "Errors below 1 %", 1, "met"],
  ];
  for (const [id, kind, title, target, state] of criteria) {
    await query(
      `insert into exit_criterion (org_id, id, launch_id, kind, title, target, state, value, held_ms)
       values ('org', $1, 'lau', $2, $3, $4, $5, 22, 5000)`,
      [id, kind, title, target, state],
    );
    await query(
      "insert into criterion_reading (org_id, criterion_id, at, value, state) values ('org', $1, $2, 22, 'met')",
      [id, at(60)],
    );
  }
  await owner.query("begin");
  await owner.query(scriptOf(MIGRATION));
  await owner.query("commit");
});
afterAll(async () => {
  for (const client of [owner, admin]) await client?.end();
  await asAdmin(`drop database ${database} with (force)`);
});

test("what was decided is a decision, and can still be taken back by its name", async () => {
  expect(await query("select decided_at from issue")).toEqual([{ decided_at: at(30) }]);
  expect(await query("select data from issue_event")).toEqual([
    {
      data: {
        before: { state: "new", decidedAt: null },
        after: { state: "accepted", decidedAt: at(30).toISOString() },
      },
    },
  ]);
});

test("a report stays answered since staff's first public words after it, and by nothing else", async () => {
  const found = await query<{ id: string; first_response_at: Date | null }>(
    "select id, first_response_at from item",
  );
  expect(Object.fromEntries(found.map((item) => [item.id, item.first_response_at]))).toEqual({
    itm_accepted: null,
    itm_answered: at(12),
    itm_both: at(45),
    itm_noted: null,
    itm_missed: at(20),
    itm_waiting: null,
  });
});

test("criteria ask for a share within the time they asked for, start anew, and are called by it", async () => {
  const found = await query<{
    id: string;
    target: number;
    target_minutes: number | null;
    title: string;
    state: string;
  }>("select id, target, target_minutes, title, state, value, held_ms::int from exit_criterion order by id");
  const fresh = { value: null, held_ms: 0 };
  expect(found).toEqual([
    {
      id: "cri_figure",
      target: 80,
      target_minutes: 45,
      title: offeredTitle("first_response", 80, 45),
      state: "unknown",
      ...fresh,
    },
    {
      id: "cri_named",
      target: 80,
      target_minutes: 1530,
      title: "Nobody is left alone",
      state: "waived",
      ...fresh,
    },
    { id: "cri_none", target: 80, target_minutes: 1, title: "Soon", state: "unknown", ...fresh },
    {
      id: "cri_offered",
      target: 80,
      target_minutes: 60,
      title: offeredTitle("first_response", 80, 60),
      state: "unknown",
      ...fresh,
    },
    {
      id: "cri_other",
      target: 1,
      target_minutes: null,
      title: "Errors below 1 %",
      state: "met",
      value: 22,
      held_ms: 5000,
    },
  ]);
  expect(await query("select criterion_id from criterion_reading")).toEqual([{ criterion_id: "cri_other" }]);
});

test("row level security holds the owner again", async () => {
  expect(
    await query(
      `select relname from pg_class
       where relname in ('issue', 'issue_event', 'item', 'item_entry', 'exit_criterion', 'criterion_reading') and not relforcerowsecurity`,
    ),
  ).toEqual([]);
});
