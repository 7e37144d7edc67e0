import { expect, it } from "vitest";
import { nameKeys, splitStep } from "./key-names";

it.each([
  ["mod+k", true, [["⌘", "K"]]],
  ["mod+k", false, [["Ctrl", "K"]]],
  ["g i", true, [["G"], ["I"]]],
  ["?", false, [["?"]]],
  ["shift+enter", true, [["⇧", "↵"]]],
])("%s reads as a person expects", (keys, isApple, caps) => {
  expect(nameKeys(keys, isApple)).toEqual(caps);
});

it("plus can be a key of its own", () => {
  expect(splitStep("+")).toEqual(["+"]);
  expect(splitStep("mod++")).toEqual(["mod", "+"]);
});
