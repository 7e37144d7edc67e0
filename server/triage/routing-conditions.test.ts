import { describe, expect, test } from "vitest";
import type { RoutingCondition, RoutingEffects, RoutingRule } from "@/contracts/routing";
import { evaluateRules, isEarlyRule, type RoutingFacts } from "./routing";

const FACTS: RoutingFacts = {
  ...{ sourceKind: "form", sourceName: "Help page", title: "Basket", text: "Mein Warenkorb ist GANZ leer" },
  ...{ component: "checkout", severity: "major", type: "functional", language: "de" },
};
const UNKNOWN: RoutingFacts = {
  ...{ sourceKind: "form", sourceName: "x", title: null },
  text: "",
  component: null,
};
const rule = (id: string, effects: RoutingEffects, ...conditions: RoutingCondition[]): RoutingRule => ({
  ...{ id, name: `Rule ${id}`, conditions, effects },
});
const holds = (condition: RoutingCondition, facts: RoutingFacts = FACTS) =>
  evaluateRules([rule("a", { urgency: "now" }, condition)], facts).matched.length === 1;
const text = (op: "contains_any" | "contains_all", ...value: string[]): RoutingCondition => ({
  ...{ field: "text", op, value },
});
const is = (field: "source" | "component" | "language", ...value: string[]): RoutingCondition => ({
  field,
  op: "is",
  value,
});

describe("a condition holds for", () => {
  test.each<[RoutingCondition, boolean]>([
    [text("contains_any", "nichts", "ganz leer"), true],
    [text("contains_any", "nichts", "voll"), false],
    [text("contains_any", "  warenkorb "), true],
    [text("contains_all", "warenkorb", "leer", "basket"), true],
    [text("contains_all", "warenkorb", "voll"), false],
    // A phrase does not begin in the title and end in the text.
    [text("contains_any", "basket mein"), false],
    [is("source", "form"), true],
    [is("source", "api", "Help page"), true],
    [is("source", "help"), false],
    [is("component", "search", "checkout"), true],
    [is("component", "check"), false],
    [is("language", "en", "de"), true],
    [is("language", "en"), false],
    [{ field: "severity", op: "is", value: ["critical", "major"] }, true],
    [{ field: "severity", op: "is", value: ["critical"] }, false],
    [{ field: "type", op: "is", value: ["functional"] }, true],
    [{ field: "type", op: "is", value: ["wish"] }, false],
  ])("%j: %s", (condition, isHeld) => expect(holds(condition)).toBe(isHeld));
  test.each<RoutingCondition>([
    is("component", "checkout"),
    is("language", "de"),
    { field: "severity", op: "is", value: ["major"] },
    { field: "type", op: "is", value: ["functional"] },
  ])("nothing as long as it is not known: %j", (condition) => expect(holds(condition, UNKNOWN)).toBe(false));
});

describe("of several rules", () => {
  const everything = text("contains_any", "leer");
  const outcome = (...effects: RoutingEffects[]) =>
    evaluateRules(
      effects.map((effect, index) => rule(String(index), effect, everything)),
      FACTS,
    );
  test("the first that names an effect wins it, and the others are told to have done less", () => {
    expect(outcome({ teamId: "tea_a" }, { teamId: "tea_b", skipAi: true }, { teamId: "tea_c" })).toEqual({
      effects: { teamId: "tea_a", skipAi: true },
      matched: [
        { id: "0", name: "Rule 0", effects: ["teamId"] },
        { id: "1", name: "Rule 1", effects: ["skipAi"] },
        { id: "2", name: "Rule 2", effects: [] },
      ],
    });
  });
  test("labels add up, each once", () => {
    const { effects, matched } = outcome(
      { labels: ["a", "b"] },
      { labels: ["b", "c"] },
      { labels: ["a", "c"] },
    );
    expect(effects).toEqual({ labels: ["a", "b", "c"] });
    expect(matched.map((match) => match.effects)).toEqual([["labels"], ["labels"], []]);
  });
  test("what one leaves open, another says", () => {
    expect(outcome({ teamId: undefined, urgency: "later" }, { teamId: "tea_b" })).toMatchObject({
      effects: { teamId: "tea_b", urgency: "later" },
      matched: [{ effects: ["urgency"] }, { effects: ["teamId"] }],
    });
  });
  test("one that does not hold leaves no trace", () => {
    expect(evaluateRules([rule("a", { urgency: "now" }, is("language", "fr"))], FACTS)).toEqual({
      effects: {},
      matched: [],
    });
  });
});

test.each<[RoutingCondition[], boolean]>([
  [[text("contains_any", "x"), is("source", "form"), is("component", "checkout")], true],
  [[is("source", "form"), is("language", "de")], false],
  [[{ field: "type", op: "is", value: ["wish"] }], false],
])("%j can be asked before a report is read: %s", (conditions, isEarly) =>
  expect(isEarlyRule({ conditions })).toBe(isEarly),
);
