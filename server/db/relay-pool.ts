import pg from "pg";
import { getEnv } from "@/server/platform/env";
import { logFailure } from "@/server/platform/outage-log";
import { outageKind } from "./db-errors";

export type DueRow = { orgId: string; id: string; topic: string; enqN: number; attempts: number };

/** The relay's own view of every organization's outbox: which work is due, and of it only what carrying needs. */
export type RelayStore = {
  /** Takes up to `perOrg` due rows of each organization, those never handed over first; topics in `skip` are left alone. */
  claim(
    perOrg: number,
    skip: readonly string[],
    only: "fresh" | "expired",
    leaseMs: number,
  ): Promise<DueRow[]>;
  /** Gives rows back that the queue did not take; that does not count as handed over. */
  giveBack(rows: readonly DueRow[]): Promise<void>;
  /** Ends rows whose worker died every time they were handed over. */
  bury(rows: readonly DueRow[], reason: string): Promise<void>;
  /** Deletes rows that were done longer ago than `olderThanMs`, at most `limit`; how many. */
  sweep(olderThanMs: number, limit: number): Promise<number>;
  /** Age of the oldest row that is due and not done, ms; 0 when there is none. */
  oldestMs(): Promise<number>;
  close(): Promise<void>;
};

const RETURNING = `returning u.org_id as "orgId", u.id, u.topic, u.enq_n as "enqN", u.attempts`;

/** Walks from organization to organization along the index, so that one with a flood cannot starve the others. */
const CLAIM_FRESH = `
  with recursive org as (
    (select org_id from outbox where state = 'pending' and enq_at is null order by org_id limit 1)
    union all
    select (select o.org_id from outbox o where o.state = 'pending' and o.enq_at is null and o.org_id > org.org_id order by o.org_id limit 1) from org where org.org_id is not null
  ), due as materialized (
    select r.org_id, r.id from org cross join lateral (
      select x.org_id, x.id from outbox x
      where x.org_id = org.org_id and x.state = 'pending' and x.enq_at is null and x.available_at <= now() and x.topic <> all($2)
      order by x.available_at, x.id limit $1 for update skip locked) r
    where org.org_id is not null
  )
  update outbox u set enq_at = now(), enq_n = u.enq_n + 1 from due where u.org_id = due.org_id and u.id = due.id ${RETURNING}`;

const CLAIM_EXPIRED = `
  with due as materialized (
    select org_id, id from outbox where state = 'pending' and enq_at < now() - make_interval(secs => $3) and topic <> all($2)
    order by enq_at limit $1 for update skip locked)
  update outbox u set enq_at = now(), enq_n = u.enq_n + 1 from due where u.org_id = due.org_id and u.id = due.id ${RETURNING}`;

/** Connects as steady_relay. */
export function openRelayStore(): RelayStore {
  const pool = new pg.Pool({
    connectionString: getEnv().DATABASE_RELAY_URL,
    max: 3,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    application_name: "steady-relay",
  });
  pool.on("error", (error) =>
    logFailure("an idle relay connection was lost", error, { kind: outageKind(error) }),
  );
  const keys = (rows: readonly DueRow[]) => [rows.map((r) => r.orgId), rows.map((r) => r.id)];
  return {
    claim: async (perOrg, skip, only, leaseMs) => {
      const found =
        only === "fresh"
          ? await pool.query<DueRow>({ name: "claim-fresh", text: CLAIM_FRESH, values: [perOrg, skip] })
          : await pool.query<DueRow>({
              name: "claim-expired",
              text: CLAIM_EXPIRED,
              values: [perOrg, skip, leaseMs / 1000],
            });
      return found.rows;
    },
    giveBack: async (rows) => {
      await pool.query(
        "update outbox u set enq_at = null, enq_n = greatest(u.enq_n - 1, 0) from unnest($1::text[], $2::text[]) as k(org_id, id) where u.org_id = k.org_id and u.id = k.id and u.state = 'pending'",
        keys(rows),
      );
    },
    bury: async (rows, reason) => {
      await pool.query(
        "update outbox u set state = 'dead', last_error = $3 from unnest($1::text[], $2::text[]) as k(org_id, id) where u.org_id = k.org_id and u.id = k.id and u.state = 'pending'",
        [...keys(rows), reason],
      );
    },
    sweep: async (olderThanMs, limit) =>
      (
        await pool.query(
          "delete from outbox where (org_id, id) in (select org_id, id from outbox where state = 'done' and done_at < now() - make_interval(secs => $1) limit $2)",
          [olderThanMs / 1000, limit],
        )
      ).rowCount ?? 0,
    oldestMs: async () => {
      const { rows } = await pool.query<{ ms: number | null }>(
        "select extract(epoch from now() - min(available_at))::float8 * 1000 as ms from (select available_at from outbox where state = 'pending' and available_at <= now() order by enq_at nulls first limit 1000) o",
      );
      return Math.max(0, rows[0]?.ms ?? 0);
    },
    close: () => pool.end(),
  };
}
