import { confidenceOfLabels, type Classification, type Provenance } from "@/contracts/triage";
import { BUILTIN, type Completion } from "@/server/ai/prompt";
import { componentFromRoute } from "@/server/reading/component";
import {
  decideLabels,
  type LabelAnswer,
  type Labels,
  type SeverityBound,
} from "@/server/reading/decide-labels";
import {
  findStatedFloors,
  severityFloor,
  type SeverityFloor,
  type StatedFloor,
} from "@/server/reading/severity";
import { evaluateRules, isEarlyRule, type RuleMatch, type RuleOutcome } from "@/server/triage/routing";
import type { LaunchFacts } from "./facts-launch";
import type { Incoming } from "./incoming";

/** What a report's labels are decided by, whether it arrives or is read again later. */
export type LabelInput = Pick<
  Incoming,
  | "sourceKind"
  | "sourceName"
  | "title"
  | "text"
  | "context"
  | "personLabels"
  | "personComponent"
  | "decidedByPerson"
> & {
  /** Of a report whose reporter wrote again: what it was until then. */
  conversation?: Pick<Incoming["conversation"], "earlier">;
};

/** What is known of a report before anybody classified it: what the early rules said, its route's component, the floors it states. */
export type EarlyReading = {
  outcome: RuleOutcome;
  routeComponent: string | null;
  stated: readonly StatedFloor[];
};

export type LabelledReport = {
  labels: Labels;
  component: LaunchFacts["components"][number] | null;
  /** Of the labels and, where one was named, of the component. */
  provenance: Record<string, Provenance>;
  /** 0–1 */
  confidence: number;
  language: string;
  outcome: RuleOutcome;
  floor: SeverityFloor | null;
};

/** What needs no classification. Early rules may name a component, add labels, or spare the model an item. */
export function readEarly(report: LabelInput, launch: LaunchFacts): EarlyReading {
  const route = report.context.route ?? report.context.url ?? null;
  const routeComponent = route ? componentFromRoute(launch.components, route) : null;
  const outcome = evaluateRules(launch.rules.filter(isEarlyRule), {
    sourceKind: report.sourceKind,
    sourceName: report.sourceName,
    title: report.title,
    text: report.text,
    component: routeComponent,
  });
  return { outcome, routeComponent, stated: findStatedFloors(report) };
}

/**
 * Everything that people, rules, floors and a classifier say of one report. The same report, launch, bursts and answer give the same
 * labels, whenever they are asked for.
 * @param bursting ids of the components that answered with a burst of errors when the report was first read
 */
export function labelReport(
  report: LabelInput,
  launch: LaunchFacts,
  bursting: ReadonlySet<string>,
  early: EarlyReading,
  completion: Completion<Classification>,
): LabelledReport {
  const { answer } = completion;
  const { component, provenance: componentProvenance } = chooseComponent(report, launch, early, completion);
  const byClassifier: LabelAnswer = { answer, model: completion.model, version: completion.version };
  const decide = (bounds: readonly SeverityBound[]): Labels =>
    decideLabels({
      person: report.personLabels,
      bounds,
      previous: report.conversation?.earlier?.severity,
      ...(completion.provider === BUILTIN
        ? { model: null, builtin: byClassifier }
        : { model: byClassifier, builtin: null }),
    });
  const floor = severityFloor({
    title: report.title,
    text: report.text,
    context: report.context,
    type: report.personLabels.type?.value ?? answer.type,
    stated: early.stated,
    facts: { componentErrorBurst: component ? bursting.has(component.id) : false },
  });
  const floorBounds: SeverityBound[] = floor
    ? [{ by: "floor", severity: floor.severity, reason: floor.reason, confidence: 1 }]
    : [];
  const beforeRules = decide(floorBounds);
  const outcome = evaluateRules(launch.rules, {
    sourceKind: report.sourceKind,
    sourceName: report.sourceName,
    title: report.title,
    text: report.text,
    component: component?.slug ?? null,
    severity: beforeRules.severity,
    type: beforeRules.type,
    language: answer.language,
  });
  const { severityAtLeast } = outcome.effects;
  const labels = severityAtLeast
    ? decide([
        ...floorBounds,
        {
          by: "rule",
          severity: severityAtLeast,
          reason: ruleReason(outcome.matched, "severityAtLeast"),
          confidence: 1,
        },
      ])
    : beforeRules;
  return {
    labels,
    component,
    provenance: {
      ...report.decidedByPerson,
      ...labels.provenance,
      ...(componentProvenance ? { component: componentProvenance } : {}),
    },
    confidence: confidenceOfLabels(labels.provenance),
    language: answer.language,
    outcome,
    floor,
  };
}

/** The rule that decided an effect, as a sentence. */
export const ruleReason = (matched: readonly RuleMatch[], effect: RuleMatch["effects"][number]): string =>
  `Rule “${matched.find((m) => m.effects.includes(effect))?.name ?? ""}”.`;

/** The component a report is about: a person's word, else a rule's, else its route's, else the classifier's. */
function chooseComponent(
  report: LabelInput,
  launch: LaunchFacts,
  early: EarlyReading,
  { answer, model, version }: Completion<Classification>,
): { component: LabelledReport["component"]; provenance: Provenance | null } {
  const bySlug = (slug: string) => launch.components.find((c) => c.slug === slug) ?? null;
  const { personComponent } = report;
  if (personComponent)
    return {
      component: launch.components.find((c) => c.id === personComponent.value) ?? null,
      provenance: personComponent.provenance,
    };
  if (early.outcome.effects.component)
    return {
      component: bySlug(early.outcome.effects.component),
      provenance: { by: "rule", confidence: 1, reason: ruleReason(early.outcome.matched, "component") },
    };
  if (early.routeComponent)
    return {
      component: bySlug(early.routeComponent),
      provenance: {
        by: "rule",
        confidence: 0.95,
        reason: "The route it was reported from belongs to this component.",
      },
    };
  if (!answer.component) return { component: null, provenance: null };
  return {
    component: bySlug(answer.component),
    provenance: {
      by: "model",
      confidence: answer.componentConfidence,
      reason: answer.reason,
      model,
      version,
    },
  };
}
