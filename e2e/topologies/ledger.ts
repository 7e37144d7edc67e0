/** What the database says of everything that was accepted, asked as its administrator. */
import pg from "pg";
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { until } from "./customer";

const DRAIN_WITHIN_MS = patiently(60_000);

/** Rows as the administrator of the database sees them. */
export async function ask<Row extends object>(
  adminUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(adminUrl), { pathname: "/steady" }).href,
  });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Waits until all work is done, and looks for what is lost, doubled or stuck.
 * @param accepted the item that each report was answered with
 * @returns what is wrong, in words; empty when all is well
 */
export async function findDamage(
  adminUrl: string,
  sent: number,
  accepted: ReadonlyMap<number, string>,
): Promise<string[]> {
  const left = async () =>
    (await ask<{ n: number }>(adminUrl, "select count(*)::int as n from outbox where state <> 'done'"))[0]
      ?.n ?? -1;
  await until(async () => (await left()) === 0, DRAIN_WITHIN_MS);
  const ids = [...accepted.values()];
  const [found] = await ask<{ known: number; items: number; loose: number }>(
    adminUrl,
    `select
       count(*) filter (where id = any($1))::int as known,
       count(*)::int as items,
       count(*) filter (where state = 'open' and issue_id is null)::int as loose
     from item`,
    [ids],
  );
  const counts: [string, number][] = [
    ["pieces of work that are not done", await left()],
    ["reports that were never accepted", sent - accepted.size],
    ["items that two reports were answered with", ids.length - new Set(ids).size],
    ["accepted reports that are lost", ids.length - (found?.known ?? 0)],
    ["items that nobody sent", (found?.items ?? 0) - sent],
    ["open items on no issue", found?.loose ?? 0],
  ];
  return counts.filter(([, n]) => n !== 0).map(([what, n]) => `${n} ${what}`);
}
