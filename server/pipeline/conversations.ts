import { TEXT_MAX } from "@/contracts/intake";
import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import type { NewEntry } from "@/server/feedback/entries.commands";
import { ticketName, type KnownEntry, type Ticket, type TicketKey } from "@/server/feedback/entries.queries";
import { cutText } from "@/contracts/cut-text";
import type { Provenance } from "@/contracts/triage";
import { isReporters, type Incoming, type ArrivedEntry } from "./incoming";
import { labelsByPerson } from "./load-arrivals";

/** What was written in conversations without being a report: recorded, and read by nobody but people. */
export type Aside = {
  outboxIds: readonly string[];
  launchId: string;
  entries: readonly NewEntry[];
  /** What is told now of entries whose author or readers nobody had named. */
  facts: readonly { id: string; author: EntryAuthor; visibility: EntryVisibility }[];
};

/** Arrivals put with what is known of their conversations. */
export type Joined = {
  /** Reports that are as they arrived. */
  asTheyCame: Incoming[];
  /** Reports whose text is put together from several entries, or goes on from earlier ones: to be read again. */
  together: Incoming[];
  asides: Aside[];
};

/** The key of an arrival's conversation; null for what is no part of one. */
export const ticketKeyOf = ({ arrived, sourceId, conversation }: Incoming): TicketKey | null =>
  arrived && conversation.ticketId !== null ? { sourceId, ticketId: conversation.ticketId } : null;

/** Whether a text was told of before. The same words under two ids of comments were said twice. */
function isSame(
  known: Pick<KnownEntry, "author" | "commentId" | "contentHash">,
  arrived: Pick<ArrivedEntry, "author" | "commentId" | "contentHash">,
): boolean {
  if (known.commentId !== null && arrived.commentId !== null) return known.commentId === arrived.commentId;
  return (
    known.contentHash === arrived.contentHash &&
    (known.author === arrived.author || known.author === "unknown" || arrived.author === "unknown")
  );
}

/** A report's text: what its reporter said, oldest first; of one that grew too long the newest words stay. */
export function joinedText(parts: readonly string[]): string {
  const arrived = parts.filter((part) => part !== "");
  const newest = cutText(arrived.at(-1) ?? "", TEXT_MAX);
  const before = arrived.slice(0, -1).join("\n\n");
  const room = TEXT_MAX - newest.length - 4;
  if (before === "" || room <= 0) return newest;
  return `${before.length > room ? `${cutText(before, room)}…` : before}\n\n${newest}`;
}

/**
 * Puts arrivals of the same conversation together with each other and with what is known of it, in the order in which they were said. The
 * reporter's first words are the report, later ones go on with it; staff's, machines' and other people's words, and what the reporter
 * cannot
 * see, are recorded beside it. What was told before adds nothing.
 * @param hashOfText the content hash of a report that is older than its entries
 */
export function joinConversations(
  arrivals: readonly Incoming[],
  tickets: ReadonlyMap<string, Ticket>,
  hashOfText: (text: string) => string,
): Joined {
  const joined: Joined = { asTheyCame: [], together: [], asides: [] };
  const groups = new Map<string, Incoming[]>();
  for (const incoming of arrivals) {
    const key = ticketKeyOf(incoming);
    if (key === null) joined.asTheyCame.push(incoming);
    // A trial, or what nobody can read, stands for no conversation.
    else if (incoming.quarantineReason !== null) joined.asTheyCame.push(apart(incoming));
    else {
      const name = ticketName(key);
      groups.set(name, [...(groups.get(name) ?? []), incoming]);
    }
  }
  for (const [name, group] of groups) joinOne(group, tickets.get(name)!, hashOfText, joined);
  return joined;
}

const UNKNOWN_AUTHORSHIP: Provenance = { by: "model", confidence: 0, reason: "As it was." };

const apart = (incoming: Incoming): Incoming => ({
  ...incoming,
  conversation: {
    ...incoming.conversation,
    ticketId: null,
    entries: incoming.conversation.entries.map((entry) => ({ ...entry, ticketId: null })),
  },
});

