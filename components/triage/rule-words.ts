import type { RoutingCondition, RoutingEffects } from "@/contracts/routing";
import { SEVERITY_WORDS, SOURCE_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { SOURCE_KINDS, type SourceKind } from "@/contracts/intake";

const isKind = (value: string): value is SourceKind => (SOURCE_KINDS as readonly string[]).includes(value);
const list = (values: readonly string[], word: string): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} ${word} ${values.at(-1) ?? ""}`;
/** Names keep their capitals in a sentence. */
const describeKind = (kind: SourceKind): string =>
  kind === "api" || kind === "zendesk" ? SOURCE_WORDS[kind] : SOURCE_WORDS[kind].toLowerCase();
const quote = (value: string): string => `“${value}”`;

/** What rules call by a key, by the names people know. */
export type RuleNames = { team: (id: string) => string; component: (slug: string) => string };

/** A condition as a person would say it. */
export function describeCondition(condition: RoutingCondition, names: Pick<RuleNames, "component">): string {
  switch (condition.field) {
    case "text":
      return `the text contains ${list(condition.value.map(quote), condition.op === "contains_all" ? "and" : "or")}`;
    case "source":
      return `its source is ${list(
        condition.value.map((v) => (isKind(v) ? describeKind(v) : quote(v))),
        "or",
      )}`;
    case "component":
      return `it is about ${list(condition.value.map(names.component), "or")}`;
    case "severity":
      return `it is ${list(
        condition.value.map((v) => SEVERITY_WORDS[v].toLowerCase()),
        "or",
      )}`;
    case "type":
      return `its type is ${list(
        condition.value.map((v) => TYPE_WORDS[v].toLowerCase()),
        "or",
      )}`;
    case "language":
      return `its language is ${list(condition.value, "or")}`;
  }
}

/** What a rule does, as a person would say it. */
export function describeEffects(effects: RoutingEffects, names: RuleNames): string[] {
  return [
    ...(effects.teamId ? [`team ${names.team(effects.teamId)}`] : []),
    ...(effects.labels?.length
      ? [`${effects.labels.length === 1 ? "label" : "labels"} ${effects.labels.join(", ")}`]
      : []),
    ...(effects.urgency ? [`urgency ${URGENCY_WORDS[effects.urgency].toLowerCase()}`] : []),
    ...(effects.component ? [`component ${names.component(effects.component)}`] : []),
    ...(effects.severityAtLeast ? [`at least ${SEVERITY_WORDS[effects.severityAtLeast].toLowerCase()}`] : []),
    ...(effects.skipAi ? ["not sent to an AI model"] : []),
  ];
}
