import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { BelowLineMark, describeBelowLine, type BelowLineFacts } from "./below-line-mark";

const critical: BelowLineFacts = {
  severity: "critical",
  state: "accepted",
  impact: 30,
  isImpactOverridden: true,
  belowLine: "confirmed",
  impactReason: "One test shop.",
  impactSetByName: "Ana Ruiz",
};

describe("the mark of an impact below the line", () => {
  test.each<[string, Partial<BelowLineFacts>, string]>([
    ["confirmed", {}, "Set below the line by Ana Ruiz: One test shop."],
    ["whose author is not known", { impactSetByName: null }, "Set below the line: One test shop."],
    [
      "set before",
      { belowLine: "unconfirmed" },
      "Set to 30 by Ana Ruiz before it became critical: One test shop.",
    ],
    [
      "set before, without a reason",
      { belowLine: "unconfirmed", impactReason: "" },
      "Set to 30 by Ana Ruiz before it became critical",
    ],
    ["on a bubble, which knows neither", { impactReason: null, impactSetByName: null }, "Set below the line"],
  ])("%s says so", (_name, rest, words) => {
    const facts = { ...critical, ...rest };
    expect(describeBelowLine(facts.belowLine!, facts)).toBe(words);
    expect(renderToStaticMarkup(<BelowLineMark issue={facts} />)).toContain(`aria-label="${words}"`);
  });

  test.each<[string, Partial<BelowLineFacts>]>([
    ["computed", { isImpactOverridden: false, belowLine: null }],
    ["on the line", { impact: 50 }],
    ["closed", { state: "closed" }],
    ["major", { severity: "major" }],
  ])("is left out of what is %s", (_name, rest) => {
    expect(renderToStaticMarkup(<BelowLineMark issue={{ ...critical, ...rest }} />)).toBe("");
  });
});
