import { expect, test } from "vitest";
import { RoutingRuleDraft } from "./routing";

const refusals = (effects: object) =>
  RoutingRuleDraft.safeParse({
    name: "Wishes",
    conditions: [{ field: "type", op: "is", value: ["wish"] }],
    effects,
  }).error?.issues.map(({ path, message }) => [path.join("."), message]);

test.each([
  ["sets an urgency", { urgency: "later" }],
  ["adds a label", { labels: ["wish"] }],
  ["leaves the model out", { skipAi: true }],
  ["does one thing of several", { urgency: undefined, skipAi: false, teamId: "tea_1" }],
])("a rule that %s does something", (_, effects) => expect(refusals(effects)).toBeUndefined());

test.each([
  ["names no effect", {}],
  ["leaves its effects open", { urgency: undefined, teamId: undefined }],
  ["says that the model is not left out", { skipAi: false }],
])("a rule that %s is refused", (_, effects) =>
  expect(refusals(effects)).toEqual([["effects", "A rule must do something."]]),
);
