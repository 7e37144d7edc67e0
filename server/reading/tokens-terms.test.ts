import { describe, expect, test } from "vitest";
import { countTerms, termsOf } from "./tokens";

const terms = (text: string, language = "en") => termsOf(null, text, language);

describe("what becomes a term", () => {
  test.each([
    ["a I x", []],
    ["q".repeat(40), ["q".repeat(40)]],
    ["q".repeat(41), []],
    // Numbers and ids tell nothing, statuses do.
    ["4711 v2 12 600 099", []],
    ["404 502 gadget", ["404", "502", "gadget"]],
    ["sku12abc x1234567890123", ["sku12abc"]],
    ["x12345678901", ["x12345678901"]],
    // An ability that is denied says that something is broken.
    ["gadget can not blink", ["gadget", "broken", "blink"]],
    ["gadget does never not blink", ["gadget", "broken", "blink"]],
    ["gadget does a b c not blink", ["gadget", "blink"]],
    ["not gadget can", ["gadget"]],
    ["kann gadget nicht", ["gadget", "broken"]],
    ["n'arrive pas", ["receive", "broken"]],
  ])("%j: %j", (text, expected) => expect(terms(text)).toEqual(expected));
  test.each([
    ["注文消失", ["注文", "文消", "消失"]],
    ["文", []],
    ["ログイン", ["ログ", "グイ", "イン"]],
    ["로그인 안돼", ["로그", "그인", "안돼"]],
    ["gadget 注文", ["gadget", "注文"]],
  ])("writing without spaces as pairs: %j", (text, expected) => expect(terms(text, "ja")).toEqual(expected));
  test("in no longer a run than there is room for", () => {
    const run = Array.from({ length: 300 }, (_, n) => String.fromCharCode(0x4e00 + n)).join("");
    expect(terms(run, "zh")).toHaveLength(80);
  });
});

describe("how often terms are counted", () => {
  test("the title's twice, the text's once, each time", () => {
    expect(countTerms("gadget", "gadget gadget", "en")).toEqual({ gadget: 4 });
    expect(countTerms("", "gadget", "en")).toEqual({ gadget: 1 });
    expect(countTerms(undefined, "gadget", "en")).toEqual({ gadget: 1 });
  });
  test("those that are known go on being counted when there is room for no other", () => {
    const letters = Array.from("bcdfghjklm");
    const many = letters.flatMap((a) => letters.map((b) => `zo${a}o${b}ax`)).join(" ");
    const counted = countTerms(null, `${many} zobobax zobobax`, "en");
    expect(Object.keys(counted)).toHaveLength(80);
    expect(Object.values(counted)[0]).toBe(3);
    expect(Object.values(counted)[1]).toBe(1);
  });
  test("the same for a text that is long as for one that was read before", () => {
    const long = `gadget ${"and the ".repeat(300)} blinks`;
    expect(countTerms(null, long, "en")).toEqual({ gadget: 1, blink: 1 });
    expect(countTerms(null, "gadget blinks", "en")).toBe(countTerms(null, "gadget blinks", "en"));
    expect(countTerms("gadget", "blinks", "en")).not.toEqual(countTerms(null, "gadget blinks", "en"));
  });
});
