import { describe, expect, test } from "vitest";
import { RoutingRuleDraft, type RoutingRule } from "@/contracts/routing";
import { componentFromRoute } from "@/server/reading/component";
import { evaluateRules, isEarlyRule, type RoutingFacts } from "./routing";

const rule = (id: string, draft: Partial<RoutingRule>): RoutingRule => ({
  id,
  name: id,
  conditions: [],
  effects: {},
  ...draft,
});
const facts = (over: Partial<RoutingFacts> = {}): RoutingFacts => ({
  sourceKind: "form",
  sourceName: "Hosted form",
  title: null,
  text: "Ich wurde doppelt abgebucht",
  component: null,
  ...over,
});

const money = rule("money", {
  conditions: [
    { field: "text", op: "contains_any", value: ["charged twice", "DOPPELT abgebucht", "débité deux fois"] },
  ],
  effects: { teamId: "tea_pay", labels: ["money"], urgency: "now" },
});
const critical = rule("critical", {
  conditions: [{ field: "severity", op: "is", value: ["critical"] }],
  effects: { urgency: "today", labels: ["loud"] },
});

describe("evaluateRules", () => {
  test.each<[string, RoutingRule[], RoutingFacts, object]>([
    [
      "words are found whatever their case",
      [money],
      facts(),
      { teamId: "tea_pay", labels: ["money"], urgency: "now" },
    ],
    [
      "and whatever their accents",
      [money],
      facts({ text: "j'ai ete debite deux fois" }),
      { teamId: "tea_pay", labels: ["money"], urgency: "now" },
    ],
    [
      "the title counts",
      [money],
      facts({ title: "charged twice", text: "see above" }),
      { teamId: "tea_pay", labels: ["money"], urgency: "now" },
    ],
    [
      "the first rule wins an effect and labels add up",
      [money, critical],
      facts({ severity: "critical" }),
      { teamId: "tea_pay", labels: ["money", "loud"], urgency: "now" },
    ],
    ["what is not known yet does not hold", [critical], facts(), {}],
    [
      "all conditions of a rule must hold",
      [
        rule("both", {
          conditions: [...money.conditions, { field: "component", op: "is", value: ["checkout"] }],
          effects: { urgency: "now" },
        }),
      ],
      facts(),
      {},
    ],
    [
      "contains_all needs every word",
      [
        rule("all", {
          conditions: [{ field: "text", op: "contains_all", value: ["doppelt", "gestern"] }],
          effects: { urgency: "now" },
        }),
      ],
      facts(),
      {},
    ],
    [
      "a source is known by kind or name",
      [
        rule("s", {
          conditions: [{ field: "source", op: "is", value: ["Hosted form"] }],
          effects: { skipAi: true },
        }),
      ],
      facts(),
      { skipAi: true },
    ],
  ])("%s", (_, rules, given, effects) => expect(evaluateRules(rules, given).effects).toEqual(effects));

  test("a match says which of its effects counted", () => {
    expect(evaluateRules([money, critical], facts({ severity: "critical" })).matched).toEqual([
      { id: "money", name: "money", effects: ["teamId", "labels", "urgency"] },
      { id: "critical", name: "critical", effects: ["labels"] },
    ]);
  });
});

test("rules that look at the classification cannot speak before it", () => {
  expect([money, critical].map(isEarlyRule)).toEqual([true, false]);
});

test.each([
  ["/v2/payments/pay_91", "checkout"],
  ["POST /v2/payments/pay_91?retry=1", "checkout"],
  ["https://shop.example/v2/payments/1#x", "checkout"],
  ["/elsewhere", null],
])("the component of %s is %s", (route, slug) => {
  expect(componentFromRoute([{ slug: "checkout", routePatterns: ["/v2/payments/*"] }], route)).toBe(slug);
});

test("a rule that does nothing, or for no reason, is refused", () => {
  expect(RoutingRuleDraft.safeParse({ name: "x", conditions: [], effects: { urgency: "now" } }).success).toBe(
    false,
  );
  expect(
    RoutingRuleDraft.safeParse({
      name: "x",
      conditions: [{ field: "type", op: "is", value: ["wish"] }],
      effects: {},
    }).success,
  ).toBe(false);
});
