import { expect, test } from "vitest";
import { issueTitle } from "./issue-title";

test.each<[string, string | null, string, string]>([
  ["a ticket's subject is taken", "Re: AW: Payment page shows an error", "…", "Payment page shows an error"],
  [
    "a subject that says nothing is not",
    "Help",
    "Hello team,\nthe invoice PDF is empty since this morning. Can you look?",
    "The invoice PDF is empty since this morning",
  ],
  [
    "a greeting is left out",
    null,
    "Guten Tag, ich wurde zweimal belastet. Bitte prüfen!",
    "Ich wurde zweimal belastet",
  ],
  ["shouting is said calmly", null, "NOTHING WORKS SINCE THE UPDATE!!!", "Nothing works since the update"],
  [
    "a question stays a question",
    null,
    "How do I change my delivery address?",
    "How do I change my delivery address?",
  ],
  [
    "quoted mail is not the report",
    null,
    "> old text\nThe login loops for SSO users",
    "The login loops for SSO users",
  ],
  [
    "decimal points do not end a sentence",
    null,
    "Since 2.0.1 the basket loses items",
    "Since 2.0.1 the basket loses items",
  ],
  ["what has no sentence keeps its words", null, "kaputt", "Kaputt"],
])("%s", (_, title, text, expected) => expect(issueTitle({ title, text })).toBe(expected));

test("a long title ends between words and with an ellipsis", () => {
  const title = issueTitle({
    title: null,
    text:
      "the order overview takes more than forty seconds to load whenever there are more than two hundred orders " +
      "in the list and nobody can work with it",
  });
  expect([...title].length).toBeLessThanOrEqual(90);
  expect(title).toMatch(/\p{L}…$/u);
});

test("nothing at all still has a title", () =>
  expect(issueTitle({ title: null, text: "   " })).toBe("A report without words"));

test.each([
  ["a family", "The 👨‍👩‍👧‍👦 offer vanished"],
  ["a job with its colour", "The 👩🏽‍🍳 plan is empty"],
  ["a flag of a part of a country", "The 🏴󠁧󠁢󠁥󠁮󠁧󠁿 shop is closed"],
  ["Persian with its joiner", "صفحه باز نمی‌شود"],
  ["Hindi with its joiner", "पेज र्‍या नहीं खुलता"],
])("what is one character to its reader stays one in a title: %s", (_what, text) => {
  expect(issueTitle({ title: text, text: "…" })).toBe(text);
  expect(issueTitle({ title: null, text: `${text}.` })).toBe(text);
});

test.each([
  ["between words", "The\u200b basket\u200d is\u2060 empty", "The basket is empty"],
  ["that turns the direction", "The \u202ebasket is empty", "The basket is empty"],
  ["of a control", "The \u0007basket is empty", "The basket is empty"],
])("what is invisible %s becomes a blank", (_what, text, title) => {
  expect(issueTitle({ title: text, text: "…" })).toBe(title);
});
