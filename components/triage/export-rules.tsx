"use client";
import { useLaunch } from "@/components/launches/launch-context";
import type { RouterOutputs } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { describeCondition, describeEffects, type RuleNames } from "./rule-words";
import { useRuleNames } from "./use-rule-names";

type Rule = RouterOutputs["triage"]["rules"][number];

/** A launch's routing rules as a spreadsheet has them: what the list says of each, numbered in their order. */
export const rulesCsv = (
  rules: readonly Pick<Rule, "id">[],
  names: RuleNames,
): CsvShape<Pick<Rule, "id" | "name" | "isEnabled" | "isEarly" | "conditions" | "effects">> => ({
  head: ["order", "name", "on", "before classification", "when", "then"],
  lineOf: (rule) => [
    rules.findIndex((other) => other.id === rule.id) + 1,
    rule.name,
    rule.isEnabled,
    rule.isEarly,
    rule.conditions.map((condition) => describeCondition(condition, names)).join(" and "),
    describeEffects(rule.effects, names).join("; "),
  ],
});

/** The rules of a launch, which come whole, as a file. */
export function ExportRules({ rules }: { rules: readonly Rule[] }) {
  const launch = useLaunch();
  const names = useRuleNames(launch.id);
  return (
    <ExportCsv
      name={`${launch.slug}-rules`}
      shape={rulesCsv(rules, names)}
      readPage={() => Promise.resolve({ rows: rules, nextCursor: null })}
    />
  );
}
