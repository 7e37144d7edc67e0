import type { LiveEvent } from "@/contracts/live";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** The channel that every web process listens on. */
export const LIVE_CHANNEL = "steady_live";

/** Tells open screens of the organization what changed; travels when the transaction commits, not before. */
export async function publishIn(tx: Tx, scope: Scope, event: LiveEvent): Promise<void> {
  await tx.$queryRaw`
    with kept as (insert into live_event (org_id, event) values (${scope.orgId}, ${JSON.stringify(event)}::jsonb) returning id)
    select pg_notify(${LIVE_CHANNEL}, ${scope.orgId} || ':' || id) is null as told from kept`;
}
