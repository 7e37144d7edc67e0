import type { Classification } from "@/contracts/triage";
import type { Completion } from "@/server/ai/prompt";
import type { RecordedItem } from "@/server/feedback/record.commands";
import type { GroupableItem } from "@/server/triage/group.commands";
import { isConfirmation } from "@/server/reading/confirmation";
import { detectInjection } from "@/server/reading/injection";
import { fingerprintOf } from "@/server/reading/fingerprint";
import { placesOf } from "@/server/reading/place";
import { ownTerms } from "@/server/reading/own-words";
import { reportKeys } from "@/server/reading/search-keys";
import { judgeSpam } from "@/server/reading/spam";
import type { LaunchFacts } from "./facts-launch";
import { isReporters, type ConversationPart, type Incoming } from "./incoming";
import { labelReport, ruleReason, type EarlyReading } from "./label-report";

/** An item understood: what will be recorded of it, and what grouping looks at. */
export type Reading = {
  outboxId: string;
  item: RecordedItem;
  groupable: GroupableItem;
  /** What it is found by (server/reading/search-keys.ts). */
  searchKeys: string;
  conversation: ConversationPart;
  /** Whether its reporter is sent an acknowledgement, and whether that may hold their words. */
  acknowledgement: "none" | "plain" | "quoting";
  /** Whether its reporter wrote again, and more than thanks. */
  isFurtherWord: boolean;
};

/** What nothing is known of besides itself. */
export const AS_IT_CAME: Pick<Reading, "conversation" | "acknowledgement" | "isFurtherWord"> = {
  conversation: { ticketId: null, entries: [], otherRows: [], earlier: null },
  acknowledgement: "none",
  isFurtherWord: false,
};

/** What will be recorded of an item, and what grouping looks at, from what people, rules, floors and the model say of it. */
export function classifyIncoming(
  incoming: Incoming,
  launch: LaunchFacts,
  early: EarlyReading,
  completion: Completion<Classification>,
  bursting: ReadonlySet<string>,
): Reading {
  const { answer } = completion;
  const { labels, component, provenance, confidence, outcome, floor } = labelReport(
    incoming,
    launch,
    bursting,
    early,
    completion,
  );
  const { effects } = outcome;
  const spam = judgeSpam({
    title: incoming.title,
    text: incoming.text,
    sender: incoming.reporter?.email,
    isModelSure: answer.isSpam,
    floor,
    form: incoming.formSigns,
  });
  const injection = detectInjection(`${incoming.title ?? ""}\n${incoming.text}`);
  const terms = [
    ...placesOf(incoming.context),
    ...ownTerms(incoming.title, incoming.text, answer.language, early.stated).filter(Boolean),
  ];
  const fingerprint = fingerprintOf({
    title: incoming.title,
    text: incoming.text,
    context: incoming.context,
  });
  // What a person let out of quarantine no machine puts back.
  const isReleased = incoming.decidedByPerson["quarantine"] !== undefined;
  const quarantineReason = incoming.quarantineReason ?? (spam.isSpam && !isReleased ? spam.reason : null);

  return {
    outboxId: incoming.outboxId,
    searchKeys: reportKeys({
      title: incoming.title,
      text: incoming.text,
      context: incoming.context,
      accountKey: incoming.reporter?.accountKey ?? null,
    }),
    conversation: incoming.conversation,
    acknowledgement: !incoming.isAcknowledged ? "none" : incoming.isQuotable ? "quoting" : "plain",
    isFurtherWord:
      incoming.conversation.earlier !== null &&
      incoming.conversation.entries.some((entry) => isReporters(entry) && !isConfirmation(entry.ownWords)),
    item: {
      id: incoming.itemId,
      launchId: incoming.launchId,
      sourceId: incoming.sourceId,
      rawEventId: incoming.rawEventId,
      ticketId: incoming.conversation.ticketId,
      reference: incoming.reference,
      title: incoming.title,
      text: incoming.text,
      language: answer.language,
      context: incoming.context,
      reporter: incoming.reporter,
      occurredAt: incoming.occurredAt,
      receivedAt: incoming.receivedAt,
      state: quarantineReason ? "quarantined" : "open",
      quarantineReason,
      type: labels.type,
      severity: labels.severity,
      sentiment: labels.sentiment,
      sentimentScore: labels.sentimentScore,
      componentId: component?.id ?? null,
      issueId: incoming.chosenIssueId,
      fingerprint,
      confidence,
      provenance,
      isDegraded: completion.isDegraded,
      isSuspicious: injection.isSuspicious,
      burstingComponents: [...bursting],
    },
    groupable: {
      id: incoming.itemId,
      terms,
      title: incoming.title,
      text: incoming.text,
      component: component?.slug ?? null,
      componentId: component?.id ?? null,
      fingerprint,
      severity: labels.severity,
      type: labels.type,
      language: answer.language,
      accountKey: incoming.reporter?.accountKey ?? null,
      teamId: effects.teamId ?? component?.ownerTeamId ?? null,
      labels: effects.labels ?? [],
      urgencyByRule: effects.urgency
        ? {
            value: effects.urgency,
            provenance: { by: "rule", confidence: 1, reason: ruleReason(outcome.matched, "urgency") },
          }
        : null,
      occurredAt: incoming.occurredAt,
      confidence,
      provenance,
    },
  };
}
