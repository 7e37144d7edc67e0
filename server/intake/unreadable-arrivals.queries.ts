import { UNREADABLE } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { beginningOf, hexOf } from "./unreadable-arrivals";

/** How many are listed beside a source; all of them are in quarantine. */
const LISTED = 20;

export type UnreadableArrival = {
  itemId: string;
  reference: string;
  receivedAt: Date;
  /** Why it could not be read, a sentence. */
  reason: string;
  /** Bytes. */
  size: number;
};

/** What a source sent last and could not be read, newest first. */
export async function listUnreadable(scope: Scope, sourceId: string): Promise<UnreadableArrival[]> {
  return withScope(
    scope,
    (tx) => tx.$queryRaw<UnreadableArrival[]>`
      select
        i.id as "itemId",
        i.reference,
        i.received_at as "receivedAt",
        substr(i.quarantine_reason, ${UNREADABLE.length + 1}::int) as reason,
        length(r.body) as size
      from
        item i
        join raw_event r on r.org_id = i.org_id
        and r.id = i.raw_event_id
      where
        i.org_id = ${scope.orgId}
        and i.source_id = ${sourceId}
        and i.state = 'quarantined'
        and starts_with(i.quarantine_reason, ${UNREADABLE})
      order by i.id desc
      limit ${LISTED}
    `,
  );
}

export type ArrivedBytes = {
  reference: string;
  contentType: string;
  size: number;
  /** Its beginning as text, with replacement characters where it is none. */
  text: string;
  /** Its first bytes in hexadecimal, sixteen a line. */
  hex: string;
};

/** What arrived, as far as a person looks at it: text and bytes, never rendered. @throws AppError NOT_FOUND */
export async function readArrived(scope: Scope, itemId: string): Promise<ArrivedBytes> {
  const [raw] = await withScope(
    scope,
    (tx) => tx.$queryRaw<{ reference: string; contentType: string; body: Uint8Array }[]>`
      select
        r.reference,
        r.content_type as "contentType",
        r.body
      from
        item i
        join raw_event r on r.org_id = i.org_id
        and r.id = i.raw_event_id
      where
        i.org_id = ${scope.orgId}
        and i.id = ${itemId}
    `,
  );
  if (!raw) throw new AppError("NOT_FOUND", "There is no such arrival here.");
  const { reference, contentType, body } = raw;
  return { reference, contentType, size: body.byteLength, text: beginningOf(body), hex: hexOf(body) };
}
