import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseFilter } from "@/contracts/board";
import { asAdmin, connectAs } from "@/server/testing/queries";

const MIGRATIONS = ["20261203020000_set_by_hand", "20261203020100_critical_minimum", "20261203020200_later"];
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATIONS[0]!);

const database = `test_minimum_${randomBytes(4).toString("hex")}`;
let [owner, admin]: pg.Client[] = [];
const query = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
  (await admin!.query<T>(text, values)).rows;

type Seed = {
  id: string;
  severity?: string;
  state?: string;
  impact: number;
  computed?: number;
  effort?: number;
  /** The reason of a person who set the impact; absent where nobody did. */
  reason?: string;
  review?: string;
  mergedInto?: string;
};
const SEEDS: readonly Seed[] = [
  { id: "low", severity: "critical", impact: 41 },
  { id: "high", severity: "critical", impact: 77 },
  { id: "closed", severity: "critical", state: "closed", impact: 41 },
  { id: "fixed", severity: "critical", state: "fixed", impact: 12 },
  { id: "minor", impact: 20, effort: 80 },
  { id: "meant", severity: "critical", impact: 10, computed: 44, reason: "One customer." },
  { id: "bare", severity: "critical", impact: 10, computed: 44, reason: "" },
  { id: "seen", severity: "critical", impact: 10, computed: 44, reason: "", review: "new" },
  { id: "raised", severity: "critical", impact: 90, computed: 44, reason: "" },
  { id: "merged", severity: "critical", impact: 30, mergedInto: "low" },
];
const placed = (issue: string, id: string, after: object, undoneAt: Date | null = null) =>
  query(
    `insert into issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data, undone_at)
     values ('org', $1, $2, '2026-11-20T08:00:00Z', 'placed', 'person', $3, 'M', $4, $5)`,
    [id, issue, `mem_${id}`, { before: {}, after }, undoneAt],
  );

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  [owner, admin] = [await connectAs("owner", database), await connectAs("admin", database)];
  for (const name of earlier.sort()) await owner.query(scriptOf(name));
  await query("insert into organization (id, slug, name) values ('org', 'org', 'O')");
  await query(
    `insert into launch (org_id, id, slug, name, live_at, ends_at, recommended_days, recommended_reason)
     values ('org', 'lau', 'two', 'Two', now(), now(), 1, '')`,
  );
  for (const [index, seed] of SEEDS.entries())
    await query(
      `insert into issue (org_id, id, launch_id, number, title, type, severity, state, impact, computed_impact, impact_parts,
         impact_reason, is_impact_overridden, effort, computed_effort, first_seen_at, last_seen_at, needs_review, merged_into_id)
       values ('org', $1, 'lau', $2, $1, 'functional', $3, $4, $5, $6, $7, $8, $9, $10, $10, now(), now(), $11, $12)`,
      [
        seed.id,
        index + 1,
        seed.severity ?? "minor",
        seed.state ?? "accepted",
        seed.impact,
        seed.computed ?? seed.impact,
        JSON.stringify([{ key: "severity", points: seed.computed ?? seed.impact }]),
        seed.reason ?? null,
        seed.reason !== undefined,
        seed.effort ?? 40,
        seed.review ?? null,
        seed.mergedInto ?? null,
      ],
    );
  await placed("meant", "evt_1", { impact: 5, isImpactOverridden: true, impactReason: "Old." });
  await placed("meant", "evt_2", { impact: 10, impactReason: "One customer." });
  await placed("meant", "evt_3", { effort: 40, isEffortOverridden: true });
  await placed("meant", "evt_4", { impact: 12, impactReason: "Undone." }, new Date());
  await placed("raised", "evt_5", { impact: 90, isImpactOverridden: true });
  for (const [index, filter] of [
    "state:open quadrant:avoid",
    "quadrant:fill_in,avoid severity:major",
    'Quadrant:"avoid" avoid this',
    "quadrant:quick_win urgency:later",
  ].entries())
    await query(
      "insert into saved_view (org_id, id, launch_id, name, filter) values ('org', $1, 'lau', $1, $2)",
      [`view_${index}`, filter],
    );
  await owner.query("begin");
  for (const name of MIGRATIONS) await owner.query(scriptOf(name));
  await owner.query("commit");
});
afterAll(async () => {
  for (const client of [owner, admin]) await client?.end();
  await asAdmin(`drop database ${database} with (force)`);
});

