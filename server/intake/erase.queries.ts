import { rows, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { peekAtZendesk } from "./sources/zendesk";

/** What arrived for reports, as far as an erasure has to know of it. */
export type ErasableRaw = {
  id: string;
  itemId: string;
  launchId: string;
  sourceId: string;
  receivedAt: Date;
};

/** Raw events that reports were made of, or would have been. */
export async function rawEventsOfIn(
  tx: Tx,
  scope: Scope,
  itemIds: readonly string[],
): Promise<ErasableRaw[]> {
  return tx.$queryRaw<ErasableRaw[]>`
    select
      id,
      item_id as "itemId",
      launch_id as "launchId",
      source_id as "sourceId",
      received_at as "receivedAt"
    from raw_event
    where
      org_id = ${scope.orgId}
      and item_id = any(${[...itemIds]}::text[])
    order by id
  `;
}

/**
 * Reports that nobody could record yet, or that were given up, in whose bytes one of these addresses stands. Only these are looked through:
 * of all others the person is known.
 */
export async function unrecordedNamingIn(
  tx: Tx,
  scope: Scope,
  emails: readonly string[],
): Promise<ErasableRaw[]> {
  if (emails.length === 0) return [];
  return tx.$queryRaw<ErasableRaw[]>`
    select
      r.id,
      r.item_id as "itemId",
      r.launch_id as "launchId",
      r.source_id as "sourceId",
      r.received_at as "receivedAt"
    from
      outbox o
      join raw_event r on r.org_id = o.org_id
      and r.id = o.ref
    where
      o.org_id = ${scope.orgId}
      and o.state <> 'done'
      and exists (
        select
        from unnest(${[...emails]}::text[]) as e(email)
        where position(convert_to(e.email, 'UTF8') in r.body) > 0
      )
    order by r.id
  `;
}

/** A helpdesk's conversation, by its source and the helpdesk's own id. */
export type TicketOf = { readonly sourceId: string; readonly ticketId: string };

/**
 * Every delivery of these conversations, also those that told nothing new and those that wait to be read. They are found by the id in their
 * bytes, which the source's reader then confirms.
 */
export async function rawEventsOfTicketsIn(
  tx: Tx,
  scope: Scope,
  tickets: readonly TicketOf[],
): Promise<ErasableRaw[]> {
  if (tickets.length === 0) return [];
  const found = await tx.$queryRaw<
    (ErasableRaw & { contentType: string; body: Uint8Array; ticketId: string })[]
  >`
    select
      r.id,
      r.item_id as "itemId",
      r.launch_id as "launchId",
      r.source_id as "sourceId",
      r.received_at as "receivedAt",
      r.content_type as "contentType",
      r.body,
      k."ticketId"
    from
      jsonb_to_recordset(${rows(tickets.map(({ sourceId, ticketId }) => ({ sourceId, ticketId })))}::jsonb) as k(
        "sourceId" text,
        "ticketId" text
      )
      join raw_event r on r.org_id = ${scope.orgId}
      and r.source_id = k."sourceId"
    where position(convert_to(k."ticketId", 'UTF8') in r.body) > 0
    order by r.id
  `;
  return found
    .filter(({ contentType, body, ticketId }) => peekAtZendesk(contentType, body)?.ticketId === ticketId)
    .map(({ id, itemId, launchId, sourceId, receivedAt }) => ({
      id,
      itemId,
      launchId,
      sourceId,
      receivedAt,
    }));
}

/** What arrived under this reference and was not recorded. */
export async function unrecordedWithReferenceIn(
  tx: Tx,
  scope: Scope,
  reference: string,
): Promise<ErasableRaw[]> {
  return tx.$queryRaw<ErasableRaw[]>`
    select
      r.id,
      r.item_id as "itemId",
      r.launch_id as "launchId",
      r.source_id as "sourceId",
      r.received_at as "receivedAt"
    from raw_event r
    where
      r.org_id = ${scope.orgId}
      and r.reference = upper(${reference})
      and octet_length(r.body) > 0
      and not exists (
        select
        from item t
        where
          t.org_id = r.org_id
          and t.id = r.item_id
      )
  `;
}
