import { describe, expect, test } from "vitest";
import { issueTitle } from "./issue-title";

const fromText = (text: string) => issueTitle({ title: null, text });
const fromSubject = (title: string) => issueTitle({ title, text: "The list is empty since noon." });

describe("a subject", () => {
  test.each([
    ["[Shop #12] FWD: tr: Basket loses its items", "Basket loses its items"],
    ["re:basket loses its items", "Basket loses its items"],
    ["   Basket \n loses\tits items  ", "Basket loses its items"],
    // Twelve characters say something; eleven do not.
    ["Basket empty", "Basket empty"],
    ["Basket gone", "The list is empty since noon"],
    ["Reset: basket loses its items", "Reset: basket loses its items"],
    ["Release 2.1 re: the basket", "Release 2.1 re: the basket"],
  ])("%j is called %j", (title, expected) => expect(fromSubject(title)).toBe(expected));
  test("that is all there is stays, however short", () =>
    expect(issueTitle({ title: "Help", text: "" })).toBe("Help"));
});

describe("the first sentence that says something", () => {
  test.each([
    ["Oh no! The basket loses its items", "The basket loses its items"],
    ["4711-0815-2342. The basket loses its items", "The basket loses its items"],
    ["Basket gone. Ok.", "Basket gone"],
    ["Thanks a lot in advance for this. The basket is empty again.", "Thanks a lot in advance for this"],
    ["Please help!! The basket is empty again.", "The basket is empty again"],
    ["Merci ! Le panier est vide depuis hier.", "Le panier est vide depuis hier"],
    ["Am 2. November 2026 schrieb Ida:\nDer Warenkorb ist wieder leer", "Der Warenkorb ist wieder leer"],
    ["On Monday, Ruth Keane wrote:\nThe basket is empty again", "The basket is empty again"],
    ["-----\nThe basket is empty again", "The basket is empty again"],
    ["Sent from my phone\nThe basket is empty again", "The basket is empty again"],
    ["The basket\nis empty once again", "Is empty once again"],
    ["On the way here it broke twice", "On the way here it broke twice"],
    ["The basket is empty again。。 ! .", "The basket is empty again"],
    ["> all of it is quoted", "> all of it is quoted"],
  ])("of %j is %j", (text, expected) => expect(fromText(text)).toBe(expected));
  test("is looked for in the beginning of a text only", () => {
    expect(fromText(`${"Ok. ".repeat(1_000)}The basket is empty again`)).toBe("Ok");
  });
});

describe("an ordinary voice", () => {
  test.each([
    ["THE BASKET IS EMPTY", "The basket is empty"],
    ["The GDPR export fails", "The GDPR export fails"],
    // Eight letters may be a name.
    ["ERR CODE 12-44-981", "ERR CODE 12-44-981"],
    ["ERROR CODE 12-44-981", "Error code 12-44-981"],
    ["the basket is empty!!!", "The basket is empty"],
    ["why is the basket empty????", "Why is the basket empty?"],
    ["wait!! the basket is empty", "Wait! the basket is empty"],
    ["élan page is empty", "Élan page is empty"],
  ])("says %j as %j", (title, expected) => expect(fromSubject(title)).toBe(expected));
});

describe("what is too long for a line", () => {
  const words = (count: number) => Array.from({ length: count }, () => "basket").join(" ");
  test("is kept up to ninety characters", () => {
    const title = `B${"a".repeat(88)}b`;
    expect(issueTitle({ title, text: "" })).toBe(title);
    expect(issueTitle({ title: `${title}c`, text: "" })).toBe(`${title.slice(0, 89)}…`);
  });
  test("ends between words where one is near, without the mark before the cut", () => {
    expect(issueTitle({ title: words(20), text: "" })).toBe(`B${words(12).slice(1)}…`);
    const listed = `${"a".repeat(60)}, ${"b".repeat(60)}`;
    expect(issueTitle({ title: listed, text: "" })).toBe(`A${"a".repeat(59)}…`);
  });
  test("and within a word where none is", () => {
    const title = `short ${"x".repeat(120)}`;
    expect(issueTitle({ title, text: "" })).toBe(`Short ${"x".repeat(83)}…`);
  });
});
