import { describe, expect, test } from "vitest";
import type { ItemType, Severity } from "@/contracts/triage";
import { classifySeverity } from "./classify-severity";

const read = (
  text: string,
  { title = null, type = "functional", language = "fr" }: Partial<Requested> = {},
) => classifySeverity(title, text, type, language);
type Requested = { title: string | null; type: ItemType; language: string };
/** What points of critical, major, minor and cosmetic give as the share of the largest. */
const shareOf = (...points: number[]) =>
  Math.exp(Math.max(...points)) / points.reduce((sum, point) => sum + Math.exp(point), 0);

describe("a short report goes by its signs", () => {
  test("without any it is minor", () => {
    const found = read("La page bleue");
    expect(found).toMatchObject({ severity: "minor", signs: [] });
    expect(found.confidence).toBeCloseTo(shareOf(-1.4, -0.1, 0.8, -0.5), 10);
  });
  test.each<[string, Severity, string[]]>([
    ["Absturz", "major", ["breakdown"]],
    ["Datenverlust und Absturz, dringend", "major", ["breakdown", "harm", "urgent"]],
    ["Tippfehler", "cosmetic", ["text"]],
    ["falsche Farbe", "minor", ["failure", "looks"]],
    ["Fehler", "minor", ["failure"]],
  ])("%s is %s", (text, severity, signs) =>
    expect(read(text, { language: "de" })).toMatchObject({ severity, signs }),
  );
  test("one sign that is shown twice says a little more", () => {
    const once = read("Fehler", { language: "de" });
    const twice = read("Fehler Fehlermeldung", { language: "de" });
    expect(once.confidence).toBeCloseTo(shareOf(-1.4, 0.4, 1.2, -1.3), 10);
    expect(twice.confidence).toBeCloseTo(shareOf(-1.4, 0.5, 1.28, -1.46), 10);
    expect(read("Fehler", { title: "Fehler", language: "de" }).confidence).toBeCloseTo(twice.confidence, 10);
  });
  test("a title's sign counts as the text's", () => {
    expect(read("siehe Bild", { title: "Absturz", language: "de" }).signs).toEqual(["breakdown"]);
  });
});

describe("what a report is weighs", () => {
  test.each<[ItemType, Severity, number]>([
    ["question", "minor", shareOf(-2.9, -1.1, 1.6, -0.2)],
    ["wish", "minor", shareOf(-3.4, -1.6, 1.6, 0.1)],
    ["praise", "cosmetic", shareOf(-4.4, -3.1, 0.8, 1.5)],
    ["usability", "minor", shareOf(-2, -0.6, 1.1, 0)],
    ["technical", "minor", shareOf(-1.4, -0.1, 0.8, -0.5)],
  ])("%s without a sign is %s", (type, severity, confidence) => {
    const found = read("La page bleue", { type });
    expect(found.severity).toBe(severity);
    expect(found.confidence).toBeCloseTo(confidence, 10);
  });
});

describe("a longer report in English leans on the model", () => {
  const words = (n: number) => Array.from({ length: n }, () => "lorem").join(" ");
  const english = (n: number, change: Partial<Requested> = {}) =>
    read(words(n), { language: "en", ...change }).confidence;
  const bySigns = shareOf(-1.4, -0.1, 0.8, -0.5);
  test("from its nineteenth word on, and in no other language", () => {
    expect(english(18)).toBeCloseTo(bySigns, 10);
    expect(english(19)).not.toBeCloseTo(bySigns, 4);
    expect(read(words(60), { language: "fr" }).confidence).toBeCloseTo(bySigns, 10);
    expect(read(words(60), { language: "und" }).confidence).not.toBeCloseTo(bySigns, 4);
  });
  test("the words of its title count", () => {
    expect(english(17, { title: "lorem" })).toBeCloseTo(bySigns, 10);
    expect(english(17, { title: "lorem lorem" })).not.toBeCloseTo(bySigns, 4);
  });
  test("step by step up to fifty words", () => {
    // The same words again are the same stems: only the share of the model grows, and the length of the text a little.
    const distance = (n: number) => Math.abs(english(n) - bySigns);
    expect(distance(34)).toBeGreaterThan(distance(22));
    expect(distance(50)).toBeGreaterThan(distance(34));
  });
  test("of what is no defect two fifths as much, and of what is hard to use as much", () => {
    // What the model says is the same for both, so that only their signs tell them apart.
    const [questioned, wished] = [shareOf(-2.9, -1.1, 1.6, -0.2), shareOf(-3.4, -1.6, 1.6, 0.1)];
    for (const [n, bySigns] of [
      [34, 0.8],
      [60, 0.6],
    ] as const)
      expect(english(n, { type: "question" }) - english(n, { type: "wish" })).toBeCloseTo(
        bySigns * (questioned - wished),
        10,
      );
    expect(english(60, { type: "usability" })).toBeCloseTo(english(60), 10);
  });
});
