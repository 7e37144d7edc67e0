/** How much of a report is kept for search, from which fields, and where a search ends being read. */
import { describe, expect, it, test } from "vitest";
import type { ItemContext } from "@/contracts/feedback";
import { personKeys, readSearch, reportKeys } from "./search-keys";

type Report = Parameters<typeof reportKeys>[0];
const keys = (change: Partial<Report>) =>
  reportKeys({ title: null, text: "", context: {}, accountKey: null, ...change });
const lexemes = (change: Partial<Report>) => keys(change).split(" ").filter(Boolean);
const ofText = (text: string) => lexemes({ text });
const wordsOf = (text: string) => ofText(text).filter((lexeme) => /^'[^=#]/.test(lexeme));

describe("where a report is found by", () => {
  test.each<[string, Partial<Report>]>([
    ["its title", { title: "quokka" }],
    ["its text", { text: "quokka" }],
    ["its account", { accountKey: "quokka" }],
    ...(["account", "contact", "route", "url", "externalId", "version", "requestId"] as const).map(
      (field): [string, Partial<Report>] => [field, { context: { [field]: "quokka" } satisfies ItemContext }],
    ),
    ["its tags", { context: { tags: ["vip", "quokka"] } }],
  ])("%s", (_what, change) => expect(lexemes(change)).toContain("'quokka'"));
  test.each<[string, Partial<Report>]>([
    ["its title", { title: "call 030 7654321" }],
    ["its text", { text: "call 030 7654321" }],
    ["its contact", { context: { contact: "030 7654321" } }],
  ])("a telephone number in %s", (_what, change) => expect(lexemes(change)).toContain("'#7654321'"));
  test("but not by a number that stands elsewhere", () => {
    expect(lexemes({ context: { externalId: "030 7654321" } })).not.toContain("'#7654321'");
  });
});

describe("of a report is kept", () => {
  test("no word of one letter, but every digit", () => expect(wordsOf("a é 5 ok")).toEqual(["'5'", "'ok'"]));
  test("the first forty letters of a word", () =>
    expect(wordsOf("a".repeat(50))).toEqual([`'${"a".repeat(40)}'`]));
  test("each word once, and 1,500 at most", () => {
    expect(wordsOf("same same same")).toEqual(["'same'"]);
    expect(wordsOf(Array.from({ length: 1_700 }, (_, n) => `w${n}`).join(" "))).toHaveLength(1_500);
  });
  test("what stands in the first 20,000 characters", () => {
    const long = `${"to ".repeat(6_665)}stay `;
    expect(long.length).toBe(20_000);
    expect(wordsOf(`${long}away öl`)).toEqual(["'to'", "'stay'"]);
    expect(keys({ text: `${long}030 7654321` })).not.toContain("#");
  });
  test("every part of a long word, but not of a shorter one", () => {
    expect(ofText("printers")).toEqual(["'printers'"]);
    expect(ofText("labelling")).toEqual(["'labelling'", "'=elli':4", "'=llin':5", "'=ling':6"]);
  });
  test("every part of what holds a digit or a sign between", () => {
    expect(ofText("x1y")).toEqual(["'x1y'"]);
    expect(ofText("x12y")).toEqual(["'x12y'", "'=x12y':1", "'=12y':2", "'=2y':3"]);
    expect(ofText("a_b")).toContain("'=a_b':1");
    expect(ofText("pay.ok")).toContain("'=pay.':1");
    expect(ofText("so. It")).toEqual(["'so'", "'it'"]);
    expect(ofText("#x_1?")).toContain("'=x_1':1");
  });
  test("the first 120 characters of a code", () => {
    const places = ofText(`/${"q".repeat(200)}`).filter((lexeme) => lexeme.startsWith("'=/qqq'"));
    expect(places).toHaveLength(1);
    const all = keys({ text: `/${"q".repeat(200)}` });
    const last = Math.max(...[...all.matchAll(/[:,](\d+)/g)].map(([, place]) => Number(place)));
    // The word of 200 letters comes first: its 198 places, then those of the code.
    expect(last).toBeLessThanOrEqual(200 + 6 + 120);
  });
  test("a name with its umlauts spelled out, beside how it is written", () => {
    expect(wordsOf("Müller jäh öde Uhr")).toEqual([
      "'muller'",
      "'jah'",
      "'ode'",
      "'uhr'",
      "'mueller'",
      "'jaeh'",
      "'oede'",
    ]);
  });
  test("Thai by four letters, Korean by two", () => {
    expect(ofText("ชำระเงิน").every((lexeme) => lexeme.startsWith("'="))).toBe(true);
    expect(ofText("결제가")).toEqual(["'=결제':1", "'=제가':2", "'=가':3"]);
  });
  test("no more than 255 places of a piece, and none at 6,000 or beyond", () => {
    const all = keys({ text: "支".repeat(9_000) });
    const places = [...all.matchAll(/[:,](\d+)/g)].map(([, place]) => Number(place));
    expect(places).toHaveLength(255);
    const many = keys({ text: Array.from({ length: 900 }, (_, n) => `c_${n}xyz`).join(" ") });
    expect(Math.max(...[...many.matchAll(/[:,](\d+)/g)].map(([, place]) => Number(place)))).toBeLessThan(
      6_000,
    );
  });
});

describe("a telephone number", () => {
  it.each([
    ["765432", false],
    ["7654321", true],
    ["123456789012345", true],
    ["1234567890123456", false],
    ["+1 (234) 567/89.01-2", true],
  ])("%s: %s", (text, isPhone) => expect(keys({ text }).includes("'#")).toBe(isPhone));
  it("of a person is kept as its last digits", () => {
    const person = { name: null, email: null, accountKey: null };
    expect(personKeys({ ...person, phone: "+4930765 4321" })).toBe("'#7654321'");
    expect(personKeys({ ...person, phone: null })).toBe("");
    expect(personKeys(person)).toBe("");
  });
});

describe("a search", () => {
  const query = (text: string) => readSearch(text)?.query;
  it.each([
    ["abc", "(('abc':*))"],
    ["abcd", "(('abcd':* | ('=abcd')))"],
    ["7", "(('7':*))"],
    ["47", "(('47':*))"],
    ["471", "(('471':* | '=471':*))"],
    ["Öl", "(('ol':* | 'oel':*))"],
    ["„refund“; «card»", "(('refund':* | ('=refu' <2> '=fund')) & ('card':* | ('=card')))"],
    ["-refund", "(('refund':* | ('=refu' <2> '=fund')))"],
    ["card -4711", "(('card':* | ('=card')) & ('4711':* | ('=4711')))"],
    ["a/b-", "('=a/b':*)"],
    ["/pay/", "(('=/pay'))"],
    ["/pay///", "(('=/pay'))"],
    ["{id}/pay/:id", "(('=/pay'))"],
    ["a.b", "('=a.b':*)"],
    ["ชื่อผู้ใช้", "(('=ชื่อ' <4> '=ผู้ใ' <2> '=้ใช้'))"],
    ["支付失败", "(('=支付' <2> '=失败'))"],
    ["1234567", "(('1234567':* | ('=1234' <3> '=4567'))) | ('#1234567')"],
    ["123456", "(('123456':* | ('=1234' <2> '=3456')))"],
    ["no. 1234567", "(('no':*) & ('1234567':* | ('=1234' <3> '=4567')))"],
  ])("%s", (text, expected) => expect(query(text)).toBe(expected));
  test("is read for eight words", () => {
    expect(readSearch("ab cd ef gh ij kl mn op qr")?.parts).toHaveLength(8);
  });
  test("without a word that is wanted is none, whatever must not be there", () => {
    expect(readSearch("-refund -card")).toBeNull();
  });
  test("of a long word looks for its first forty letters, of a code for 120", () => {
    expect(query("q".repeat(60))).toContain(`'${"q".repeat(40)}':*`);
    expect(query("q".repeat(60))).not.toContain("q".repeat(41));
    expect(query(`/${"q".repeat(200)}`)?.match(/'=/g)).toHaveLength(30);
  });
  test("for more digits than a telephone number has is for no number", () => {
    expect(query("1234567890123456")).not.toContain("#");
    expect(query("123456789012345")).toContain("'#9012345'");
  });
});
