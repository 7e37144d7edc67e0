import type { ItemContext } from "@/contracts/feedback";
import type { SourceKind } from "@/contracts/intake";
import type { Provenance } from "@/contracts/triage";
import type { RecordedItem } from "@/server/feedback/record.commands";
import { toDraft } from "@/server/intake/drafts";
import { readFields } from "@/server/intake/read-fields";
import { beginningOf, unreadableReason } from "@/server/intake/unreadable-arrivals";
import type { RawEvent } from "@/server/intake/raw-events.queries";

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
  /** Why it goes to quarantine before anybody reads it: a form's trap was touched, or nothing in it could be read. */
  quarantineReason: string | null;
  /** Agent-logged items: the issue a person chose, and what they said of it. */
  chosenIssueId: string | null;
  personLabels: Readonly<Record<string, Provenance>>;
};

/** What a job's row is about, before anybody has looked into it: bytes that arrived, or an item that a person logged or released. */
export type Arrival = { outboxId: string; launchId: string } & (
  { event: RawEvent; item: null } | { event: null; item: Incoming }
);

/**
 * What arrived, as something to be understood. What cannot be decoded is kept in sight as a quarantined item. Pure, and a stranger decides
 * what it costs: it runs in a thread (read-reports.thread.ts).
 */
export function incomingOf({ outboxId, event, item }: Arrival): Incoming {
  if (item) return item;
  const result = toDraft(event);
  const read = result.ok ? { ok: true as const } : readFields(event.contentType, event.body);
  const draft = result.ok ? result.draft : null;
  const reporter = draft?.reporter ?? null;
  const accountKey = reporter?.account ?? draft?.context.account ?? null;
  return {
    outboxId,
    itemId: event.itemId,
    launchId: event.launchId,
    sourceId: event.sourceId,
    sourceKind: event.sourceKind,
    sourceName: event.sourceName,
    rawEventId: event.id,
    reference: event.reference,
    title: draft?.title ?? null,
    text: draft?.text || beginningOf(event.body),
    context: draft?.context ?? {},
    occurredAt: draft?.occurredAt ?? event.occurredAt,
    receivedAt: event.receivedAt,
    reporter:
      reporter || accountKey
        ? {
            personKey: reporter?.email
              ? `email:${reporter.email}`
              : reporter?.externalId
                ? `${event.sourceId}:${reporter.externalId}`
                : null,
            name: reporter?.name ?? null,
            email: reporter?.email ?? null,
            accountKey,
          }
        : null,
    quarantineReason: result.ok
      ? result.draft.isMarkedSpam
        ? "A field that people do not see was filled in."
        : null
      : unreadableReason(read.ok ? result.reason : read.reason),
    chosenIssueId: null,
    personLabels: {},
  };
}
