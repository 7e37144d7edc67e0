import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { QUADRANTS } from "@/contracts/triage";
import { MatrixList, inListOrder } from "./matrix-list";
import { MatrixPlot } from "./matrix-plot";
import type { Bubble, Matrix, Placement } from "./placement";
import { PlacementBar } from "./placement-bar";
import { NO_REASONS } from "./placement";

const bubble = (number: number, more: Partial<Bubble> = {}): Bubble => ({
  id: `iss_${number}`,
  number,
  title: `Voucher ${number}`,
  severity: "minor",
  type: "functional",
  state: "new",
  impact: 30,
  effort: 40,
  computedImpact: 30,
  computedEffort: 40,
  isImpactOverridden: false,
  isEffortOverridden: false,
  belowLine: null,
  reporterCount: 1,
  itemCount: 1,
  version: 1,
  ...more,
});
const none = { n: 0, isCapped: false };
const matrixOf = (bubbles: Bubble[]): Matrix => ({
  bubbles,
  quadrants: Object.fromEntries(QUADRANTS.map((quadrant) => [quadrant, none])) as Matrix["quadrants"],
  total: { n: bubbles.length, isCapped: false },
  density: null,
  problems: [],
});
const ignore = () => undefined;

function drawPlot(bubbles: Bubble[], placement: Placement | null = null, mayPlace = true): string {
  return renderToStaticMarkup(
    <MatrixPlot
      matrix={matrixOf(bubbles)}
      size={{ width: 784, height: 604 }}
      zoom={null}
      onZoom={ignore}
      activeId={null}
      openId={null}
      selected={new Map()}
      placement={placement}
      mayPlace={mayPlace}
      onOpen={ignore}
      onToggle={ignore}
      onPlace={ignore}
    />,
  );
}
const bubblesIn = (markup: string) => [...markup.matchAll(/data-issue-id="([^"]+)"/g)].map(([, id]) => id!);

describe("the plane", () => {
  test("a crowd is one button that says how many and how severe, and stays out of the way of others", () => {
    const crowd = Array.from({ length: 9 }, (_, index) => bubble(index));
    crowd[3] = bubble(3, { severity: "critical", state: "closed" });
    const markup = drawPlot([...crowd, bubble(20, { impact: 80, effort: 80 })]);
    expect(bubblesIn(markup)).toEqual(["iss_20"]);
    expect(markup).toMatch(
      /<button[^>]*aria-label="9 issues, impact 30: 1 critical, 8 minor"[^>]*aria-haspopup="dialog"/,
    );
  });
  test("a bubble takes a finger's drag only from whoever may place it", () => {
    expect(drawPlot([bubble(1)])).toContain("touch-pinch-zoom");
    expect(drawPlot([bubble(1)], null, false)).not.toContain("touch-pinch-zoom");
  });
  test("what is being placed is drawn last, where it is placed, and others stay", () => {
    const issues = [bubble(1), bubble(2, { effort: 41 }), bubble(3, { impact: 60, reporterCount: 30 })];
    const [before, after] = [
      drawPlot(issues),
      drawPlot(issues, { bubble: issues[0]!, impact: 80, effort: 40, by: "keys" }),
    ];
    const at = (markup: string, id: string) =>
      new RegExp(`data-issue-id="${id}" transform="([^"]+)"`).exec(markup)![1];
    expect(bubblesIn(after).at(-1)).toBe("iss_1");
    expect(at(after, "iss_1")).not.toBe(at(before, "iss_1"));
    expect(at(after, "iss_3")).toBe(at(before, "iss_3"));
  });
});

describe("the bar", () => {
  const draw = (placement: Placement) =>
    renderToStaticMarkup(
      <PlacementBar
        placement={placement}
        reasons={NO_REASONS}
        isAtBottom
        isBesidePanel={false}
        onChange={ignore}
        onReasons={ignore}
        onKeep={ignore}
        onPutBack={ignore}
      />,
    );
  test.each([
    ["impact alone", 60, 40, ["impact"]],
    ["effort alone", 30, 15, ["effort"]],
    ["both", 60, 15, ["impact", "effort"]],
    ["nothing yet", 30, 40, []],
  ] as const)("asks why for %s", (_, impact, effort, axes) => {
    const markup = draw({ bubble: bubble(1), impact, effort, by: "fields" });
    expect([...markup.matchAll(/aria-label="Why this (\w+)"/g)].map(([, axis]) => axis)).toEqual(axes);
    expect(markup).toContain('aria-label="Impact"');
    expect(markup).toContain('aria-label="Effort"');
  });
  test("requires a reason below the line of an open critical, and says so", () => {
    const critical = bubble(1, { severity: "critical", impact: 60 });
    const below = draw({ bubble: critical, impact: 40, effort: 40, by: "fields" });
    expect(below).toMatch(/<input[^>]*aria-required="true"[^>]*/);
    expect(below).toContain("Setting it below needs a reason.");
    expect(draw({ bubble: critical, impact: 50, effort: 40, by: "fields" })).not.toContain("needs a reason");
  });
});

test("on a narrow screen issues come by quadrant, the most severe first, with both figures", () => {
  const issues = [
    bubble(1, { impact: 20 }),
    bubble(2, { impact: 70 }),
    bubble(3, { impact: 55, severity: "critical" }),
    bubble(4, { impact: 90, effort: 90 }),
    bubble(5, { impact: 60 }),
  ];
  const rows = inListOrder(issues);
  expect(rows.map(({ number }) => number)).toEqual([3, 2, 5, 4, 1]);
  const markup = renderToStaticMarkup(
    <MatrixList
      rows={rows}
      counts={matrixOf([]).quadrants}
      zoom={null}
      activeId={null}
      hasMore={false}
      onOpen={ignore}
    />,
  );
  const text = markup.replaceAll(/<[^<>]+>/g, " ").replaceAll(/\s+/g, " ");
  expect(text).toMatch(
    /Quick win 0 .*#3 .*Impact 55 Effort M 40 .*#2 .*#5 .*Big bet 0 .*#4 .*Effort XL 90 .*Fill-in 0 .*#1 .*Later/,
  );
});
