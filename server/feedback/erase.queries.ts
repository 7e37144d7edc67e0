import type { ErasedReport } from "@/server/db/erasing";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** A recorded report that is to be erased, with what is known of who wrote it. */
export type ErasableReport = ErasedReport & {
  sourceId: string;
  ticketId: string | null;
  issueId: string | null;
  reference: string;
  reporterId: string | null;
  name: string | null;
  email: string | null;
  receivedAt: Date;
};

/** Reports by id, held against change until the transaction ends. */
export async function holdErasableIn(
  tx: Tx,
  scope: Scope,
  itemIds: readonly string[],
): Promise<ErasableReport[]> {
  return tx.$queryRaw<ErasableReport[]>`
    select
      t.id,
      t.launch_id as "launchId",
      t.source_id as "sourceId",
      t.ticket_id as "ticketId",
      t.issue_id as "issueId",
      t.reference,
      t.title,
      t.text,
      t.language,
      t.context,
      t.reporter_id as "reporterId",
      r.name,
      r.email,
      t.received_at as "receivedAt"
    from
      item t
      left join reporter r on r.org_id = t.org_id
      and r.id = t.reporter_id
    where
      t.org_id = ${scope.orgId}
      and t.id = any(${[...itemIds]}::text[])
    order by t.id
    for no key update of t
  `;
}

/** Everything these people reported, by item id. */
export async function itemsOfReportersIn(
  tx: Tx,
  scope: Scope,
  reporterIds: readonly string[],
): Promise<{ id: string; launchId: string }[]> {
  return tx.$queryRaw<{ id: string; launchId: string }[]>`
    select
      id,
      launch_id as "launchId"
    from item
    where
      org_id = ${scope.orgId}
      and reporter_id = any(${[...reporterIds]}::text[])
    order by id
  `;
}

/** A chain of merges is not longer than this: what was merged into a duplicate follows it. */
const MERGES_MAX = 8;

/** Issues that these reports are or ever were in, and those that were merged with them in either direction. */
export async function issuesTouchedIn(tx: Tx, scope: Scope, itemIds: readonly string[]): Promise<string[]> {
  const joined = await tx.$queryRaw<{ id: string }[]>`
    select distinct issue_id as id
    from issue_item
    where
      org_id = ${scope.orgId}
      and item_id = any(${[...itemIds]}::text[])
  `;
  const touched = new Set(joined.map((row) => row.id));
  for (let round = 0; round < MERGES_MAX && touched.size > 0; round += 1) {
    const before = touched.size;
    const near = await tx.$queryRaw<{ id: string; into: string | null }[]>`
      select
        id,
        merged_into_id as into
      from issue
      where
        org_id = ${scope.orgId}
        and (
          id = any(${[...touched]}::text[])
          or merged_into_id = any(${[...touched]}::text[])
        )
    `;
    for (const { id, into } of near) for (const found of [id, into]) if (found) touched.add(found);
    if (touched.size === before) break;
  }
  return [...touched].sort();
}

/** So many of a launch's newest other reports say which words are everybody's. */
const OTHERS_MAX = 1_000;
const OTHERS_CHARS = 2_000;

/** What other reports of these launches say, the newest first. */
export async function otherWordsIn(
  tx: Tx,
  scope: Scope,
  launchIds: readonly string[],
  itemIds: readonly string[],
): Promise<string[]> {
  const found = await tx.$queryRaw<{ words: string }[]>`
    select left(concat_ws(' ', title, text, context ->> 'url', context ->> 'route'), ${OTHERS_CHARS}) as words
    from item
    where
      org_id = ${scope.orgId}
      and launch_id = any(${[...launchIds]}::text[])
      and not id = any(${[...itemIds]}::text[])
      and state <> 'withdrawn'
    order by
      occurred_at desc,
      id desc
    limit ${OTHERS_MAX}
  `;
  return found.map((row) => row.words);
}

/** Which of these people have no other report than these. */
export async function reportersOnlyOfIn(
  tx: Tx,
  scope: Scope,
  reporterIds: readonly string[],
  itemIds: readonly string[],
): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    select r.id
    from reporter r
    where
      r.org_id = ${scope.orgId}
      and r.id = any(${[...reporterIds]}::text[])
      and not exists (
        select
        from item t
        where
          t.org_id = r.org_id
          and t.reporter_id = r.id
          and not t.id = any(${[...itemIds]}::text[])
      )
  `;
  return found.map((row) => row.id);
}
