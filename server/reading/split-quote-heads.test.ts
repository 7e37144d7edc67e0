/** Where a quote begins and ends, told by how mails are built: each sign with and without what it needs beside it. */
import { describe, expect, test } from "vitest";
import { splitQuote, splitSubject } from "./split-quote";

const OWN = "It prints again since noon.";
const THEIRS = "Every till is down.";
const ownOf = (...lines: string[]) => splitQuote(lines.join("\n")).own;
const isCut = (...lines: string[]) => ownOf(OWN, ...lines) === OWN;
const stays = (...lines: string[]) => ownOf(OWN, ...lines) === [OWN, ...lines].join("\n");

describe("a byline ends with a colon", () => {
  test.each<[string, string[]]>([
    ["a date and marked lines", ["On 2 Nov 2026:", `> ${THEIRS}`]],
    ["a time and marked lines", ["Desk, 10:14:", `> ${THEIRS}`]],
    ["an address and marked lines", ["desk@shop.example:", `> ${THEIRS}`]],
    ["the word and marked lines", ["Ruth wrote:", "", `> ${THEIRS}`]],
    ["a date, the word and no marks", ["On 2 Nov 2026 Ruth wrote:", THEIRS]],
    ["a date, an address in brackets and no marks", ["2 Nov 2026, Desk <desk@shop.example>:", THEIRS]],
    ["an address, the word and no marks", ["desk@shop.example wrote:", THEIRS]],
    ["a wide colon", ["2026年11月2日 Desk <desk@shop.example>：", THEIRS]],
    ["the date a line above", ["On Mon, 2 Nov 2026 at 10:14,", "Desk <desk@shop.example> wrote:", THEIRS]],
    ["the address a line above", ["Desk <desk@shop.example>", "2026-11-02 10:14 wrote:", THEIRS]],
    [
      "the date two lines above",
      ["On Mon, 2 Nov 2026 at 10:14,", "the whole Desk", "of ours wrote:", THEIRS],
    ],
  ])("%s", (_what, lines) => expect(isCut("", ...lines)).toBe(true));
  test.each<[string, string[]]>([
    ["a name over marks that never come", ["Ruth wrote:", THEIRS]],
    ["a date alone", ["On 2 Nov 2026:", THEIRS]],
    ["an address alone", ["desk@shop.example:", THEIRS]],
    ["no colon", ["On 2 Nov 2026 Ruth <r@x.example> wrote", THEIRS]],
    ["a date with an address that is no mail program's", ["On 2 Nov 2026 to desk@shop.example:", THEIRS]],
    ["a number that is no year", ["Order 12026 Ruth wrote:", THEIRS]],
  ])("and is none with %s", (_what, lines) => expect(stays("", ...lines)).toBe(true));
  test("nor when it is longer than any", () => {
    const long = `On 2 Nov 2026 ${"the desk ".repeat(35)}wrote:`;
    expect(long.length).toBeGreaterThan(300);
    expect(stays("", long, THEIRS)).toBe(true);
  });
  test("what stands above it with an empty line between is the writer's", () => {
    expect(ownOf("We spoke on 2 Nov 2026.", "", "Ruth wrote:", `> ${THEIRS}`)).toBe(
      "We spoke on 2 Nov 2026.",
    );
  });
});

describe("marked lines", () => {
  test.each<[string, string[], string]>([
    ["end where unmarked ones begin", [`> ${THEIRS}`, OWN], OWN],
    ["go on over empty lines", [`> ${THEIRS}`, "", "> Sorry.", "", OWN], OWN],
    ["and over a long line wrapped out of them", [`> ${"x".repeat(60)}`, "wrapped", "> Sorry.", OWN], OWN],
    ["but not over a short one's", [`> ${"x".repeat(20)}`, OWN, "> Sorry."], OWN],
    ["nor over two", [`> ${"x".repeat(60)}`, OWN, OWN, "> Sorry."], `${OWN}\n${OWN}`],
    ["nor over the last", [`> ${"x".repeat(60)}`, OWN], OWN],
    ["may bear another mark", [`› ${THEIRS}`, OWN], OWN],
    ["are told from a comparison", ["a > b", OWN], `a > b\n${OWN}`],
  ])("%s", (_what, lines, own) => expect(ownOf(...lines)).toBe(own));
  test("leave own words on both sides as paragraphs, and are kept as they stood", () => {
    expect(splitQuote(`One.\n>  two\n\n>three  \nFour.\n> five`)).toEqual({
      own: "One.\n\nFour.",
      quoted: ">  two\n\n>three\n\n> five",
    });
  });
});