type Row = { id: string; impact: number; computed_impact: number; sum: number; quadrant: string };

test("open criticals are lifted to the line by a part, and nothing else moves", async () => {
  const rows = await query<Row>(
    `select id, impact, computed_impact, quadrant,
       (select sum((p ->> 'points')::int)::int from jsonb_array_elements(impact_parts) p) as sum
     from issue`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) expect(row.sum, row.id).toBe(row.computed_impact);
  expect(found.get("low")).toMatchObject({ impact: 50, computed_impact: 50, quadrant: "quick_win" });
  expect(found.get("fixed")).toMatchObject({ impact: 50, computed_impact: 50 });
  expect(found.get("high")).toMatchObject({ impact: 77, computed_impact: 77 });
  expect(found.get("closed")).toMatchObject({ impact: 41, computed_impact: 41 });
  expect(found.get("minor")).toMatchObject({ impact: 20, computed_impact: 20, quadrant: "later" });
  expect(found.get("meant")).toMatchObject({ impact: 10, computed_impact: 50 });
  expect(found.get("raised")).toMatchObject({ impact: 90, computed_impact: 50 });
});

test("a person's impact below the line stays; without a reason it is put before somebody", async () => {
  const rows = await query<{ id: string; below_line: string | null; needs_review: string | null }>(
    "select id, below_line, needs_review from issue where below_line is not null order by id",
  );
  expect(rows).toEqual([
    { id: "bare", below_line: "unconfirmed", needs_review: "below_line" },
    { id: "meant", below_line: "confirmed", needs_review: null },
    { id: "seen", below_line: "unconfirmed", needs_review: "new" },
  ]);
});

test("who set a value, and when, comes from the last line of the trail that holds", async () => {
  const at = new Date("2026-11-20T08:00:00Z");
  const rows = await query(
    `select id, impact_set_by, impact_set_at, effort_set_by from issue
     where impact_set_by is not null or effort_set_by is not null order by id`,
  );
  expect(rows).toEqual([
    // The effort was computed: nobody's.
    { id: "meant", impact_set_by: "mem_evt_2", impact_set_at: at, effort_set_by: null },
    { id: "raised", impact_set_by: "mem_evt_5", impact_set_at: at, effort_set_by: null },
  ]);
});

test("the counters are those of the issues", async () => {
  const counts = (from: string) =>
    query(`select state, severity, quadrant, is_defect, ${from} group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
  const kept = await query(
    "select state, severity, quadrant, is_defect, n from issue_count where n <> 0 order by 1, 2, 3, 4",
  );
  expect(kept).toEqual(await counts("count(*)::int as n from issue where merged_into_id is null"));
});

test("saved views say it in the new word and mean the same", async () => {
  const views = await query<{ filter: string }>("select filter from saved_view order by id");
  expect(views.map((view) => view.filter)).toEqual([
    "state:open quadrant:later",
    "quadrant:fill_in,later severity:major",
    'Quadrant:"later" avoid this',
    "quadrant:quick_win urgency:later",
  ]);
  for (const { filter } of views) expect(parseFilter(filter).problems).toEqual([]);
});

test("row level security holds the owner again", async () => {
  expect(
    await query(
      `select relname from pg_class
       where relname in ('issue', 'issue_event', 'issue_count', 'saved_view') and not relforcerowsecurity`,
    ),
  ).toEqual([]);
});