function joinOne(
  group: readonly Incoming[],
  ticket: Ticket,
  hashOfText: (text: string) => string,
  joined: Joined,
): void {
  const ordered = [...group].sort(
    (a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.rawEventId! < b.rawEventId! ? -1 : 1),
  );
  // What was withdrawn or erased stays so: nothing is added to it, and nothing of it recorded again.
  if (ticket.item?.state === "withdrawn") {
    const outboxIds = ordered.map((incoming) => incoming.outboxId);
    joined.asides.push({ outboxIds, launchId: ordered[0]!.launchId, entries: [], facts: [] });
    return;
  }
  const known: KnownEntry[] = [...ticket.entries];
  if (ticket.item && known.length === 0)
    known.push({
      id: "",
      at: ticket.item.occurredAt,
      author: "unknown",
      visibility: "unknown",
      commentId: null,
      ownWords: ticket.item.text,
      contentHash: hashOfText(ticket.item.text),
    });
  const facts = new Map<string, Aside["facts"][number]>();
  const fresh: { incoming: Incoming; arrived: ArrivedEntry; entry: NewEntry }[] = [];
  for (const incoming of ordered) {
    const arrived = incoming.arrived!;
    const author: EntryAuthor = arrived.isAutomatic && known.length > 0 ? "machine" : arrived.author;
    const entry: NewEntry = { ...incoming.conversation.entries[0]!, author };
    const same = known.find((k) => isSame(k, arrived));
    if (same) {
      if (same.id && (same.author === "unknown" || same.visibility === "unknown"))
        facts.set(same.id, { id: same.id, author, visibility: arrived.visibility });
      continue;
    }
    if (!arrived.hasWords && (ticket.item || fresh.length > 0)) continue;
    known.push({ id: "", ...entry, ownWords: entry.ownWords });
    fresh.push({ incoming, arrived: { ...arrived, author }, entry });
  }
  const reports = fresh.filter(({ arrived }) => isReporters(arrived));
  const allRows = ordered.map((i) => i.outboxId);
  const [lead] = reports;
  if (!lead) {
    joined.asides.push({
      outboxIds: allRows,
      launchId: ordered[0]!.launchId,
      entries: fresh.map(({ entry }) => ({ ...entry, itemId: ticket.item?.id ?? null })),
      facts: [...facts.values()],
    });
    return;
  }
  if (facts.size > 0)
    joined.asides.push({
      outboxIds: [],
      launchId: lead.incoming.launchId,
      entries: [],
      facts: [...facts.values()],
    });
  const base = lead.incoming;
  const itemId = ticket.item?.id ?? base.itemId;
  const conversation = {
    ticketId: ticket.ticketId,
    entries: fresh.map(({ entry }) => ({ ...entry, itemId })),
    otherRows: allRows.filter((id) => id !== base.outboxId),
    earlier: ticket.item && {
      severity: {
        value: ticket.item.severity,
        provenance: ticket.item.provenance["severity"] ?? UNKNOWN_AUTHORSHIP,
      },
      state: ticket.item.state,
      quarantineReason: ticket.item.quarantineReason,
      version: ticket.item.version,
    },
  };
  const reporter = writerOf(reports.map(({ incoming }) => incoming.reporter));
  if (!ticket.item && reports.length === 1) {
    joined.asTheyCame.push({ ...base, reporter, conversation });
    return;
  }
  const before = ticket.item ? known.filter((k) => isReporters(k) && !isFresh(k, reports)) : [];
  const text = joinedText([
    ...before.map((k) => k.ownWords),
    ...reports.map(({ arrived }) => arrived.ownWords),
  ]);
  const { item } = ticket;
  joined.together.push({
    ...base,
    title: item?.title ?? base.title,
    text: text || base.text,
    reporter,
    conversation,
    isAcknowledged: base.isAcknowledged && !item,
    ...(item && {
      itemId: item.id,
      reference: item.reference,
      rawEventId: item.rawEventId,
      context: item.context,
      occurredAt: item.occurredAt,
      receivedAt: item.receivedAt,
      chosenIssueId: item.issueId,
      ...labelsByPerson(item),
    }),
  });
}

/** What a reporter's own messages say of them, taken together: the last that says something of a fact. */
function writerOf(given: readonly Incoming["reporter"][]): Incoming["reporter"] {
  return given.reduce((known, next) => {
    if (!known || !next) return known ?? next;
    return {
      ...next,
      externalId: next.externalId ?? known.externalId,
      email: next.email ?? known.email,
      name: next.name ?? known.name,
      accountKey: next.accountKey ?? known.accountKey,
    };
  }, null);
}

const isFresh = (known: KnownEntry, reports: readonly { entry: NewEntry }[]): boolean =>
  known.id === "" &&
  reports.some(({ entry }) => entry.contentHash === known.contentHash && entry.commentId === known.commentId);
