import { tidyText } from "@/server/intake/plain-text";
import type { RecordedItem } from "@/server/feedback/record.commands";
import { decideLabels, type LabelAnswer } from "@/server/reading/decide-labels";
import type { GroupableItem } from "@/server/triage/group.commands";
import type { Arrival } from "./incoming";
import type { Reading } from "./reading";

/** So much of what arrived is shown of a report that could not be read: bytes looked at, and characters of them. */
const SHOWN_BYTES = 4_000;
const SHOWN_CHARS = 1_000;

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

/** The beginning of what arrived, as plain text, whatever it is. */
function beginningOf(body: Uint8Array): string {
  const beginning = new TextDecoder("utf-8").decode(body.subarray(0, SHOWN_BYTES));
  return tidyText(beginning, SHOWN_CHARS) || "(nothing that could be read)";
}

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
    quarantineReason: reason,
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
  return { outboxId, item: recorded, groupable };
}