describe("the head of a mail", () => {
  test.each<[string, string[]]>([
    ["sender and recipient with an address", ["From: Desk <d@x.example>", "To: Ida", "Cc: Bo", THEIRS]],
    ["date and subject", ["From: Desk", "Sent: yesterday", "Subject: Till", THEIRS]],
    ["labels nobody knows with an address in brackets", ["Xa: Desk <d@x.example>", "Bo: x", "Ku: y", THEIRS]],
    ["and with a date in words", ["Xa: Desk", "Bo: 2 November 2026 10:14", "Ku: y", THEIRS]],
    ["in bold", ["*From:* Desk", "*Sent:* yesterday", "*Subject:* Till", THEIRS]],
    [
      "with a line of recipients that goes on",
      [...["From: Desk", "To: a@x.example,", "b@x.example, c@x.example", "Subject: Till", THEIRS]],
    ],
    ["announced", ["Begin forwarded message:", "", "From: Desk", "Date: yesterday", "Subject: Till", THEIRS]],
  ])("%s", (_what, lines) => expect(isCut("", ...lines)).toBe(true));
  test.each<[string, string[]]>([
    ["two lines", ["From: Desk <d@x.example>", "To: Ida", THEIRS]],
    ["known labels without address or subject", ["From: Berlin", "To: Hamburg", "Cc: Bonn", THEIRS]],
    ["one known label", ["From: Berlin", "Seat: 12", "Coach: 7", THEIRS]],
    ["an address without brackets", ["Xa: d@x.example", "Bo: x", "Ku: y", THEIRS]],
    ["a date in figures", ["Xa: Desk", "Bo: 2026-11-02 10:14", "Ku: y", THEIRS]],
    ["a date without its time", ["Xa: Desk", "Bo: 2 November 2026", "Ku: y", THEIRS]],
    ["a label too long for one", [`${"Xa".repeat(14)}: Desk <d@x.example>`, "Bo: x", "Ku: y", THEIRS]],
  ])("is none with %s", (_what, lines) => expect(stays("", ...lines)).toBe(true));
  test("that stands first must be known: a form is filled in with labels too", () => {
    const form = ["Name: Ida <ida@x.example>", "Shop: 12", "Till: 7", THEIRS];
    expect(ownOf(...form)).toBe(form.join("\n"));
    expect(ownOf("From: Desk <d@x.example>", "To: Ida", "Subject: Till", THEIRS)).toBe("");
  });
});

describe("a line between", () => {
  test.each<[string, string[]]>([
    ["that says what follows", ["----- Original message -----", THEIRS]],
    ["with words over two known labels", ["--- Xa boku ---", "From: Desk", "Sent: yesterday", THEIRS]],
    ["with words and an empty line", ["--- Xa boku ---", "", "From: Desk", "Sent: yesterday", THEIRS]],
    ["without words over a head", ["_____", "Xa: Desk <d@x.example>", "Bo: x", "Ku: y", THEIRS]],
    ["above which one answers", ["##- Reply above -##", THEIRS]],
  ])("%s", (_what, lines) => expect(isCut("", ...lines)).toBe(true));
  test.each<[string, string[]]>([
    ["with words over one label", ["--- Xa boku ---", "From: Desk", THEIRS]],
    ["with words over labels nobody knows", ["--- Xa boku ---", "Xa: Desk <d@x.example>", "Bo: x", THEIRS]],
    ["without words over two labels", ["_____", "Xa: Desk <d@x.example>", "Bo: x", THEIRS]],
    ["that is short", ["## Reply above ##", THEIRS]],
  ])("and none %s", (_what, lines) => expect(stays("", ...lines)).toBe(true));
});

describe("a subject", () => {
  test("is looked at for its beginning, and none is no thread's", () => {
    expect(splitSubject(null, true)).toEqual({ own: null, quoted: "" });
    expect(splitSubject("Re: x", false)).toEqual({ own: "Re: x", quoted: "" });
    expect(splitSubject(`${" ".repeat(210)}Re: x`, true).quoted).toBe("");
  });
});
