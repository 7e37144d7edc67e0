import type { LiveEvent } from "@/contracts/live";
import type { Tx } from "@/server/db/sql";
import { storableJson } from "@/server/platform/json";
import type { Scope } from "@/server/platform/scope";

/** The channel that every process listens on which wants to know what changed. */
export const LIVE_CHANNEL = "steady_live";

/** What is said of an event on the channel: enough to know whether to read it. */
export type Notice = { orgId: string; id: string; kind: string; launchId: string | null };

/** Reads what `publishIn` says: `organization:id:kind:launch`, the last empty where an event is about no one launch. */
export function readNotice(payload: string): Notice {
  const [orgId = "", id = "", kind = "", launchId = ""] = payload.split(":");
  return { orgId, id, kind, launchId: launchId || null };
}

/** Tells open screens of the organization what changed; travels when the transaction commits, not before. */
export async function publishIn(tx: Tx, scope: Scope, event: LiveEvent): Promise<void> {
  const about = `${event.kind}:${event.launchId ?? ""}`;
  await tx.$queryRaw`
    with
      kept as (
        insert into live_event (org_id, event)
        values (${scope.orgId}, ${storableJson(event)}::jsonb)
        returning id
      )
    select pg_notify(${LIVE_CHANNEL}, ${scope.orgId} || ':' || id || ':' || ${about}) is null as told
    from kept
  `;
}
