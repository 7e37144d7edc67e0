import type { Classification, Provenance, Severity } from "@/contracts/triage";
import type { Completion } from "@/server/ai/prompt";
import type { RecordedItem } from "@/server/feedback/record.commands";
import type { GroupableItem } from "@/server/triage/group.commands";
import { detectInjection } from "@/server/reading/injection";
import { fingerprintOf } from "@/server/reading/fingerprint";
import { placesOf } from "@/server/reading/place";
import { componentFromRoute } from "@/server/reading/component";
import { evaluateRules, isEarlyRule, type RuleOutcome } from "@/server/triage/routing";
import { ownTerms } from "@/server/reading/own-words";
import { moreSevere, severityFloor } from "@/server/reading/severity";
import { judgeSpam } from "@/server/reading/spam";
import { urgencyOf } from "@/server/triage/urgency";
import type { LaunchFacts } from "./facts-launch";
import type { ConversationPart, Incoming } from "./incoming";

/** An item understood: what will be recorded of it, and what grouping looks at. */
export type Reading = {
  outboxId: string;
  item: RecordedItem;
  groupable: GroupableItem;
  conversation: ConversationPart;
  /** Whether its reporter is sent an acknowledgement, and whether that may hold their words. */
  acknowledgement: "none" | "plain" | "quoting";
};

/** What nothing is known of besides itself. */
export const AS_IT_CAME: Pick<Reading, "conversation" | "acknowledgement"> = {
  conversation: { ticketId: null, entries: [], otherRows: [], earlier: null },
  acknowledgement: "none",
};

/** What the early rules said of an item, before anybody classified it. */
export type EarlyRouting = { outcome: RuleOutcome; routeComponent: string | null };

/** Rules that need no classification: they may name a component, add labels, or spare the model an item. */
export function routeEarly(incoming: Incoming, launch: LaunchFacts): EarlyRouting {
  const route = incoming.context.route ?? incoming.context.url ?? null;
  const routeComponent = route ? componentFromRoute(launch.components, route) : null;
  const outcome = evaluateRules(launch.rules.filter(isEarlyRule), {
    sourceKind: incoming.sourceKind,
    sourceName: incoming.sourceName,
    title: incoming.title,
    text: incoming.text,
    component: routeComponent,
  });
  return { outcome, routeComponent };
}

/** The latest of what people, rules, floors and the model say of one item; people outrank everybody. */
export function classifyIncoming(
  incoming: Incoming,
  launch: LaunchFacts,
  early: EarlyRouting,
  completion: Completion<Classification>,
  bursting: ReadonlySet<string>,
): Reading {
  const { answer } = completion;
  const fromModel = (confidence: number): Provenance => ({
    by: "model",
    confidence,
    reason: answer.reason,
    model: completion.model,
    version: completion.version,
  });
  const provenance: Record<string, Provenance> = {
    type: fromModel(answer.typeConfidence),
    severity: fromModel(answer.severityConfidence),
    sentiment: fromModel(answer.sentimentConfidence),
  };

  let componentSlug = answer.component;
  if (componentSlug) provenance["component"] = fromModel(answer.componentConfidence);
  if (early.routeComponent) {
    componentSlug = early.routeComponent;
    provenance["component"] = {
      by: "rule",
      confidence: 0.95,
      reason: "The route it was reported from belongs to this component.",
    };
  }
  if (early.outcome.effects.component) {
    componentSlug = early.outcome.effects.component;
    provenance["component"] = {
      by: "rule",
      confidence: 1,
      reason: `Rule “${early.outcome.matched[0]?.name ?? ""}”.`,
    };
  }
  const component = launch.components.find((c) => c.slug === componentSlug) ?? null;

  const floor = severityFloor({
    title: incoming.title,
    text: incoming.text,
    context: incoming.context,
    type: answer.type,
    facts: { componentErrorBurst: component ? bursting.has(component.id) : false },
  });
  let severity: Severity = answer.severity;
  if (floor && moreSevere(severity, floor.severity) !== severity) {
    severity = floor.severity;
    provenance["severity"] = { by: "floor", confidence: 1, reason: floor.reason };
  }
  const outcome = evaluateRules(launch.rules, {
    sourceKind: incoming.sourceKind,
    sourceName: incoming.sourceName,
    title: incoming.title,
    text: incoming.text,
    component: component?.slug ?? null,
    severity,
    type: answer.type,
    language: answer.language,
  });
  const { effects } = outcome;
  if (effects.severityAtLeast && moreSevere(severity, effects.severityAtLeast) !== severity) {
    severity = effects.severityAtLeast;
    provenance["severity"] = {
      by: "rule",
      confidence: 1,
      reason: `Rule “${outcome.matched.find((m) => m.effects.includes("severityAtLeast"))?.name ?? ""}”.`,
    };
  }
  Object.assign(provenance, incoming.personLabels);
  const spam = judgeSpam({
    title: incoming.title,
    text: incoming.text,
    sender: incoming.reporter?.email,
    isModelSure: answer.isSpam,
    floor,
  });
  const injection = detectInjection(`${incoming.title ?? ""}\n${incoming.text}`);
  const urgency =
    effects.urgency ??
    urgencyOf({ severity, type: answer.type, impact: 0, itemsLast24h: 0, itemsPrev24h: 0 }).urgency;
  const terms = [
    ...placesOf(incoming.context),
    ...ownTerms(incoming.title, incoming.text, answer.language).filter(Boolean),
  ];
  const fingerprint = fingerprintOf({
    title: incoming.title,
    text: incoming.text,
    context: incoming.context,
  });
  const confidence = Math.min(answer.typeConfidence, provenance["severity"]?.confidence ?? 1);
  const quarantineReason = incoming.quarantineReason ?? (spam.isSpam ? spam.reason : null);

  return {
    outboxId: incoming.outboxId,
    conversation: incoming.conversation,
    acknowledgement: !incoming.isAcknowledged ? "none" : incoming.isQuotable ? "quoting" : "plain",
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
      type: answer.type,
      severity,
      sentiment: answer.sentiment,
      sentimentScore: answer.sentimentScore,
      urgency,
      componentId: component?.id ?? null,
      issueId: incoming.chosenIssueId,
      fingerprint,
      confidence,
      provenance,
      isDegraded: completion.isDegraded,
      isSuspicious: injection.isSuspicious,
    },
    groupable: {
      id: incoming.itemId,
      terms,
      title: incoming.title,
      text: incoming.text,
      component: component?.slug ?? null,
      componentId: component?.id ?? null,
      fingerprint,
      severity,
      type: answer.type,
      language: answer.language,
      accountKey: incoming.reporter?.accountKey ?? null,
      teamId: effects.teamId ?? component?.ownerTeamId ?? null,
      labels: effects.labels ?? [],
      urgency,
      occurredAt: incoming.occurredAt,
      confidence,
      provenance,
    },
  };
}
