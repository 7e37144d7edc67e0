import { ItemContext } from "@/contracts/feedback";
import { withScope } from "@/server/db/client";
import { rows, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { personKeys, reportKeys } from "@/server/reading/search-keys";

/** A report's keys as they were made when it was read (server/reading/search-keys.ts). */
type KeyedReport = { readonly itemId: string; readonly keys: string };

/** Keeps what reports of a launch are found by, in the place of what was there. The reports are written before. */
export async function keepSearchKeysIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  reports: readonly KeyedReport[],
): Promise<void> {
  if (reports.length === 0) return;
  await tx.$executeRaw`
    insert into item_search as s (org_id, launch_id, item_id, keys, is_stale)
    select
      ${scope.orgId},
      ${launchId},
      r."itemId",
      r.keys::tsvector,
      false
    from jsonb_to_recordset(${rows(reports)}::jsonb) as r("itemId" text, keys text)
    on conflict (org_id, launch_id, item_id) do update
    set
      keys = excluded.keys,
      is_stale = false
  `;
}

const AT_ONCE = 500;
/** One organization's turn, ms; the rest is made in the next. */
const TURN_MS = 20_000;

/**
 * Makes the keys of reports and people that have none or lost theirs: those that were there before keys were, and reports of which words
 * were taken back. Portion by portion, each in a transaction of its own.
 * @returns how many were made
 */
export async function makeSearchKeys(scope: Scope): Promise<number> {
  const until = Date.now() + TURN_MS;
  let made = 0;
  for (const makeSome of [keyReports, keyPeople])
    for (let n = AT_ONCE; n === AT_ONCE && Date.now() < until;) {
      n = await withScope(scope, (tx) => makeSome(tx, scope));
      made += n;
    }
  return made;
}

type StaleReport = {
  id: string;
  title: string | null;
  text: string;
  context: unknown;
  accountKey: string | null;
  isWithdrawn: boolean;
};

/** Skips what somebody is writing: that is keyed by them, or comes the next time. */
async function keyReports(tx: Tx, scope: Scope): Promise<number> {
  const due = await tx.$queryRaw<StaleReport[]>`
    select
      i.id,
      i.title,
      i.text,
      i.context,
      i.account_key as "accountKey",
      i.state = 'withdrawn' as "isWithdrawn"
    from
      item_search k
      join item i on i.org_id = k.org_id
      and i.id = k.item_id
    where
      k.org_id = ${scope.orgId}
      and k.is_stale
    order by k.item_id
    limit ${AT_ONCE}
    for no key update of k skip locked
    for share of i skip locked
  `;
  const keyed = due.map(({ id, isWithdrawn, context, ...report }) => {
    const read = ItemContext.safeParse(context);
    return { id, keys: isWithdrawn ? "" : reportKeys({ ...report, context: read.success ? read.data : {} }) };
  });
  return tx.$executeRaw`
    update item_search k
    set
      keys = r.keys::tsvector,
      is_stale = false
    from jsonb_to_recordset(${rows(keyed)}::jsonb) as r(id text, keys text)
    where
      k.org_id = ${scope.orgId}
      and k.item_id = r.id
      and k.is_stale
  `;
}

type StalePerson = {
  id: string;
  name: string | null;
  email: string | null;
  accountKey: string | null;
  phone: string | null;
};

async function keyPeople(tx: Tx, scope: Scope): Promise<number> {
  const due = await tx.$queryRaw<StalePerson[]>`
    select
      id,
      name,
      email,
      account_key as "accountKey",
      facts #>> '{phone,value}' as phone
    from reporter
    where
      org_id = ${scope.orgId}
      and are_keys_stale
    order by id
    limit ${AT_ONCE}
    for no key update skip locked
  `;
  const keyed = due.map((person) => ({ id: person.id, keys: personKeys(person) }));
  return tx.$executeRaw`
    update reporter p
    set
      keys = r.keys::tsvector,
      are_keys_stale = false
    from jsonb_to_recordset(${rows(keyed)}::jsonb) as r(id text, keys text)
    where
      p.org_id = ${scope.orgId}
      and p.id = r.id
  `;
}
