import { beginningOf, unreadableReason } from "@/server/intake/unreadable-arrivals";
import type { RecordedItem } from "@/server/feedback/record.commands";
import { decideLabels, type LabelAnswer } from "@/server/reading/decide-labels";
import type { GroupableItem } from "@/server/triage/group.commands";
import type { Arrival } from "./incoming";
import { AS_IT_CAME, type Reading } from "./reading";

/** What is assumed of a report that nobody could read: an ordinary, minor defect, with no confidence at all. */
const UNREAD: LabelAnswer["answer"] = {
  type: "functional",
  typeConfidence: 0,
  severity: "minor",
  severityConfidence: 0,
  sentiment: "neutral",
  sentimentScore: 0,
  sentimentConfidence: 0,
  reason: "It has not been read.",
};

/**
 * What is recorded of a report that could not be read: a quarantined item that shows the beginning of what arrived, and why it is there.
 * Its raw event stays as it came. Costs the same whatever arrived.
 * @param reason a sentence for a person
 */
export function unreadableReading({ outboxId, event, item }: Arrival, reason: string): Reading {
  const labels = decideLabels({
    person: item?.personLabels ?? {},
    bounds: [],
    model: null,
    builtin: { answer: UNREAD },
  });
  const known = event
    ? {
        id: event.itemId,
        launchId: event.launchId,
        sourceId: event.sourceId,
        rawEventId: event.id,
        ticketId: null,
        reference: event.reference,
        title: null,
        text: beginningOf(event.body),
        context: {},
        reporter: null,
        occurredAt: event.occurredAt,
        receivedAt: event.receivedAt,
        issueId: null,
      }
    : {
        id: item.itemId,
        launchId: item.launchId,
        sourceId: item.sourceId,
        rawEventId: item.rawEventId,
        ticketId: item.conversation.ticketId,
        reference: item.reference,
        title: item.title,
        text: item.text,
        context: item.context,
        reporter: item.reporter,
        occurredAt: item.occurredAt,
        receivedAt: item.receivedAt,
        issueId: item.chosenIssueId,
      };
  const recorded: RecordedItem = {
    ...known,
    language: "und",
    state: "quarantined",
    quarantineReason: unreadableReason(reason),
    type: labels.type,
    severity: labels.severity,
    sentiment: labels.sentiment,
    sentimentScore: labels.sentimentScore,
    componentId: item?.personComponent?.value ?? null,
    fingerprint: null,
    confidence: 0,
    provenance: { ...item?.decidedByPerson, ...labels.provenance },
    isDegraded: false,
    isSuspicious: false,
    burstingComponents: [],
  };
  // Nothing in quarantine is grouped; what it would be grouped by is empty.
  const groupable: GroupableItem = {
    id: recorded.id,
    terms: [],
    title: recorded.title,
    text: "",
    component: null,
    componentId: null,
    fingerprint: null,
    severity: recorded.severity,
    type: recorded.type,
    language: recorded.language,
    accountKey: null,
    teamId: null,
    labels: [],
    urgencyByRule: null,
    occurredAt: recorded.occurredAt,
    confidence: 0,
    provenance: labels.provenance,
  };
  return { outboxId, item: recorded, groupable, searchKeys: "", ...AS_IT_CAME };
}
