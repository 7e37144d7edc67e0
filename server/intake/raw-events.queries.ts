import type { RawDelivery, SourceKind } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

/** A raw event with its source, ready to be read. */
export type RawEvent = RawDelivery & {
  id: string;
  sourceId: string;
  /** The same as `kind`, under the name that items use. */
  sourceKind: SourceKind;
  sourceName: string;
  launchId: string;
  receivedAt: Date;
  /** What the sender was told; the item takes both over. */
  reference: string;
  itemId: string;
};

/** Raw events by id in one read, in the order in which they were made; ids of other organizations are simply not there. */
export async function loadRawEvents(scope: Scope, ids: readonly string[]): Promise<RawEvent[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  return withScope(
    scope,
    (tx) => tx.$queryRaw<RawEvent[]>`
      select
        r.id,
        r.source_id as "sourceId",
        s.kind,
        s.kind as "sourceKind",
        s.name as "sourceName",
        r.launch_id as "launchId",
        r.content_type as "contentType",
        r.headers,
        r.body,
        r.occurred_at as "occurredAt",
        r.received_at as "receivedAt",
        r.reference,
        r.item_id as "itemId",
        s.config
      from
        raw_event r
        join source s on s.org_id = r.org_id
        and s.id = r.source_id
      where
        r.org_id = ${scope.orgId}
        and r.id = any(${wanted})
      order by r.id
    `,
  );
}
