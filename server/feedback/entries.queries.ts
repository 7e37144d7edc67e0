import type { ItemContext, ItemState } from "@/contracts/feedback";
import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import type { ItemType, Provenance, Sentiment, Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { rows } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** A helpdesk's conversation, by the source it comes through and the helpdesk's own id. */
export type TicketKey = { sourceId: string; ticketId: string };

/** What is known of one text of a conversation. */
export type KnownEntry = {
  id: string;
  at: Date;
  author: EntryAuthor;
  visibility: EntryVisibility;
  commentId: string | null;
  ownWords: string;
  contentHash: string;
};

/** The report that a conversation is, as it stands. */
export type TicketItem = {
  id: string;
  reference: string;
  rawEventId: string | null;
  title: string | null;
  text: string;
  context: ItemContext;
  state: ItemState;
  quarantineReason: string | null;
  issueId: string | null;
  type: ItemType;
  severity: Severity;
  sentiment: Sentiment;
  componentId: string | null;
  provenance: Readonly<Record<string, Provenance>>;
  occurredAt: Date;
  receivedAt: Date;
  version: number;
};

/** A conversation; without an item nothing that its reporter said has arrived yet. */
export type Ticket = TicketKey & { item: TicketItem | null; entries: KnownEntry[] };

/** A key that no two conversations share. */
export const ticketName = ({ sourceId, ticketId }: TicketKey): string => `${sourceId} ${ticketId}`;

/** What is known of conversations, by `ticketName`; those that nothing is known of have neither item nor entries. */
export async function findTickets(scope: Scope, keys: readonly TicketKey[]): Promise<Map<string, Ticket>> {
  const tickets = new Map<string, Ticket>(
    keys.map(({ sourceId, ticketId }) => [
      ticketName({ sourceId, ticketId }),
      { sourceId, ticketId, item: null, entries: [] },
    ]),
  );
  if (tickets.size === 0) return tickets;
  const wanted = rows([...tickets.values()].map(({ sourceId, ticketId }) => ({ sourceId, ticketId })));
  const { items, entries } = await withScope(scope, async (tx) => ({
    items: await tx.$queryRaw<(TicketItem & TicketKey)[]>`
      select
        i.source_id as "sourceId",
        i.ticket_id as "ticketId",
        i.id,
        i.reference,
        i.raw_event_id as "rawEventId",
        i.title,
        i.text,
        i.context,
        i.state,
        i.quarantine_reason as "quarantineReason",
        i.issue_id as "issueId",
        i.type,
        i.severity,
        i.sentiment,
        i.component_id as "componentId",
        i.provenance,
        i.occurred_at as "occurredAt",
        i.received_at as "receivedAt",
        i.version
      from
        jsonb_to_recordset(${wanted}::jsonb) as k("sourceId" text, "ticketId" text)
        join item i on i.org_id = ${scope.orgId}
        and i.source_id = k."sourceId"
        and i.ticket_id = k."ticketId"
    `,
    entries: await tx.$queryRaw<(KnownEntry & TicketKey)[]>`
      select
        e.source_id as "sourceId",
        e.ticket_id as "ticketId",
        e.id,
        e.at,
        e.author,
        e.visibility,
        e.comment_id as "commentId",
        e.own_words as "ownWords",
        e.content_hash as "contentHash"
      from
        jsonb_to_recordset(${wanted}::jsonb) as k("sourceId" text, "ticketId" text)
        join item_entry e on e.org_id = ${scope.orgId}
        and e.source_id = k."sourceId"
        and e.ticket_id = k."ticketId"
      order by
        e.at,
        e.id
    `,
  }));
  for (const { sourceId, ticketId, ...item } of items)
    tickets.get(ticketName({ sourceId, ticketId }))!.item = item;
  for (const { sourceId, ticketId, ...entry } of entries)
    tickets.get(ticketName({ sourceId, ticketId }))!.entries.push(entry);
  return tickets;
}

/** The report of a conversation as a sender is told of it; null while nothing its reporter said has been recorded. */
export async function findTicketReport(
  scope: Scope,
  { sourceId, ticketId }: TicketKey,
): Promise<{ reference: string; itemId: string } | null> {
  const found = await withScope(scope, (tx) =>
    tx.item.findFirst({
      where: { orgId: scope.orgId, sourceId, ticketId },
      select: { id: true, reference: true },
    }),
  );
  return found && { reference: found.reference, itemId: found.id };
}

/** Whether a conversation's report was withdrawn or erased. */
export async function isWithdrawn(scope: Scope, { sourceId, ticketId }: TicketKey): Promise<boolean> {
  const found = await withScope(scope, (tx) =>
    tx.item.findFirst({
      where: { orgId: scope.orgId, sourceId, ticketId, state: "withdrawn" },
      select: { id: true },
    }),
  );
  return found !== null;
}

/** One text of a report's conversation, for the team. */
export type EntryRow = {
  id: string;
  at: Date;
  author: EntryAuthor;
  visibility: EntryVisibility;
  authorName: string | null;
  ownWords: string;
  quotedWords: string;
};

/** So many entries of one report are shown. */
const SHOWN_MAX = 200;

/** What was written in a report's conversation, oldest first; none for reports that are older than conversations. */
export async function listEntries(scope: Scope, itemId: string): Promise<EntryRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx.itemEntry.findMany({
        where: { orgId: scope.orgId, itemId },
        orderBy: [{ at: "asc" }, { id: "asc" }],
        take: SHOWN_MAX,
        select: {
          id: true,
          at: true,
          author: true,
          visibility: true,
          authorName: true,
          ownWords: true,
          quotedWords: true,
        },
      }) as Promise<EntryRow[]>,
  );
}
