import { sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { BlockForm, Fingerprint } from "./seal";

/** Everything an event says; times are microseconds since 1970. */
const CONTENT: Sql = sql`
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
`;

const COVERED: Readonly<Record<BlockForm, Sql>> = { 1: CONTENT, 2: sql`${CONTENT}, place` };

/**
 * The events with these ids that exist, in the order of the ids given. Made in the database, so that a million of them never travel.
 * @param form what the fingerprints cover: that of the block
 */
export async function fingerprintsIn(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  form: BlockForm,
): Promise<Fingerprint[]> {
  // One look-up an id, whatever the planner expects: taken for one row, an organization's whole trail was compared with every id.
  return tx.$queryRaw<Fingerprint[]>`
    select
      e.id,
      e.place,
      e.hash
    from
      unnest(${[...ids]}::text[]) with ordinality as wanted(id, nth)
      cross join lateral (
        select
          id,
          place,
          encode(sha256(convert_to(jsonb_build_array(${COVERED[form]})::text, 'UTF8')), 'hex') as hash
        from audit_event
        where
          org_id = ${scope.orgId}
          and id = wanted.id
        limit 1
      ) as e
    order by wanted.nth
  `;
}
