import type { RoutingCondition, RoutingEffects, RoutingRule } from "@/contracts/routing";
import type { ItemType, Severity } from "@/contracts/triage";
import { foldText } from "@/server/reading/fold-text";

/** What is known of an item when rules are asked. Before classification severity, type and language are left out. */
export type RoutingFacts = {
  readonly sourceKind: string;
  readonly sourceName: string;
  readonly title: string | null;
  readonly text: string;
  /** A component's slug. */
  readonly component: string | null;
  readonly severity?: Severity | undefined;
  readonly type?: ItemType | undefined;
  readonly language?: string | undefined;
};

export type RuleMatch = {
  readonly id: string;
  readonly name: string;
  /** Which of its effects counted; the others were named by an earlier rule. */ readonly effects: readonly (keyof RoutingEffects)[];
};

export type RuleOutcome = { readonly effects: RoutingEffects; readonly matched: readonly RuleMatch[] };

const EARLY_FIELDS: ReadonlySet<RoutingCondition["field"]> = new Set(["source", "text", "component"]);

/** Whether a rule can speak before classification: it looks only at source, text and the component that the route tells. */
export function isEarlyRule(rule: Pick<RoutingRule, "conditions">): boolean {
  return rule.conditions.every((c) => EARLY_FIELDS.has(c.field));
}

/** Asks the rules in their order; the first that names an effect wins it, labels add up. Pure: same rules and facts, same outcome. */
export function evaluateRules(rules: readonly RoutingRule[], facts: RoutingFacts): RuleOutcome {
  const text = foldText(`${facts.title ?? ""}\n${facts.text}`);
  const effects: RoutingEffects = {};
  const matched: RuleMatch[] = [];
  for (const rule of rules) {
    if (!rule.conditions.every((condition) => holds(condition, facts, text))) continue;
    const counted: (keyof RoutingEffects)[] = [];
    for (const key of Object.keys(rule.effects) as (keyof RoutingEffects)[]) {
      const value = rule.effects[key];
      if (value === undefined) continue;
      if (key === "labels") {
        const labels = (value as string[]).filter((label) => !effects.labels?.includes(label));
        if (labels.length === 0) continue;
        effects.labels = [...(effects.labels ?? []), ...labels];
      } else if (effects[key] === undefined) Object.assign(effects, { [key]: value });
      else continue;
      counted.push(key);
    }
    matched.push({ id: rule.id, name: rule.name, effects: counted });
  }
  return { effects, matched };
}

function holds(condition: RoutingCondition, facts: RoutingFacts, foldedText: string): boolean {
  switch (condition.field) {
    case "text": {
      const isIn = (words: string) => foldedText.includes(foldText(words).trim());
      return condition.op === "contains_any" ? condition.value.some(isIn) : condition.value.every(isIn);
    }
    case "source":
      return condition.value.some((v) => v === facts.sourceKind || v === facts.sourceName);
    case "component":
      return facts.component !== null && condition.value.includes(facts.component);
    case "severity":
      return facts.severity !== undefined && condition.value.includes(facts.severity);
    case "type":
      return facts.type !== undefined && condition.value.includes(facts.type);
    case "language":
      return facts.language !== undefined && condition.value.includes(facts.language);
  }
}
