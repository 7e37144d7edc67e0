import { describe, expect, test } from "vitest";
import { judgeSpam } from "./spam";

const UNTRAPPED = { isTrapFilled: false, filledInMs: 60_000 };
const TRAPPED = { isTrapFilled: true, filledInMs: 60_000 };
const HASTY = { isTrapFilled: true, filledInMs: 900 };
const WORDS = "The second page of my order form never opens, I have tried it three times today.";

describe("how a form was filled in is one sign among several", () => {
  test.each([
    ["a report, trap filled", WORDS, TRAPPED, false],
    ["a report sent within seconds, pasted", WORDS, { ...UNTRAPPED, filledInMs: 500 }, false],
    [
      "a report with the page's address, trap filled",
      `${WORDS} https://shop.example/order/2`,
      TRAPPED,
      false,
    ],
    ["three words that say something, trap filled", "Checkout button missing", TRAPPED, false],
    ["unspaced words that say something, trap filled", "注文ページの二枚目が開きません", TRAPPED, false],
    [
      "a report and three links, no trap",
      `${WORDS} https://a.example https://b.example https://c.example`,
      UNTRAPPED,
      false,
    ],
    [
      "a severe report with links, in haste, trap filled",
      `I was charged twice. https://a.example https://b.example https://c.example`,
      HASTY,
      false,
    ],
    ["a word, trap filled", "Nice", TRAPPED, true],
    ["a link and nothing else, trap filled", "https://lamps.example", TRAPPED, true],
    ["a link with two words, trap filled", "Cheap watches https://watches.example", TRAPPED, true],
    [
      "many links among words, trap filled",
      `Look at these lamps https://a.example https://b.example https://c.example`,
      TRAPPED,
      true,
    ],
    ["words with a trap, sent within seconds", WORDS, HASTY, true],
    [
      "a line said three times, trap filled",
      `Lamps for all rooms\nLamps for all rooms\nLamps for all rooms`,
      TRAPPED,
      true,
    ],
    ["advertising, trap filled", "We sell backlinks and guest posts", TRAPPED, true],
    ["a word, no trap", "Nice", UNTRAPPED, false],
  ])("%s", (_name, text, form, isSpam) => {
    const floor = text.includes("charged twice")
      ? { severity: "critical" as const, rule: "payment_wrong" as const, reason: "Money was taken twice." }
      : null;
    expect(judgeSpam({ title: null, text, isModelSure: false, floor, form }).isSpam).toBe(isSpam);
  });

  test("the reason names what was seen", () => {
    const { reason } = judgeSpam({
      title: null,
      text: "Nice https://a.example",
      isModelSure: false,
      floor: null,
      form: HASTY,
    });
    expect(reason).toBe(
      "A field that people do not see filled in, 1 link, sent within seconds, and little said.",
    );
  });
});
