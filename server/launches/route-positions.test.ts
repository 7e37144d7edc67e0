import { describe, expect, test } from "vitest";
import {
  learnedRoute,
  noPositions,
  notePositions,
  RESOURCES_MAX,
  VALUES_MAX,
  type Fixed,
  type Positions,
} from "./route-positions";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 30, 9);

/** Notes one request each, or `n`, for `/prefix/name1`, `/prefix/name2`, … */
function noteMany(
  positions: Positions,
  prefix: string,
  count: number,
  { n = 1, nowMs = START_MS, fixed = [] as Fixed, below = "", salt = "name" } = {},
): void {
  for (let index = 1; index <= count; index++)
    notePositions(positions, `${prefix}/${salt}${index}${below}`, fixed, n, nowMs);
}
const heldIn = (positions: Positions): number =>
  [...positions.places.values()].reduce((sum, { values }) => sum + values.size, 0);

describe("a position", () => {
  test("opens with one value more than it has room for, and then for values that never came too", () => {
    const positions = noPositions();
    noteMany(positions, "/shops", VALUES_MAX);
    expect(learnedRoute(positions, "/shops/name7/cart", [])).toBe("/shops/name7/cart");
    noteMany(positions, "/shops", 1, { salt: "one-more" });
    for (const shop of ["name7", "one-more1", "never-seen"])
      expect(learnedRoute(positions, `/shops/${shop}/cart`, [])).toBe("/shops/{id}/cart");
    expect(learnedRoute(positions, "/shops", [])).toBe("/shops");
  });

  test.each([
    ["", RESOURCES_MAX],
    ["/api", RESOURCES_MAX],
    ["/API/v2", RESOURCES_MAX],
    ["/rest/v1.2", RESOURCES_MAX],
    ["/apis", VALUES_MAX],
    ["/shop/api", VALUES_MAX],
  ])("below %j has room for %d values", (prefix, room) => {
    const positions = noPositions();
    noteMany(positions, prefix, room);
    expect(learnedRoute(positions, `${prefix}/name1`, [])).toBe(`${prefix}/name1`);
    noteMany(positions, prefix, 1, { salt: "one-more" });
    expect(learnedRoute(positions, `${prefix}/name1`, [])).toBe(`${prefix}/{id}`);
  });

  test("that a component's pattern spells out is neither learned nor changed", () => {
    const positions = noPositions();
    noteMany(positions, "/shops", 300, { fixed: [true, true] });
    expect(positions.held).toBe(0);
    noteMany(positions, "/shops", 300);
    expect(learnedRoute(positions, "/shops/acme/cart", [true, true])).toBe("/shops/acme/cart");
    expect(learnedRoute(positions, "/shops/acme/cart", [true])).toBe("/shops/{id}/cart");
  });

  test("that is a template already, or the rest of a long path, is passed over", () => {
    const positions = noPositions();
    notePositions(positions, "/{id}/{id}.pdf/…/x", [], 1, START_MS);
    expect([...positions.places.keys()]).toEqual(["/{id}/{id}.pdf/…"]);
    expect(positions.held).toBe(1);
    expect(learnedRoute(positions, "/{id}/{id}.pdf/…/y", [])).toBe("/{id}/{id}.pdf/…/y");
  });

  test("is counted below the route that leads there", () => {
    const positions = noPositions();
    noteMany(positions, "/shops", VALUES_MAX + 1);
    noteMany(positions, "/shops", VALUES_MAX + 1, { below: "/cart" });
    expect([...positions.places.keys()]).toEqual(["", "/shops", "/shops/{id}"]);
    expect(positions.places.get("/shops/{id}")).toMatchObject({ sum: VALUES_MAX + 1 });
    expect(positions.held).toBe(1 + VALUES_MAX + 1 + 1);
  });

  test.each(["/", "", "catch-all"])("the route %j has none", (route) => {
    const positions = noPositions();
    notePositions(positions, route, [], 1, START_MS);
    expect(positions.held).toBe(0);
    noteMany(positions, "", 300);
    expect(learnedRoute(positions, route, [])).toBe(route);
  });
});

describe("a name in an open position", () => {
  /** 50 others with so many requests each, and one with its own. */
  const withName = (n: number, others: number): string => {
    const positions = noPositions();
    noteMany(positions, "/shops", VALUES_MAX, { n: others });
    notePositions(positions, "/shops/acme", [], n, START_MS);
    return learnedRoute(positions, "/shops/acme", []);
  };

  test.each([
    [10, 1, "/shops/acme"],
    [9, 1, "/shops/{id}"],
    [98, 98, "/shops/{id}"],
    [100, 98, "/shops/acme"],
    [99, 98, "/shops/{id}"],
  ])("has ten requests and a fiftieth of all: %d beside fifty times %d is %s", (n, others, route) =>
    expect(withName(n, others)).toBe(route),
  );

  test.each([
    [HOUR_MS, "/shops/acme"],
    [HOUR_MS - 1, "/shops/{id}"],
  ])("was there an hour before the many came: %d ms", (earlierMs, route) => {
    const positions = noPositions();
    notePositions(positions, "/shops/acme", [], 1, START_MS - earlierMs);
    noteMany(positions, "/shops", VALUES_MAX, { nowMs: START_MS });
    expect(learnedRoute(positions, "/shops/acme", [])).toBe(route);
    expect(learnedRoute(positions, "/shops/name1", [])).toBe("/shops/{id}");
  });

  test("can still prove itself when it comes late: the weakest makes room, of equals the first", () => {
    const positions = noPositions();
    noteMany(positions, "/shops", 2 * VALUES_MAX, { n: 2 });
    noteMany(positions, "/shops", 1, { n: 1, salt: "weak" });
    const names = () => [...positions.places.get("/shops")!.values.keys()];
    expect(names()).toHaveLength(2 * VALUES_MAX);
    expect(names()).not.toContain("name1");
    expect(names()).toContain("weak1");
    noteMany(positions, "/shops", 1, { n: 50, salt: "late" });
    expect(names()).toHaveLength(2 * VALUES_MAX);
    expect(names()).not.toContain("weak1");
    expect(learnedRoute(positions, "/shops/late1", [])).toBe("/shops/late1");
    expect(positions.places.get("/shops")!.sum).toBe(2 * (2 * VALUES_MAX - 1) + 50);
    expect(positions.held).toBe(heldIn(positions));
  });
});

test("what lay below values that are no names is forgotten when their position opens, and nothing else", () => {
  const positions = noPositions();
  notePositions(positions, "/shops/acme/cart", [], 1, START_MS - HOUR_MS);
  notePositions(positions, "/shopsmore/name1/cart", [], 1, START_MS);
  noteMany(positions, "/shops", VALUES_MAX - 1, { below: "/cart/open" });
  expect(positions.places.has("/shops/name1/cart")).toBe(true);
  noteMany(positions, "/shops", 1, { salt: "one-more" });
  expect([...positions.places.keys()].sort()).toEqual([
    "",
    "/shops",
    "/shops/acme",
    "/shopsmore",
    "/shopsmore/name1",
  ]);
  expect(positions.held).toBe(heldIn(positions));
});
