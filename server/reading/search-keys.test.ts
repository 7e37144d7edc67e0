import { describe, expect, it } from "vitest";
import { isCodeSearch, personKeys, readSearch, reportKeys } from "./search-keys";

const keysOf = (text: string) =>
  reportKeys({ title: null, text, context: {}, accountKey: null }).split(" ").filter(Boolean).sort();

describe("what a report is found by", () => {
  it.each([
    ["Refunds fail", ["'fail'", "'refunds'"]],
    ["Café", ["'cafe'"]],
    ["Öl", ["'oel'", "'ol'"]],
    ["a 7", ["'7'"]],
    ["カード", ["'=カー':1", "'=ド':3", "'=ード':2"]],
    ["支付", ["'=付':2", "'=支付':1"]],
    ["A-2047", ["'2047'", "'=-204':2", "'=047':4", "'=2047':3", "'=47':5", "'=a-20':1"]],
    [
      "Adressenseite",
      [
        "'=esse':4",
        "'=ense':7",
        "'=nsei':8",
        "'=seit':9",
        "'=eite':10",
        "'=ssen':5",
        "'=sens':6",
        "'adressenseite'",
      ],
    ],
    ["", []],
    ["!?…", []],
  ])("%s", (text, keys) => {
    expect(keysOf(text)).toEqual([...keys].sort());
  });
  it("is the last digits of a telephone number, however it is written", () => {
    for (const text of [
      "+49 30 7654321",
      "0049 30 765 4321",
      "(030) 765-43-21",
      "Order 20471100 030 7654321",
    ])
      expect(keysOf(text)).toContain("'#7654321'");
    expect(keysOf("2026-11").filter((lexeme) => lexeme.startsWith("'#"))).toEqual([]);
  });
  it("never holds what ends a lexeme, and stays within what a tsvector holds", () => {
    const keys = reportKeys({
      title: "it's \\ a 'quote'",
      text: `${"支付".repeat(9_000)} ${"/x".repeat(50)}'\\`,
      context: {},
      accountKey: "o'brien",
    });
    expect(keys.replaceAll(/'[^'\\\s]+'(?::[\d,]+)?(?: |$)/g, "")).toBe("");
    expect(Math.max(...[...keys.matchAll(/[:,](\d+)/g)].map(([, place]) => Number(place)))).toBeLessThan(
      16_383,
    );
  });
  it("reads a person's name, address and account", () => {
    const keys = personKeys({ name: "Jürgen Ó", email: "jo@x.example", accountKey: "KD-77" });
    for (const lexeme of ["'jurgen'", "'juergen'", "'jo'", "'example'", "'=jo@x':", "'77'"])
      expect(keys).toContain(lexeme);
  });
});

describe("a search", () => {
  it.each([
    ["refun", "(('refun':* | ('=refu' <1> '=efun')))"],
    ["pa re", "(('pa':*) & ('re':*))"],
    ["4711", "(('4711':* | ('=4711')))"],
    ["カード", "(('=カー' <1> '=ード'))"],
    ["カ", "('=カ':*)"],
    ["/api/payments/{id}", "(('=/api' <4> '=/pay' <4> '=ment' <1> '=ents'))"],
    ["/a/:id/b", "('=/a':* & '=/b':*)"],
    ["refund -card", "(('refund':* | ('=refu' <2> '=fund')) & !('card':* | ('=card')))"],
    ["o'brien", "(('brien':* | ('=brie' <1> '=rien')))"],
    ["+49 30 1234567", "(('49':*) & ('30':*) & ('1234567':* | ('=1234' <3> '=4567'))) | ('#1234567')"],
  ])("%s", (text, query) => {
    expect(readSearch(text)?.query).toBe(query);
  });
  it.each([
    ["refund card", ["('refund':* | ('=refu' <2> '=fund'))", "('card':* | ('=card'))"]],
    ["-card refund", ["('refund':* | ('=refu' <2> '=fund'))"]],
    ["/a/:id/b", ["'=/a':*", "'=/b':*"]],
    ["+49 30 1234567", []],
  ])("%s must meet each of its parts", (text, parts) => {
    expect(readSearch(text)?.parts).toEqual(parts);
  });
  it.each(["", " ", "?", "a", "'", "\\", "%%%"])("%s asks for nothing", (text) => {
    expect(readSearch(text)).toBeNull();
  });
  it.each([
    ["ERR_CARD_42", true],
    ["/api/pay", true],
    ["{id}", true],
    ["ana_b@x.example", false],
    ["refund", false],
    ["a/b c", false],
  ])("%s is a code: %s", (text, isCode) => {
    expect(isCodeSearch(text)).toBe(isCode);
  });
});
