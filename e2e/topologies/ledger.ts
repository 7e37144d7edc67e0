/** What the database says of everything that was accepted. */
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { until } from "./customer";
import type { DebianPostgres } from "./debian-postgres";

const DRAIN_WITHIN_MS = patiently(60_000);

/**
 * Waits until all work is done, and looks for what is lost, doubled or stuck.
 * @param accepted the item that each report was answered with
 * @returns what is wrong, in words; empty when all is well
 */
export async function findDamage(
  postgres: DebianPostgres,
  sent: number,
  accepted: ReadonlyMap<number, string>,
): Promise<string[]> {
  const left = () =>
    postgres.query<{ n: number }>("select count(*) as n from outbox where state <> 'done'")[0]?.n ?? -1;
  await until(() => left() === 0, DRAIN_WITHIN_MS);
  const items = postgres.query<{ id: string; isLoose: boolean }>(
    `select id, state = 'open' and issue_id is null as "isLoose" from item`,
  );
  const known = new Set(items.map(({ id }) => id));
  const ids = [...accepted.values()];
  const counts: [string, number][] = [
    ["pieces of work that are not done", left()],
    ["reports that were never accepted", sent - accepted.size],
    ["items that two reports were answered with", ids.length - new Set(ids).size],
    ["accepted reports that are lost", ids.filter((id) => !known.has(id)).length],
    ["items that nobody sent", items.length - sent],
    ["open items on no issue", items.filter(({ isLoose }) => isLoose).length],
  ];
  return counts.filter(([, n]) => n !== 0).map(([what, n]) => `${n} ${what}`);
}
