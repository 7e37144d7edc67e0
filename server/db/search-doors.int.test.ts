import { beforeAll, describe, expect, test } from "vitest";
import { personKeys, readSearch, reportKeys } from "@/server/reading/search-keys";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { searchKeys, searchPeople } from "./doors";

/** What a search of several words finds when one of them is in everything: the other ones narrow it, and each must still be met. */

let world: World;
const issues = new Map<string, string>();

/** So many reports and people, all alike and newer than those that the tests look for. */
const CROWD = 1_500;
const COMMON = "checkout account 77";
/** Named by what their one report says; before the crowd, so that they are not among the newest. */
const OLD = ["checkout voucher", "voucher alone", "checkout barcode", "giftcard voucher"];

async function addReport(text: string): Promise<void> {
  const issueId = await makeIssue(world);
  const itemId = await makeItem(world, { issueId, text });
  issues.set(text, issueId);
  await asAdmin(
    `
      insert into item_search (org_id, launch_id, item_id, keys, is_stale)
      values ($1, $2, $3, $4::tsvector, false)
      on conflict (org_id, launch_id, item_id) do update set keys = excluded.keys, is_stale = false
    `,
    [world.orgId, world.launchId, itemId, reportKeys({ title: null, text, context: {}, accountKey: null })],
  );
  await asAdmin(
    `
      with person as (
        insert into reporter (org_id, id, person_key, name, keys, are_keys_stale)
        values ($1, $2, $2, $3, $4::tsvector, false)
        returning id
      )
      update item set reporter_id = person.id from person
      where item.org_id = $1 and item.id = $5
    `,
    [world.orgId, newId("reporter"), text, personKeys({ name: text, email: null, accountKey: null }), itemId],
  );
}

beforeAll(async () => {
  world = await makeWorld();
  for (const text of OLD) await addReport(text);
  await addReport(COMMON);
  // Copies of the last report and of its reporter, each with a later id.
  const copied = [world.orgId, issues.get(COMMON), CROWD];
  await asAdmin(
    `
      insert into reporter (org_id, id, person_key, name, keys, are_keys_stale)
      select r.org_id, r.id || lpad(n::text, 5, '0'), 'crowd-' || n, r.name, r.keys, false
      from
        item i
        join reporter r on r.org_id = i.org_id and r.id = i.reporter_id
        cross join generate_series(1, $3::int) n
      where i.org_id = $1 and i.issue_id = $2
    `,
    copied,
  );
  await asAdmin(
    `
      insert into item (
        org_id,
        id,
        launch_id,
        source_id,
        reporter_id,
        issue_id,
        reference,
        text,
        state,
        occurred_at,
        received_at,
        type,
        severity,
        sentiment
      )
      select
        i.org_id,
        i.id || lpad(n::text, 5, '0'),
        i.launch_id,
        i.source_id,
        i.reporter_id || lpad(n::text, 5, '0'),
        i.issue_id,
        'crowd-' || n,
        i.text,
        i.state,
        i.occurred_at,
        i.received_at,
        i.type,
        i.severity,
        i.sentiment
      from item i cross join generate_series(1, $3::int) n
      where i.org_id = $1 and i.issue_id = $2
    `,
    copied,
  );
  await asAdmin(
    `
      insert into item_search (org_id, launch_id, item_id, keys, is_stale)
      select i.org_id, i.launch_id, i.id, s.keys, false
      from item i join item_search s on s.org_id = i.org_id and s.item_id = left(i.id, 30)
      where i.org_id = $1 and i.issue_id = $2
      on conflict do nothing
    `,
    copied.slice(0, 2),
  );
});

describe.each([
  ["checkout voucher", ["checkout voucher"]],
  ["check vouch", ["checkout voucher"]],
  ["voucher checkout", ["checkout voucher"]],
  ["vouch", ["checkout voucher", "voucher alone", "giftcard voucher"]],
  ["voucher -checkout", ["voucher alone", "giftcard voucher"]],
  ["checkout account barcode", []],
  ["giftcard voucher checkout", []],
  ["checkout", [COMMON]],
  ["check accou", [COMMON]],
])("%s", (text, expected) => {
  const search = readSearch(text)!;
  const idsOf = () => expected.map((words) => issues.get(words)!).sort();

  test("finds reports", async () => {
    const found = await searchKeys(world.orgId, world.launchId, search, 200);
    expect(found.map(({ id }) => id).sort()).toEqual(idsOf());
  });
  test("finds people", async () => {
    const found = await searchPeople(world.orgId, world.launchId, search, text, 200);
    expect(found.map(({ id }) => id).sort()).toEqual(idsOf());
  });
});
