import { cutText } from "@/contracts/cut-text";
import type { z } from "zod";
import type { RoutingEffects, RoutingRule } from "@/contracts/routing";
import type { TestRules } from "@/contracts/rules";
import type { ItemType, Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import { evaluateRules, isEarlyRule, type RuleOutcome } from "./routing";

export type ListedRule = RoutingRule & {
  position: number;
  isEnabled: boolean;
  version: number;
  updatedAt: Date;
  /** Speaks before classification already. */ isEarly: boolean;
};

/** A launch's routing rules in the order they are asked, switched-off ones too. */
export async function listRules(scope: Scope, launchId: string): Promise<ListedRule[]> {
  const found = await withScope(scope, (tx) =>
    tx.routingRule.findMany({
      where: { orgId: scope.orgId, launchId },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
  );
  return found.map((row) => {
    const rule: RoutingRule = {
      id: row.id,
      name: row.name,
      conditions: row.conditions as RoutingRule["conditions"],
      effects: row.effects as RoutingEffects,
    };
    return {
      ...rule,
      position: row.position,
      isEnabled: row.isEnabled,
      version: row.version,
      updatedAt: row.updatedAt,
      isEarly: isEarlyRule(rule),
    };
  });
}

export type RuleTestRow = {
  itemId: string;
  reference: string;
  title: string | null;
  excerpt: string;
  occurredAt: Date;
  issueId: string | null;
  now: RuleOutcome;
  then: RuleOutcome;
  isChanged: boolean;
};
export type RuleTest = {
  rows: RuleTestRow[];
  /** How many of the reports each rule would match, in order of the rules; `counted` where one of its effects would count. */
  perRule: { name: string; matched: number; counted: number }[];
  changed: number;
};

const ITEMS_TESTED = 100;

/** Effects as text, whatever order they were written in. */
const inOrder = (effects: RoutingEffects): string =>
  JSON.stringify(Object.entries(effects).sort(([a], [b]) => (a < b ? -1 : 1)));

type Tested = {
  id: string;
  reference: string;
  title: string | null;
  text: string;
  occurredAt: Date;
  issueId: string | null;
  type: ItemType;
  severity: Severity;
  language: string;
  componentSlug: string | null;
  sourceKind: string;
  sourceName: string;
};

/** What rules as they would be say of the launch's 100 most recent reports, beside what the rules of today say. Nothing is written. */
export async function testRules(
  scope: Scope,
  { launchId, rules: drafts }: z.output<typeof TestRules>,
): Promise<RuleTest> {
  const today = (await listRules(scope, launchId)).filter((rule) => rule.isEnabled);
  const items = await withScope(
    scope,
    (tx) => tx.$queryRaw<Tested[]>`
      with
        recent as (
          select id
          from item
          where
            org_id = ${scope.orgId}
            and launch_id = ${launchId}
          order by
            occurred_at desc,
            id desc
          limit ${ITEMS_TESTED}
        )
      select
        t.id,
        t.reference,
        t.title,
        left(t.text, 4000) as text,
        t.occurred_at as "occurredAt",
        t.issue_id as "issueId",
        t.type,
        t.severity,
        t.language,
        c.slug as "componentSlug",
        s.kind as "sourceKind",
        s.name as "sourceName"
      from
        recent r
        join item t on t.org_id = ${scope.orgId}
        and t.id = r.id
        join source s on s.org_id = t.org_id
        and s.id = t.source_id
        left join component c on c.org_id = t.org_id
        and c.id = t.component_id
      order by
        t.occurred_at desc,
        t.id desc
    `,
  );
  const then = drafts.map((draft, index) => ({ ...draft, id: draft.id ?? `draft-${index}` }));
  const rows = items.map(({ id, text, componentSlug, ...item }): RuleTestRow => {
    const facts = {
      sourceKind: item.sourceKind,
      sourceName: item.sourceName,
      title: item.title,
      text,
      component: componentSlug,
      severity: item.severity,
      type: item.type,
      language: item.language,
    };
    const [before, after] = [evaluateRules(today, facts), evaluateRules(then, facts)];
    return {
      itemId: id,
      reference: item.reference,
      title: item.title,
      excerpt: cutText(text, 300),
      occurredAt: item.occurredAt,
      issueId: item.issueId,
      now: before,
      then: after,
      isChanged: inOrder(before.effects) !== inOrder(after.effects),
    };
  });
  const perRule = then.map((rule) => {
    const matches = rows.flatMap((row) => row.then.matched.filter((m) => m.id === rule.id));
    return {
      name: rule.name,
      matched: matches.length,
      counted: matches.filter((m) => m.effects.length > 0).length,
    };
  });
  return { rows, perRule, changed: rows.filter((row) => row.isChanged).length };
}
