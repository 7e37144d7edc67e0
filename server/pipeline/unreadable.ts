import { beginningOf, unreadableReason } from "@/server/intake/unreadable-arrivals";
import type { RecordedItem } from "@/server/feedback/record.commands";
import type { GroupableItem } from "@/server/triage/group.commands";
import type { Arrival } from "./incoming";
import type { Reading } from "./reading";

/**
 * What is recorded of a report that could not be read: a quarantined item that shows the beginning of what arrived, and why it is there.
 * Its raw event stays as it came. Costs the same whatever arrived.
 * @param reason a sentence for a person
 */
export function unreadableReading({ outboxId, event, item }: Arrival, reason: string): Reading {
  const provenance = { severity: { by: "rule" as const, confidence: 0, reason: "It has not been read." } };
  const known = event
    ? {
        id: event.itemId,
        launchId: event.launchId,
        sourceId: event.sourceId,
        rawEventId: event.id,
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
    type: "functional",
    severity: "minor",
    sentiment: "neutral",
    sentimentScore: 0,
    urgency: "this_week",
    componentId: null,
    fingerprint: null,
    confidence: 0,
    provenance: { ...provenance, ...item?.personLabels },
    isDegraded: false,
    isSuspicious: false,
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
    urgency: recorded.urgency,
    occurredAt: recorded.occurredAt,
    confidence: 0,
    provenance,
  };
  return { outboxId, item: recorded, groupable };
}
