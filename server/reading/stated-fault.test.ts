import { expect, test } from "vitest";
import { isStatedFault, statedFaultsOf, statedFaultText } from "./stated-fault";

test("what a report states becomes terms that no word can be", () => {
  const terms = statedFaultsOf([
    { rule: "data_loss", quote: "all files are gone" },
    { rule: "cannot_pay", quote: "cannot pay" },
  ]);
  expect(terms).toEqual(["!data_loss", "!cannot_pay"]);
  expect(terms.every(isStatedFault)).toBe(true);
  expect(["data_loss", "loss!", ""].some(isStatedFault)).toBe(false);
});

test.each([
  ["!data_loss", "data was lost"],
  ["!nobody_can_sign_in", "nobody can sign in"],
  ["!product_down", "the whole product is down"],
])("%s is read out within a sentence", (term, text) => expect(statedFaultText(term)).toBe(text));
