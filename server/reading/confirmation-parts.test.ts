import { describe, expect, test } from "vitest";
import { isConfirmation } from "./confirmation";

describe("a confirmation", () => {
  test.each([
    // Words of no weight alone say nothing.
    ["now it is", false],
    ["ok", true],
    ["it works", true],
    ["👍 !", true],
    // A fault is named only where something works.
    ["the error is fixed", true],
    ["thanks for the error", false],
    ["again, thanks", false],
    // A question begins with its verb, whatever ends it.
    ["is it fixed", false],
    ["it is fixed", true],
    ["thanks ¿ok", false],
    ["thanks, ok?", false],
    ["Hello team, works now", true],
    ["That’s fixed", true],
    ["c’est parfait", true],
  ])("%j: %s", (text, is) => expect(isConfirmation(text)).toBe(is));
  test("is at most 300 characters long", () => {
    expect(isConfirmation(`${"ok ".repeat(99)}ok!`)).toBe(true);
    expect(isConfirmation(`${"ok ".repeat(99)}okay`)).toBe(false);
    expect(isConfirmation(`  ${"ok ".repeat(99)}ok!  `)).toBe(true);
  });
});

describe("the name below it", () => {
  test.each([
    ["works now\n\nThanks\nRuth Keane", true],
    ["works now\n\nBest regards\n\nRuth Keane\nShop Ltd\nLeeds", true],
    ["works now\n\nBest regards\nRuth Keane\nShop Ltd\nLeeds\nEngland", false],
    ["works now\n\nBest regards\nruth", false],
    ["works now\n\nBest regards\nRuth Anna Maria Keane", true],
    ["works now\n\nBest regards\nRuth Anna Maria Louise Keane", false],
    ["works now\nRuth Keane", false],
    ["Thanks\nRuth Keane", true],
    // Regards alone say nothing at all.
    ["Kind regards\nRuth Keane", true],
    ["mfg\nRuth", true],
    ["Mit freundlichen Grüßen\nruth", false],
    ["geht wieder\nmfg\nRuth", true],
    ["The total is wrong\nThanks\nRuth", false],
  ])("%j: %s", (text, is) => expect(isConfirmation(text)).toBe(is));
});
