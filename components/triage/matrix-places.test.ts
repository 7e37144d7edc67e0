import { watchUpdates } from "@/bench/matrix-updates";
import { describe, expect, test } from "vitest";
import { arrange, CELL_MAX, CLUSTER_OPENS_AT, type Arrangement } from "./matrix-places";
import { radiusOf, toPixels, WHOLE, windowOf, type MatrixPoint } from "./prepare-matrix";

const box = { left: 40, top: 10, width: 900, height: 560 };
const point = (id: string, figures: Partial<MatrixPoint> = {}): MatrixPoint => ({
  id,
  impact: 70,
  effort: 20,
  reporterCount: 1,
  severity: "minor",
  ...figures,
});
const several = (count: number, figures: Partial<MatrixPoint> = {}, name = "iss") =>
  Array.from({ length: count }, (_, index) => point(`${name}_${index}`, figures));
const placeOf = ({ bubbles }: Arrangement, id: string) => bubbles.find((bubble) => bubble.id === id);
const ids = ({ bubbles }: Arrangement) => bubbles.map(({ id }) => id).sort();

describe("who shares a place", () => {
  test("one alone lies exactly where its figures say", () => {
    const { x, y } = toPixels(WHOLE, box, point("a"));
    const place = placeOf(arrange([point("a")], WHOLE, box), "a")!;
    expect(place.x).toBeCloseTo(x, 1);
    expect(place.y).toBeCloseTo(y, 1);
  });
  test.each([1, 20])(
    "seven at one place, of %d people each, are seven bubbles that are all seen",
    (reporterCount) => {
      const { bubbles, clusters } = arrange(several(CELL_MAX, { reporterCount }), WHOLE, box);
      expect(clusters).toEqual([]);
      expect(bubbles).toHaveLength(CELL_MAX);
      for (const a of bubbles)
        for (const b of bubbles)
          if (a.id < b.id) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius - 1);
    },
  );
  test("one more, and they are one bubble with a count, the most severe first", () => {
    const crowd = [
      ...several(6, {}, "minor"),
      point("late", { severity: "critical", impact: 71 }),
      point("worse", { severity: "critical", impact: 72 }),
      point("major", { severity: "major" }),
    ];
    const { bubbles, clusters } = arrange(crowd, WHOLE, box);
    expect(bubbles).toEqual([]);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]!.severity).toBe("critical");
    expect(clusters[0]!.ids.slice(0, 4)).toEqual(["worse", "late", "major", "minor_0"]);
  });
  test("a cluster parts only when few are left, and those that stay apart stay where they are", () => {
    let drawn = arrange(several(CELL_MAX + 1), WHOLE, box);
    for (let left = CELL_MAX; left > CLUSTER_OPENS_AT; left -= 1) {
      drawn = arrange(several(left), WHOLE, box, drawn);
      expect(drawn.clusters[0]?.ids).toHaveLength(left);
    }
    drawn = arrange(several(CLUSTER_OPENS_AT), WHOLE, box, drawn);
    expect(drawn.clusters).toEqual([]);
    const again = arrange(several(CELL_MAX), WHOLE, box, drawn);
    for (const bubble of drawn.bubbles) expect(placeOf(again, bubble.id)).toEqual(bubble);
  });
  test("neither the order of the list nor what lies elsewhere decides a place", () => {
    const here = several(5, { effort: 21 });
    const alone = arrange(here, WHOLE, box);
    const crowded = [
      ...several(40, { impact: 10 }, "far"),
      ...here.toReversed(),
      ...several(3, { effort: 90 }, "other"),
    ];
    const among = arrange(crowded, WHOLE, box);
    expect(alone.bubbles).toHaveLength(5);
    for (const bubble of alone.bubbles) expect(placeOf(among, bubble.id)).toEqual(bubble);
  });
});

describe("who comes and goes", () => {
  test("who was there stays, whoever comes, and whoever sorts before", () => {
    const first = arrange(several(4), WHOLE, box);
    const next = arrange(
      [point("aaa", { reporterCount: 30 }), ...several(4).toReversed()],
      WHOLE,
      box,
      first,
    );
    expect(first.bubbles).toHaveLength(4);
    for (const bubble of first.bubbles) expect(placeOf(next, bubble.id)).toEqual(bubble);
    expect(ids(next)).toContain("aaa");
  });
  test("more people make a bubble larger where it is", () => {
    const first = arrange(several(3), WHOLE, box);
    const next = arrange([...several(2), point("iss_2", { reporterCount: 40 })], WHOLE, box, first);
    const { x, y } = placeOf(first, "iss_2")!;
    expect(placeOf(next, "iss_2")).toMatchObject({ x, y, radius: radiusOf(40) });
  });
  test("what somebody places lies exactly there, and still does when it is kept", () => {
    const others = several(4);
    const first = arrange([...others, point("moved", { impact: 20 })], WHOLE, box);
    const wanted = [...others, point("moved")];
    const lifted = arrange(wanted, WHOLE, box, first, "moved");
    const { x, y } = toPixels(WHOLE, box, point("moved"));
    expect(placeOf(lifted, "moved")!.x).toBeCloseTo(x, 1);
    expect(placeOf(lifted, "moved")!.y).toBeCloseTo(y, 1);
    const kept = arrange(wanted, WHOLE, box, lifted);
    expect(placeOf(kept, "moved")).toEqual(placeOf(lifted, "moved"));
    for (const bubble of first.bubbles)
      if (bubble.id !== "moved") expect(placeOf(kept, bubble.id)).toEqual(bubble);
  });
  test("what is placed onto a cluster is seen by itself until it is kept", () => {
    const crowd = [...several(9), point("moved", { impact: 20 })];
    const first = arrange(crowd, WHOLE, box);
    const wanted = [...several(9), point("moved")];
    const lifted = arrange(wanted, WHOLE, box, first, "moved");
    expect(ids(lifted)).toEqual(["moved"]);
    expect(lifted.clusters[0]!.ids).toHaveLength(9);
    expect(arrange(wanted, WHOLE, box, lifted).clusters[0]!.ids).toHaveLength(10);
  });
  test.each([
    [1, { left: 44, top: 10, width: 728, height: 560 }, WHOLE],
    [2, { left: 44, top: 10, width: 1_300, height: 800 }, WHOLE],
    [3, { left: 44, top: 10, width: 500, height: 300 }, WHOLE],
    [4, { left: 44, top: 10, width: 728, height: 560 }, windowOf("fill_in")],
  ])("crowd %d: updates move nothing that they are not about", (seed, area, window) => {
    const seen = watchUpdates({ seed, issues: 400, updates: 40, box: area, window });
    expect(seen.watched).toBeGreaterThan(500);
    expect(seen).toMatchObject({ movedPx: 0, clusterMovedPx: 0, changedForNothing: 0 });
    expect(seen.displacement).toBeLessThanOrEqual(1);
  });
});

test("no bubble lies across the line that names its quadrant, also when seven share a place on it", () => {
  const points = [49, 50].flatMap((impact) =>
    [3, 49, 50, 97].flatMap((effort) => several(CELL_MAX, { impact, effort }, `${impact}-${effort}`)),
  );
  const byId = new Map(points.map((point) => [point.id, point]));
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  for (const { id, x, y, radius } of arrange(points, WHOLE, box).bubbles) {
    const { impact, effort } = byId.get(id)!;
    expect((y - middle.y) * (impact >= 50 ? -1 : 1)).toBeGreaterThanOrEqual(radius - 0.6);
    expect((x - middle.x) * (effort >= 50 ? 1 : -1)).toBeGreaterThanOrEqual(radius - 0.6);
  }
});
