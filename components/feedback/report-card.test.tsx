import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { IssueItemRow } from "./issue-row";
import { ReportCard } from "./report-card";

const WORDS = "The basket loses a line whenever I change its number.";
const item: IssueItemRow = {
  id: "itm_1",
  reference: "R-7F3K-Q2M9",
  title: null,
  excerpt: WORDS,
  isCut: false,
  isWithdrawn: false,
  language: "en",
  type: "functional",
  severity: "major",
  sentiment: "negative",
  sentimentScore: -0.6,
  confidence: 0.72,
  provenance: {
    severity: { by: "model", confidence: 0.72, reason: "A core function is hindered." },
    type: { by: "model", confidence: 0.8, reason: "A core function is hindered." },
  },
  componentId: null,
  isDegraded: true,
  isSuspicious: false,
  occurredAt: new Date("2026-11-24T12:00:00Z"),
  personKey: "person",
  reporterId: "rep_1",
  reporterName: "Ida",
  reporterPhone: null,
  accountKey: "Café Ida",
  sourceKind: "form",
  sourceName: "Form",
  hasScreenshot: false,
  entryCount: 1,
  hasQuote: false,
  joinedBy: "model",
  joinReason: "It shares “basket” and “line”.",
  joinScore: 0.8,
  firstResponseAt: null,
  isAnswerable: true,
  context: { route: "/v2/baskets", version: "2.0.3", requestId: "req-1" },
  version: 1,
};

const draw = (over: Partial<IssueItemRow> = {}): string =>
  renderToStaticMarkup(
    <TooltipProvider>
      <ReportCard
        item={{ ...item, ...over }}
        isChosen={false}
        isTarget={false}
        mayWrite={false}
        mayLabel={false}
        mayErase={false}
        onToggle={() => undefined}
        onMove={() => undefined}
        onSplit={() => undefined}
        onRelabel={() => undefined}
        onErase={() => undefined}
      />
    </TooltipProvider>,
  );

describe("a report's card", () => {
  test("begins with its writer's words; who and where come after them", () => {
    const card = draw();
    for (const later of ["Ida", "Café Ida", "Form", "R-7F3K-Q2M9", "req-1"])
      expect(card.indexOf(later), later).toBeGreaterThan(card.indexOf(WORDS));
  });

  test("keeps everything that machines made of it behind one Why, which is closed", () => {
    const card = draw();
    const [before, inside] = card.split("<details");
    expect(card.split("<details")).toHaveLength(2);
    expect(inside!.slice(0, inside!.indexOf(">"))).not.toMatch(/\bopen(?:=|$|\s)(?!:)/);
    for (const reason of [
      "A core function is hindered.",
      "It shares “basket” and “line”.",
      "classified by the fallback",
      "Sentiment",
    ]) {
      expect(inside, reason).toContain(reason);
      expect(before, reason).not.toContain(reason);
    }
  });

  test.each([
    ["withdrawn or erased", { isWithdrawn: true, excerpt: "(erased)" }, "its text is gone"],
    ["empty", { excerpt: " \n" }, "No text."],
    ["a subject alone", { excerpt: "", title: "Basket broken" }, "Basket broken"],
  ])("that is %s says so", (_what, over, shown) => {
    const card = draw(over);
    expect(card).toContain(shown);
    expect(card).not.toContain("(erased)");
  });

  test.each([
    ["Arabic", "السلة فارغة"],
    ["Hebrew", "העגלה ריקה"],
    ["German", "Der Warenkorb ist leer"],
    ["a family", "👨‍👩‍👧‍👦 the basket is empty"],
  ])("lets each of its texts run in its own direction: %s", (_what, words) => {
    const card = draw({ title: "Basket", excerpt: words, reporterName: words });
    expect(card).toMatch(new RegExp(`<span dir="auto"[^>]*>Basket</span>`));
    expect(card).toMatch(new RegExp(`<span dir="auto"[^>]*>${words}</span>`));
    expect(card).toMatch(new RegExp(`<bdi[^>]*>${words}</bdi>`));
  });

  test("warns in sight of instructions for machines", () => {
    const [before] = draw({ isSuspicious: true }).split("<details");
    expect(before).toContain("instructions inside");
  });

  test("says that a person labelled it and why", () => {
    const card = draw({
      provenance: { severity: { by: "person", confidence: 1, reason: "Seen on the phone" } },
    });
    expect(card).toContain("severity (Seen on the phone)");
  });
});
