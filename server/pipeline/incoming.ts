import type { ItemContext, ItemState } from "@/contracts/feedback";
import {
  REPORTED_DIRECTLY,
  type EntryAuthor,
  type EntryDraft,
  type EntryVisibility,
  type SourceKind,
} from "@/contracts/intake";
import type { Provenance, Severity } from "@/contracts/triage";
import type { NewEntry } from "@/server/feedback/entries.commands";
import type { RecordedItem } from "@/server/feedback/record.commands";
import type { FormSigns } from "@/contracts/intake";
import { toDraft } from "@/server/intake/drafts";
import { readFields } from "@/server/intake/read-fields";
import { beginningOf, unreadableReason } from "@/server/intake/unreadable-arrivals";
import type { RawEvent } from "@/server/intake/raw-events.queries";
import { sha256 } from "@/server/platform/crypto";
import { readAutomaticMail } from "@/server/reading/automatic-mail";
import type { Labelled, PersonLabels } from "@/server/reading/decide-labels";
import { splitQuote, splitSubject } from "@/server/reading/split-quote";

/** One text as it arrived: whose it is, and its own words apart from what it quotes. */
export type ArrivedEntry = Omit<EntryDraft, "ticketId"> & {
  ownWords: string;
  quotedWords: string;
  contentHash: string;
  /** A machine answered in the writer's name: no words of a person. */
  isAutomatic: boolean;
};

/** What an arrival means for its conversation. */
export type ConversationPart = {
  ticketId: string | null;
  /** What is recorded of it, the arrival's own text first. */
  entries: readonly NewEntry[];
  /** Outbox rows of other deliveries that are in it. */
  otherRows: readonly string[];
  /** The report as it was when there was one already; null for a report that this opens. */
  earlier: {
    /** Further words of the reporter raise it and never lower it. */
    severity: Labelled<Severity>;
    state: ItemState;
    quarantineReason: string | null;
    version: number;
  } | null;
};

/** Something that came in and has to be read: from a raw event, or logged by a person (then the item exists already). */
export type Incoming = {
  outboxId: string;
  itemId: string;
  launchId: string;
  sourceId: string;
  sourceKind: SourceKind;
  sourceName: string;
  rawEventId: string | null;
  reference: string;
  title: string | null;
  text: string;
  context: ItemContext;
  reporter: RecordedItem["reporter"];
  occurredAt: Date;
  receivedAt: Date;
  /** Why it goes to quarantine before anybody reads it: a test event, or nothing in it could be read. */
  quarantineReason: string | null;
  /** How a hosted form was filled in; missing from what came another way. */
  formSigns?: FormSigns | null | undefined;
  /** What this arrival says; null for an item that exists already. */
  arrived: ArrivedEntry | null;
  conversation: ConversationPart;
  /** Whether its reporter may be sent an acknowledgement, as far as source and conversation go. */
  isAcknowledged: boolean;
  /** Whether an acknowledgement may hold what the reporter wrote. */
  isQuotable: boolean;
  /** Agent-logged items: the issue a person chose, and what they said of it. */
  chosenIssueId: string | null;
  personLabels: PersonLabels;
  /** Who decided what a person decided, by field: of the labels, and that it was let out of quarantine. */
  decidedByPerson: Readonly<Record<string, Provenance>>;
  /** The component a person chose, by id; its value is null where they said that it belongs to none. */
  personComponent: Labelled<string | null> | null;
};

/** What a job's row is about, before anybody has looked into it: bytes that arrived, or an item that a person logged or released. */
export type Arrival = { outboxId: string; launchId: string } & (
  { event: RawEvent; item: null } | { event: null; item: Incoming }
);

const isHelpdesk = (kind: SourceKind): boolean => kind === "zendesk";

/** A hash of words that is the same in two deliveries, whatever became of their blanks and capitals on the way. */
export const hashOf = (words: string): string => sha256(words.toLowerCase().replace(/\s+/g, " ").trim());

/** What is known of words that nobody could read: not whose they are, nor who may see them. */
const UNREAD: EntryDraft = {
  ...REPORTED_DIRECTLY,
  author: "unknown",
  visibility: "unknown",
  hasWords: false,
};

/** What stands where somebody quotes and says nothing besides. */
const QUOTE_ALONE = "(no words of their own; see what is quoted)";

/**
 * What arrived, as something to be understood. What cannot be decoded is kept in sight as a quarantined item. Pure, and a stranger decides
 * what it costs: it runs in a thread (read-reports.thread.ts).
 */
