import { describe, expect, test } from "vitest";
import type { ItemType } from "@/contracts/triage";
import { readSymptoms, symptomsOf, type Symptoms } from "./symptoms";

const SLOW: Symptoms = { isSlow: true, isFailing: false };
const FAILING: Symptoms = { isSlow: false, isFailing: true };
const BOTH: Symptoms = { isSlow: true, isFailing: true };
const NEITHER: Symptoms = { isSlow: false, isFailing: false };

describe("what a report states of its requests", () => {
  test.each<[text: string, expected: Symptoms, statusCode?: number]>([
    ["Search is painfully slow since this morning", SLOW],
    ["Search results take forever, then the wrong ones come", SLOW],
    ["Die Suche dauert ewig, seit dem Update", SLOW],
    ["La recherche est très lente", SLOW],
    ["La página tarda mucho en cargar", SLOW],
    ["Checkout ends in an error after I press pay", FAILING],
    ["Beim Speichern kommt eine Fehlermeldung", FAILING],
    ["Le paiement échoue à chaque fois", FAILING],
    ["La aplicación falla al guardar", FAILING],
    ["HTTP 503 when I open the basket", FAILING],
    ["Nobody in our company can sign in", FAILING],
    ["It does nothing", FAILING, 502],
    ["Very slow, and in the end it fails with an error", BOTH],
    ["The export timed out", BOTH],
    ["The invoice shows the wrong total", NEITHER],
    ["I was charged twice for one order", NEITHER],
    ["There was no error, but the amount is wrong", NEITHER],
    ["It would be nice to have a dark theme", NEITHER],
    ["The page is not slow, only the colours are hard to read", NEITHER],
    ["", NEITHER],
  ])("%s", (text, expected, statusCode) => {
    expect(readSymptoms({ title: null, text, statusCode: statusCode ?? null })).toEqual(expected);
  });

  test("a subject counts as the text does", () => {
    expect(readSymptoms({ title: "Search is slow", text: "See the picture.", statusCode: null })).toEqual(
      SLOW,
    );
  });
});

describe("what an issue is about", () => {
  const times = (n: number, symptoms: Symptoms) => Array.from({ length: n }, () => symptoms);
  test.each<{ what: string; type: ItemType; reports: Symptoms[]; expected: Symptoms }>([
    { what: "slow by words, typed functional", type: "functional", reports: [SLOW], expected: SLOW },
    { what: "slow by words, typed usability", type: "usability", reports: times(3, SLOW), expected: SLOW },
    { what: "slow by type alone", type: "performance", reports: [NEITHER], expected: SLOW },
    { what: "slow by type, failing by words", type: "performance", reports: [FAILING], expected: BOTH },
    { what: "failing by words", type: "functional", reports: [FAILING, NEITHER], expected: FAILING },
    { what: "nothing stated", type: "functional", reports: times(5, NEITHER), expected: FAILING },
    { what: "no report", type: "technical", reports: [], expected: FAILING },
    { what: "both in one report", type: "technical", reports: [BOTH], expected: BOTH },
    { what: "each in its own report", type: "technical", reports: [SLOW, FAILING], expected: BOTH },
    {
      what: "a stray word in one of twenty",
      type: "functional",
      reports: [...times(19, SLOW), FAILING],
      expected: SLOW,
    },
    {
      what: "one in four is enough",
      type: "functional",
      reports: [...times(3, FAILING), SLOW, ...times(9, NEITHER)],
      expected: BOTH,
    },
  ])("$what", ({ type, reports, expected }) => {
    expect(symptomsOf(type, reports)).toEqual(expected);
  });
});

describe("the status that a report's own request was answered with", () => {
  test.each([
    [499, NEITHER],
    [500, FAILING],
    [null, NEITHER],
  ])("%s", (statusCode, expected) => {
    expect(readSymptoms({ title: null, text: "The invoice shows the wrong total", statusCode })).toEqual(
      expected,
    );
  });
  test("counts where it is written, also in the subject", () => {
    for (const [title, text] of [
      ["", "HTTP 503"],
      ["HTTP 503", "see above"],
    ] as const)
      expect(readSymptoms({ title, text, statusCode: null })).toEqual(FAILING);
  });
});
