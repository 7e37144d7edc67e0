import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import { rows, type Tx } from "@/server/db/sql";
import { RetryAfter } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import type { TicketKey } from "./entries.queries";

/** One text to be recorded; `itemId` is null while its conversation has no report. */
export type NewEntry = {
  /** Where the same text may be recorded again, an id that stays; otherwise a new one is drawn. */
  id?: string;
  launchId: string;
  sourceId: string;
  itemId: string | null;
  ticketId: string | null;
  commentId: string | null;
  rawEventId: string | null;
  at: Date;
  author: EntryAuthor;
  visibility: EntryVisibility;
  authorName: string | null;
  ownWords: string;
  quotedWords: string;
  contentHash: string;
};

/** Somebody else's delivery of the same conversation comes first; a moment later this one finds it. */
const AGAIN_MS = 1_000;

/**
 * Makes sure, under the launch's lock, that conversations are as they were when they were read: a report as it was (its version), and
 * none where there was none.
 * @throws RetryAfter when another delivery of one was recorded meanwhile
 */
export async function expectTicketsIn(
  tx: Tx,
  scope: Scope,
  seen: readonly (TicketKey & { itemId: string; version: number | null })[],
): Promise<void> {
  if (seen.length === 0) return;
  const changed = await tx.$queryRaw<{ id: string }[]>`
    select i.id
    from
      jsonb_to_recordset(${rows(seen)}::jsonb) as k("sourceId" text, "ticketId" text, "itemId" text, version int)
      join item i on i.org_id = ${scope.orgId}
      and i.source_id = k."sourceId"
      and i.ticket_id = k."ticketId"
    where
      i.id <> k."itemId"
      or i.version is distinct from k.version
    limit 1
  `;
  if (changed.length > 0)
    throw new RetryAfter(AGAIN_MS, "Another delivery of the same ticket was being recorded.");
}

/**
 * Writes texts of conversations once each. What came before its report arrived becomes part of it. The caller holds the launch's lock
 * and marks afterwards what was answered.
 */
export async function recordEntriesIn(
  tx: Tx,
  scope: Scope,
  entries: readonly NewEntry[],
  openedTickets: readonly TicketKey[],
): Promise<void> {
  if (entries.length > 0)
    await tx.$executeRaw`
      insert into
        item_entry (
          org_id,
          id,
          launch_id,
          source_id,
          item_id,
          ticket_id,
          comment_id,
          raw_event_id,
          at,
          author,
          visibility,
          author_name,
          own_words,
          quoted_words,
          content_hash
        )
      select
        ${scope.orgId},
        r.id,
        r."launchId",
        r."sourceId",
        coalesce(
          r."itemId",
          (
            select i.id
            from item i
            where
              i.org_id = ${scope.orgId}
              and i.source_id = r."sourceId"
              and i.ticket_id = r."ticketId"
          )
        ),
        r."ticketId",
        r."commentId",
        r."rawEventId",
        r.at,
        r.author,
        r.visibility,
        r."authorName",
        r."ownWords",
        r."quotedWords",
        r."contentHash"
      from
        jsonb_to_recordset(${rows(entries.map((e) => ({ id: newId("itemEntry"), ...e })))}::jsonb) as r(
          id text,
          "launchId" text,
          "sourceId" text,
          "itemId" text,
          "ticketId" text,
          "commentId" text,
          "rawEventId" text,
          at timestamptz,
          author text,
          visibility text,
          "authorName" text,
          "ownWords" text,
          "quotedWords" text,
          "contentHash" text
        )
      on conflict do nothing
    `;
  if (openedTickets.length > 0)
    await tx.$executeRaw`
      update item_entry e
      set item_id = i.id
      from
        jsonb_to_recordset(${rows(openedTickets)}::jsonb) as k("sourceId" text, "ticketId" text)
        join item i on i.org_id = ${scope.orgId}
        and i.source_id = k."sourceId"
        and i.ticket_id = k."ticketId"
      where
        e.org_id = ${scope.orgId}
        and e.source_id = k."sourceId"
        and e.ticket_id = k."ticketId"
        and e.item_id is null
    `;
}

/**
 * Notes when the reports of tickets were first answered: by staff's first public words after them, in whatever order their deliveries
 * came. Nothing else writes a first response; replies that Steady sends will have to come in here.
 * @returns issues whose reports were answered by this
 */
export async function markAnsweredIn(tx: Tx, scope: Scope, tickets: readonly TicketKey[]): Promise<string[]> {
  if (tickets.length === 0) return [];
  const answered = await tx.$queryRaw<{ issueId: string | null }[]>`
    update item i
    set first_response_at = a.at
    from
      (
        select
          e.item_id,
          min(e.at) as at
        from
          jsonb_to_recordset(${rows(tickets)}::jsonb) as k("sourceId" text, "ticketId" text)
          join item_entry e on e.org_id = ${scope.orgId}
          and e.source_id = k."sourceId"
          and e.ticket_id = k."ticketId"
          join item t on t.org_id = e.org_id
          and t.id = e.item_id
        where
          e.author = 'staff'
          and e.visibility = 'public'
          and e.at >= t.occurred_at
        group by e.item_id
      ) a
    where
      i.org_id = ${scope.orgId}
      and i.id = a.item_id
      and (
        i.first_response_at is null
        or i.first_response_at > a.at
      )
    returning i.issue_id as "issueId"
  `;
  return [...new Set(answered.flatMap(({ issueId }) => (issueId ? [issueId] : [])))];
}

/**
 * What a later delivery told of texts whose author or readers nobody had named.
 * @returns the tickets they stand in, for what turns out to have been an answer
 */
export async function completeEntriesIn(
  tx: Tx,
  scope: Scope,
  facts: readonly { id: string; author: EntryAuthor; visibility: EntryVisibility }[],
): Promise<TicketKey[]> {
  if (facts.length === 0) return [];
  const completed = await tx.$queryRaw<{ sourceId: string; ticketId: string | null }[]>`
    update item_entry e
    set
      author = case
        when e.author = 'unknown' then r.author
        else e.author
      end,
      visibility = case
        when e.visibility = 'unknown' then r.visibility
        else e.visibility
      end
    from jsonb_to_recordset(${rows(facts)}::jsonb) as r(id text, author text, visibility text)
    where
      e.org_id = ${scope.orgId}
      and e.id = r.id
    returning
      e.source_id as "sourceId",
      e.ticket_id as "ticketId"
  `;
  return completed.flatMap(({ sourceId, ticketId }) => (ticketId === null ? [] : [{ sourceId, ticketId }]));
}