export function incomingOf({ outboxId, event, item }: Arrival): Incoming {
  if (item) return item.rawEventId === null ? loggedOf(item) : item;
  const result = toDraft(event);
  const read = result.ok ? { ok: true as const } : readFields(event.contentType, event.body);
  const draft = result.ok ? result.draft : null;
  const entry = draft ? (draft.entry ?? REPORTED_DIRECTLY) : UNREAD;
  const split = splitQuote(draft?.text ?? "");
  const subject = splitSubject(draft?.title ?? null, split.quoted !== "" && split.own !== "");
  const quotedWords = [subject.quoted, split.quoted].filter(Boolean).join("\n");
  const text = draft ? split.own || QUOTE_ALONE : beginningOf(event.body);
  const arrived: ArrivedEntry = {
    ...entry,
    ownWords: entry.hasWords ? text : "",
    quotedWords,
    contentHash: hashOf(entry.hasWords ? text : ""),
    isAutomatic: isHelpdesk(event.kind) && readAutomaticMail({ title: null, text }) !== null,
  };
  const reporter = draft?.reporter ?? null;
  const accountKey = reporter?.account ?? draft?.context.account ?? null;
  const isKnownPublic = entry.author === "reporter" && entry.visibility === "public";
  return {
    outboxId,
    itemId: event.itemId,
    launchId: event.launchId,
    sourceId: event.sourceId,
    sourceKind: event.sourceKind,
    sourceName: event.sourceName,
    rawEventId: event.id,
    reference: event.reference,
    title: subject.own,
    text,
    context: draft?.context ?? {},
    occurredAt: draft?.occurredAt ?? event.occurredAt,
    receivedAt: event.receivedAt,
    reporter:
      reporter || accountKey
        ? {
            // An id is what a signed or keyed source says; in a form it would be typed.
            externalId: event.kind === "form" ? null : (reporter?.externalId ?? null),
            name: reporter?.name ?? null,
            email: reporter?.email ?? null,
            accountKey,
            isLoggedByAgent: false,
            isKnown: false,
            givenAt: draft?.occurredAt ?? event.occurredAt,
          }
        : null,
    quarantineReason: result.ok
      ? result.draft.isMarkedSpam
        ? "A test event."
        : null
      : unreadableReason(read.ok ? result.reason : read.reason),
    formSigns: draft?.formSigns,
    arrived,
    conversation: {
      ticketId: entry.ticketId,
      entries: [entryOf(event, event.itemId, entry.ticketId, arrived)],
      otherRows: [],
      earlier: null,
    },
    // A helpdesk acknowledges its tickets itself, unless somebody switched ours on; never to whom nobody knows.
    isAcknowledged: isHelpdesk(event.kind)
      ? isKnownPublic && event.config["acknowledges"] === true
      : isKnownPublic,
    isQuotable: !isHelpdesk(event.kind),
    chosenIssueId: null,
    personLabels: {},
    decidedByPerson: {},
    personComponent: null,
  };
}

/** What a person logged, a pasted mail perhaps: its own words, and one entry however often it is read. */
function loggedOf(item: Incoming): Incoming {
  const split = splitQuote(item.text);
  const text = split.own || item.text;
  return {
    ...item,
    text,
    conversation: {
      ...item.conversation,
      entries: [
        {
          id: item.itemId.replace(/^itm_/, "ent_"),
          launchId: item.launchId,
          sourceId: item.sourceId,
          itemId: item.itemId,
          ticketId: null,
          commentId: null,
          rawEventId: null,
          at: item.occurredAt,
          author: "reporter",
          visibility: "public",
          authorName: null,
          ownWords: text,
          quotedWords: split.own ? split.quoted : "",
          contentHash: hashOf(text),
        },
      ],
    },
  };
}

/** A text as it is recorded in its conversation. */
function entryOf(
  event: RawEvent,
  itemId: string,
  ticketId: string | null,
  { author, visibility, authorName, commentId, ownWords, quotedWords, contentHash }: ArrivedEntry,
): NewEntry {
  return {
    launchId: event.launchId,
    sourceId: event.sourceId,
    itemId,
    ticketId,
    commentId,
    rawEventId: event.id,
    at: event.occurredAt,
    author,
    visibility,
    authorName,
    ownWords,
    quotedWords,
    contentHash,
  };
}

/** Whether words are their reporter's as far as anybody knows: the only ones that make, score or title a report. */
export const isReporters = (entry: { author: EntryAuthor; visibility: EntryVisibility }): boolean =>
  (entry.author === "reporter" || entry.author === "unknown") && entry.visibility !== "private";
