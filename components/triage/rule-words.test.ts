import { expect, test } from "vitest";
import { describeCondition, describeEffects, type RuleNames } from "./rule-words";

const names: RuleNames = {
  team: (id) => ({ tem_1: "Payments" })[id] ?? "…",
  component: (slug) => ({ checkout: "Checkout and payments", "mobile-app": "Mobile app" })[slug] ?? slug,
};

test("a rule speaks of components and teams by their names, and of one that is gone by what it was called", () => {
  const about = (value: string[]) => describeCondition({ field: "component", op: "is", value }, names);
  expect(about(["checkout", "mobile-app"])).toBe("it is about Checkout and payments or Mobile app");
  expect(about(["voucher"])).toBe("it is about voucher");
  expect(describeEffects({ component: "checkout", teamId: "tem_1" }, names)).toEqual([
    "team Payments",
    "component Checkout and payments",
  ]);
});

test("names keep their capitals in a sentence, words do not", () => {
  expect(describeCondition({ field: "source", op: "is", value: ["api", "zendesk", "form"] }, names)).toBe(
    "its source is API, Zendesk or form",
  );
});
