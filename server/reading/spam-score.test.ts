/** How signs of spam add up, and what a lead is told of them. */
import { describe, expect, test } from "vitest";
import type { SeverityFloor } from "./severity";
import { judgeSpam, type SpamInput } from "./spam";

const WORDS = "The second page of my order form never opens.";
const judge = (text: string, change: Partial<SpamInput> = {}) =>
  judgeSpam({ title: null, text, isModelSure: false, floor: null, ...change });
const TRAP = { isTrapFilled: true, filledInMs: 60_000 };
const FAST = { isTrapFilled: false, filledInMs: 2_999 };
const links = (n: number) => Array.from({ length: n }, (_, at) => `https://a${at}.example`).join(" ");

describe("the score of signs", () => {
  test.each<[string, string, Partial<SpamInput>, number]>([
    ["nothing", WORDS, {}, 0],
    ["a link", `${WORDS} ${links(1)}`, {}, 0.1],
    ["two links", `${WORDS} ${links(2)}`, {}, 0.1],
    ["three links", `${WORDS} ${links(3)}`, {}, 0.3],
    ["an address without its scheme", `${WORDS} www.lamps.example`, {}, 0.1],
    ["a model's word", WORDS, { isModelSure: true }, 0.35],
    ["a filled trap", WORDS, { form: TRAP }, 0.4],
    ["a filled trap and nothing said", "Nice", { form: TRAP }, 0.8],
    ["two words are nothing", "Very nice", { form: TRAP }, 0.8],
    ["one word said thrice is one", "Nice nice nice", { form: TRAP }, 0.8],
    ["three are something", "Very nice page", { form: TRAP }, 0.4],
    ["links are no words", `Nice ${links(2)} www.lamps-and-more.example`, { form: TRAP }, 1],
    ["five unspaced letters are nothing", "注文ページ", { form: TRAP }, 0.8],
    ["six are something", "注文のペジが", { form: TRAP }, 0.4],
    ["seconds", WORDS, { form: FAST }, 0.3],
    ["three seconds are time enough", WORDS, { form: { ...FAST, filledInMs: 3_000 } }, 0],
    ["a form that took no time", WORDS, { form: { isTrapFilled: false, filledInMs: null } }, 0],
    ["no form", WORDS, { form: null }, 0],
    ["a line said three times", "Lamps for all\n Lamps for all\n\nLamps for all ", {}, 0.3],
    ["a line said twice", "Lamps for all\nLamps for all", {}, 0],
    ["three lines, one of them other", "Lamps for all\nLamps for all\nLamps for me", {}, 0],
    ["all of it", `${links(3)}\n`.repeat(3), { form: { ...TRAP, filledInMs: 9 }, isModelSure: true }, 1],
    ["a seller's word", `${WORDS} Click here.`, {}, 0.35],
  ])("%s", (_what, text, change, score) => expect(judge(text, change).score).toBeCloseTo(score, 10));
});

describe("what a lead is told", () => {
  const ADVERT = "Dear friend, click here and only today: buy cheap followers.";
  test.each<[string, Partial<SpamInput>, boolean, string]>([
    [WORDS, {}, false, "Nothing speaks for spam."],
    ["?! …", {}, true, "It has no words."],
    ["x", {}, true, "It has no words."],
    ["testing 123", {}, true, "It reads like somebody trying the form out."],
    ["Moin!", {}, true, "It says nothing but a greeting."],
    ["Nice", { form: TRAP }, true, "A field that people do not see filled in, and little said."],
    [
      `Nice ${links(2)}`,
      { form: TRAP },
      true,
      "A field that people do not see filled in, 2 links, and little said.",
    ],
    [
      "Lamps for all\nLamps for all\nLamps for all",
      { form: { ...TRAP, filledInMs: 9 } },
      true,
      "A field that people do not see filled in, sent within seconds, a line that repeats, and little said.",
    ],
    [
      ADVERT,
      {},
      true,
      "It reads like a mass mailing's greeting and a mass mailing's words and followers for sale.",
    ],
    [
      `${ADVERT} ${links(1)}`,
      { form: { isTrapFilled: false, filledInMs: 9 } },
      true,
      "It reads like a mass mailing's greeting and a mass mailing's words and followers for sale with 1 link, sent within seconds.",
    ],
  ])("of %j", (text, change, isSpam, reason) => {
    expect(judge(text, change)).toMatchObject({ isSpam, reason });
  });
  test("sure are a form tried out by 0.9, a greeting by 0.8, and what has no words entirely", () => {
    expect(["testing 123", "Moin!", "…"].map((text) => judge(text).score)).toEqual([0.9, 0.8, 1]);
  });
  test("a title counts as what is said", () => {
    expect(judge("…", { title: "The page is blank" }).isSpam).toBe(false);
    expect(judge("…", { title: null }).isSpam).toBe(true);
  });
  test("links, haste and repetition alone are no spam, however many", () => {
    const text = `Lamps ${links(3)}\n`.repeat(3);
    expect(judge(text, { form: FAST, isModelSure: true })).toMatchObject({ isSpam: false });
  });
  test("a floor ends the question", () => {
    const floor: SeverityFloor = { severity: "major", rule: "error_burst", reason: "Errors." };
    expect(judge("…", { floor })).toEqual({
      ...{ isSpam: false, score: 0, reason: "A floor holds its severity up." },
    });
  });
  test("a long text is no trial, whatever it begins with", () => {
    expect(judge(`test ${"test ".repeat(30)}`).isSpam).toBe(false);
  });
});
