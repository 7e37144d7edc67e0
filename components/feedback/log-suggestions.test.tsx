import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LogSuggestions } from "./log-suggestions";

type Found = Parameters<typeof LogSuggestions>[0]["found"][number];
const evidence = { isSameError: false, component: null, place: null, fault: null, words: [] as string[] };
const issue = (number: number, part: Partial<Found>): Found => ({
  id: `iss_${number}`,
  number,
  title: `Issue ${number}`,
  state: "accepted",
  severity: "major",
  itemCount: 3,
  workaround: null,
  score: 0.7,
  isLikely: true,
  evidence,
  ...part,
});
const draw = (found: readonly Found[]) =>
  renderToStaticMarkup(<LogSuggestions found={found} pickedId={null} onPick={() => undefined} />);

describe("what may be known already, while a call is logged", () => {
  test("a likely issue says how well it matches, why, and what to read out", () => {
    const drawn = draw([
      issue(7, {
        score: 0.624,
        workaround: "Use the print view.",
        evidence: { ...evidence, isSameError: true, place: "/checkout", words: ["invoice", "PDF"] },
      }),
    ]);
    expect(drawn).toContain("Likely the same, best match first");
    expect(drawn.replaceAll("\u202f", " ")).toContain(
      "62 % match: same error; same page /checkout; same words: “invoice”, “PDF”",
    );
    expect(drawn).toContain("Use the print view.");
    expect(drawn).not.toContain("No workaround yet");
  });

  test("one without a workaround says so", () => {
    expect(draw([issue(7, { workaround: " " })])).toContain("No workaround yet");
  });

  test("a weak match is never among the likely ones, wherever it was found", () => {
    const drawn = draw([issue(8, { isLikely: false, score: 0.3 }), issue(7, {})]);
    expect(drawn.indexOf("#7")).toBeLessThan(drawn.indexOf("Less likely"));
    expect(drawn.indexOf("#8")).toBeGreaterThan(drawn.indexOf("Less likely"));
  });

  test("weak matches alone are not offered as the answer, and what a search found has no percentage", () => {
    const drawn = draw([
      issue(8, { isLikely: false, score: null, evidence: { ...evidence, words: ["scanner"] } }),
    ]);
    expect(drawn).toContain("No likely match; a few share some words");
    expect(drawn).not.toContain("%");
    expect(drawn).toContain("same words: “scanner”");
  });

  test("an Arabic title keeps its own direction", () => {
    expect(draw([issue(9, { title: "الدفع فشل (خطأ 500) /api/pay." })])).toMatch(
      /<span dir="auto"[^>]*>الدفع فشل \(خطأ 500\) \/api\/pay\.<\/span>/,
    );
  });

  test("nothing found draws nothing", () => {
    expect(draw([])).toBe("");
  });
});
