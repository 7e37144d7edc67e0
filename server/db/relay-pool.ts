import { getEnv } from "@/server/platform/env";
import { openPool } from "./open-pool";

export type DueRow = { orgId: string; id: string; topic: string; enqN: number; attempts: number };

/** How many rows of a topic travel in one job, may be out for one organization, and for all that have some waiting. */
export type TopicShare = { topic: string; batch: number; perOrg: number; together: number };

/** The relay's own view of every organization's outbox: which work is due, and of it only what carrying needs. */
export type RelayStore = {
  /** Whether any row waits that is due. */
  hasFresh(): Promise<boolean>;
  /** Takes due rows that wait for the first time or again, of each organization and topic as much as it may have out. */
  claimFresh(
    shares: readonly TopicShare[],
    limits: {
      /** What an organization may have out at least, rows. */
      atLeast: number;
      /** Handed over more often than this, or failed before, a row travels alone and weighs a full job. */
      aloneAfter: number;
    },
  ): Promise<DueRow[]>;
  /** Takes rows that were handed over longer than `leaseMs` ago and are not done, oldest first. */
  claimExpired(topics: readonly string[], leaseMs: number, limit: number): Promise<DueRow[]>;
  /** Gives rows back that the queue did not take, unless somebody took them since; that does not count as handed over. */
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

const HAS_FRESH = `
  select
    exists (
      select
      from outbox
      where
        state = 'pending'
        and enq_at is null
        and available_at <= now()
    ) as found
`;

/**
 * Walks from organization to organization along the index and takes of each, topic by topic, as much as its share has room for: a flood
 * costs whoever sends it, and nobody else. A row that travels alone weighs as much as a full job. The share is soft: two relays that look
 * at the same moment may give one organization a job more.
 *
 * Written so that no plan reads a backlog: statistics know nothing of one that has just come. Each look is lateral with a limit of its own,
 * and what is locked is found by its key; the conditions are asked there again in words that no partial index answers.
 */
const CLAIM_FRESH = `
  with recursive
    org as (
      (
        select org_id
        from outbox
        where
          state = 'pending'
          and enq_at is null
        order by org_id
        limit 1
      )
      union all
      select
        (
          select o.org_id
          from outbox o
          where
            o.state = 'pending'
            and o.enq_at is null
            and o.org_id > org.org_id
          order by o.org_id
          limit 1
        )
      from org
      where org.org_id is not null
    ),
    waiting as materialized (
      select
        org.org_id,
        t.topic,
        t.batch,
        t.per_org,
        t.together
      from
        org
        cross join unnest($1::text[], $2::int[], $3::int[], $4::int[]) as t(topic, batch, per_org, together)
        cross join lateral (
          select 1
          from outbox o
          where
            o.org_id = org.org_id
            and o.topic = t.topic
            and o.state = 'pending'
            and o.enq_at is null
            and o.available_at <= now()
          limit 1
        ) any_due
      where org.org_id is not null
    ),
    share as materialized (
      select
        w.org_id,
        w.topic,
        w.batch,
        least(
          w.per_org,
          greatest(
            $5,
            w.together / count(*) over (
              partition by
                w.topic
            )
          )
        ) - (
          select
            coalesce(
              sum(
                case
                  when o.attempts > 0
                  or o.enq_n > $6 then w.batch
                  else 1
                end
              ),
              0
            )
          from outbox o
          where
            o.org_id = w.org_id
            and o.topic = w.topic
            and o.state = 'pending'
            and o.enq_at is not null
        ) as room
      from waiting w
    ),
    picked as materialized (
      select
        weighed.org_id,
        weighed.id
      from
        share s
        cross join lateral (
          select
            c.org_id,
            c.id,
            sum(c.weight) over (
              order by
                c.available_at,
                c.id
            ) - c.weight as before
          from
            (
              select
                o.org_id,
                o.id,
                o.available_at,
                case
                  when o.attempts > 0
                  or o.enq_n > $6 then s.batch
                  else 1
                end as weight
              from outbox o
              where
                o.org_id = s.org_id
                and o.topic = s.topic
                and o.state = 'pending'
                and o.enq_at is null
                and o.available_at <= now()
              order by
                o.available_at,
                o.id
              limit greatest(s.room, 0)
            ) c
        ) weighed
      where weighed.before < s.room
    ),
    due as materialized (
      select
        held.org_id,
        held.id
      from
        picked p
        cross join lateral (
          select
            x.org_id,
            x.id
          from outbox x
          where
            x.org_id = p.org_id
            and x.id = p.id
            and coalesce(x.enq_at, 'infinity') = 'infinity'
            and x.state || '' = 'pending'
          limit 1
          for update
            skip locked
        ) held
    )
  update outbox u
  set
    enq_at = now(),
    enq_n = u.enq_n + 1
  from due
  where
    u.org_id = due.org_id
    and u.id = due.id ${RETURNING}
`;

const CLAIM_EXPIRED = `
  with
    due as materialized (
      select
        org_id,
        id
      from outbox
      where
        state = 'pending'
        and enq_at is not null
        and enq_at < now() - make_interval(secs => $2)
        and topic = any($1)
      order by enq_at
      limit $3
      for update
        skip locked
    )
  update outbox u
  set
    enq_at = now(),
    enq_n = u.enq_n + 1
  from due
  where
    u.org_id = due.org_id
    and u.id = due.id ${RETURNING}
`;

const GIVE_BACK = `
  update outbox u
  set enq_at = null, enq_n = greatest(u.enq_n - 1, 0)
  from unnest($1::text[], $2::text[], $3::int[]) as k(org_id, id, enq_n)
  where u.org_id = k.org_id and u.id = k.id and u.enq_n = k.enq_n and u.state = 'pending'`;

/** Connects as steady_relay. */
export function openRelayStore(): RelayStore {
  const pool = openPool(getEnv().DATABASE_RELAY_URL, {
    max: 3,
    name: "steady-relay",
    statementMs: 20_000,
  });
  const keys = (rows: readonly DueRow[]) => [rows.map((r) => r.orgId), rows.map((r) => r.id)];
  return {
    hasFresh: async () =>
      (await pool.query<{ found: boolean }>({ name: "has-fresh", text: HAS_FRESH })).rows[0]!.found,
    claimFresh: async (shares, { atLeast, aloneAfter }) =>
      (
        await pool.query<DueRow>({
          name: "claim-fresh",
          text: CLAIM_FRESH,
          values: [
            shares.map((s) => s.topic),
            shares.map((s) => s.batch),
            shares.map((s) => s.perOrg),
            shares.map((s) => s.together),
            atLeast,
            aloneAfter,
          ],
        })
      ).rows,
    claimExpired: async (topics, leaseMs, limit) =>
      (
        await pool.query<DueRow>({
          name: "claim-expired",
          text: CLAIM_EXPIRED,
          values: [topics, leaseMs / 1000, limit],
        })
      ).rows,
    giveBack: async (rows) => {
      await pool.query(GIVE_BACK, [...keys(rows), rows.map((r) => r.enqN)]);
    },
    bury: async (rows, reason) => {
      await pool.query(
        `
          update outbox u
          set
            state = 'dead',
            last_error = $3
          from unnest($1::text[], $2::text[]) as k(org_id, id)
          where
            u.org_id = k.org_id
            and u.id = k.id
            and u.state = 'pending'
        `,
        [...keys(rows), reason],
      );
    },
    sweep: async (olderThanMs, limit) =>
      (
        await pool.query(
          `
            delete from outbox
            where
              (org_id, id) in (
                select
                  org_id,
                  id
                from outbox
                where
                  state = 'done'
                  and done_at < now() - make_interval(secs => $1)
                limit $2
              )
          `,
          [olderThanMs / 1000, limit],
        )
      ).rowCount ?? 0,
    oldestMs: async () => {
      const { rows } = await pool.query<{ ms: number | null }>(
        `
          select
            extract(
              epoch
              from now() - min(available_at)
            )::float8 * 1000 as ms
          from
            (
              select available_at
              from outbox
              where
                state = 'pending'
                and available_at <= now()
              order by enq_at nulls first
              limit 1000
            ) o
        `,
      );
      return Math.max(0, rows[0]?.ms ?? 0);
    },
    close: () => pool.end(),
  };
}
