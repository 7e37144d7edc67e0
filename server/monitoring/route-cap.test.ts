import { describe, expect, test } from "vitest";
import { patternOf, readPatterns, segmentsOf } from "@/server/launches/route-patterns";
import { HELD_MAX, RESOURCES_MAX, VALUES_MAX } from "@/server/launches/route-positions";
import { routeTemplate } from "@/server/launches/route-template";
import {
  admitRoutes,
  noRoutes,
  OTHER_ROUTE,
  ROUTES_MAX,
  ROUTES_MAX_NAMED,
  ROUTES_MAX_NOT_FOUND,
  ROUTES_MAX_PATTERN,
  type RouteKnowledge,
} from "./route-cap";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 30, 9);

type Given = { path: string; status?: number; name?: string; isUse?: boolean };
/** Requests as they come out of a batch, with the components of a launch. */
function admit(
  knowledge: RouteKnowledge,
  given: readonly Given[],
  { components = {}, nowMs = START_MS }: { components?: Record<string, string[]>; nowMs?: number } = {},
): string[] {
  const patterns = readPatterns(
    Object.entries(components).map(([id, routePatterns]) => ({ id, routePatterns })),
  );
  const rows = given.map(({ path, status = 200, name }) => ({
    path,
    status,
    route: name ?? routeTemplate(path),
    isRouteNamed: name !== undefined,
  }));
  const judged = given.map(({ path, isUse = true }) => ({
    owner: patternOf(patterns, segmentsOf(path)),
    isUse,
  }));
  admitRoutes(knowledge, rows, judged, patterns, nowMs);
  return rows.map((row) => row.route);
}
const many = (n: number, of: (index: number) => Given | Given[]): Given[] =>
  Array.from({ length: n }, (_, index) => of(index)).flat();
/** Words that look like no id, each another. */
const word = (index: number): string =>
  [index % 26, Math.floor(index / 26) % 26, Math.floor(index / 676) % 26]
    .map((letter) => String.fromCharCode(97 + letter))
    .join("") + "shop";
const countOf = (routes: readonly string[], route: string): number =>
  routes.filter((r) => r === route).length;

describe("the cap on routes", () => {
  test("paths that were not found leave room for real ones", () => {
    const known = noRoutes();
    const scanned = admit(
      known,
      many(1_000, (index) => ({ path: `/wp-${word(index)}`, status: 404 })),
    );
    expect(new Set(scanned).size).toBe(ROUTES_MAX_NOT_FOUND + 1);
    const real = admit(
      known,
      many(40, (index) => ({ path: `/real/${word(index)}` })),
    );
    expect(new Set(real).size).toBe(40);
    expect(real).not.toContain(OTHER_ROUTE);
  });

  test("it never holds more than its room, and gives the rest one name", () => {
    const known = noRoutes();
    const routes = admit(
      known,
      many(40, (first) => many(40, (second) => ({ path: `/${word(first)}/${word(second)}` }))),
    );
    expect(new Set(routes).size).toBe(ROUTES_MAX + 1);
    expect(routes).toContain(OTHER_ROUTE);
    expect(known.pools.get("")?.size).toBe(ROUTES_MAX);
  });

  test("a route that is asked for takes the place of one that was seen once", () => {
    const known = noRoutes();
    admit(
      known,
      many(40, (first) => many(40, (second) => ({ path: `/${word(first)}/${word(second)}` }))),
    );
    const late = admit(
      known,
      many(60, (index) => ({ path: "/refunds/open", status: index % 2 ? 502 : 200 })),
    );
    expect(countOf(late, "/refunds/open")).toBe(60);
    expect(known.pools.get("")?.size).toBe(ROUTES_MAX);
  });

  test("seen once, it takes nobody's place", () => {
    const known = noRoutes();
    admit(
      known,
      many(40, (first) => many(40, (second) => ({ path: `/${word(first)}/${word(second)}` }))),
    );
    expect(admit(known, [{ path: "/refunds/open" }])).toEqual([OTHER_ROUTE]);
  });

  test("what is asked for stays, however many come; what is idle makes room", () => {
    const known = noRoutes();
    const real = many(30, (index) => many(50, () => ({ path: `/real/${word(index)}` })));
    admit(known, real);
    const flood = (nowMs: number, salt: string) =>
      admit(
        known,
        many(40, (first) =>
          many(40, (second) => many(4, () => ({ path: `/${salt}${word(first)}/${word(second)}` }))),
        ),
        { nowMs },
      );
    flood(START_MS + 60_000, "x");
    expect(new Set(admit(known, real, { nowMs: START_MS + 120_000 }))).toEqual(
      new Set(real.map(({ path }) => path)),
    );
    const before = new Set(known.pools.get("")!.keys());
    flood(START_MS + 3 * HOUR_MS, "y");
    const after = known.pools.get("")!;
    expect([...before].filter((route) => route.startsWith("/x") && after.has(route))).toEqual([]);
    expect(real.every(({ path }) => after.has(path))).toBe(true);
    flood(START_MS + 20 * HOUR_MS, "z");
    expect(real.some(({ path }) => known.pools.get("")!.has(path))).toBe(false);
  });

  test("within a portion the most asked for come first, whatever stood before them", () => {
    const routes = admit(noRoutes(), [
      ...many(60, (first) => many(30, (second) => ({ path: `/${word(first)}/${word(second)}` }))),
      ...many(20, () => ({ path: "/v1/refunds" })),
    ]);
    expect(countOf(routes, "/v1/refunds")).toBe(20);
  });

  test("what the gateway named keeps its name, up to what a gateway has", () => {
    const named = admit(
      noRoutes(),
      many(ROUTES_MAX_NAMED + 500, (index) => ({
        path: `/p/${index}`,
        name: `/named/${word(index)}${index}`,
        status: 404,
      })),
    );
    expect(new Set(named).size).toBe(ROUTES_MAX_NAMED + 1);
  });
});

describe("a component's routes", () => {
  const components = {
    checkout: ["/v1/checkout/*"],
    shop: ["/shops/acme/*"],
    dated: ["/admin/2026-01/orders"],
  };

  test.each([
    [700, 1],
    [5_000, 3],
    [20_000, 1],
  ])("are admitted after %i strangers, %i times each", (n, times) => {
    const known = noRoutes();
    admit(
      known,
      many(n, (index) => many(times, () => ({ path: `/${word(index)}${index}/x` }))),
      { components },
    );
    const routes = admit(
      known,
      many(60, () => ({ path: "/v1/checkout/pay" })),
      { components },
    );
    expect(countOf(routes, "/v1/checkout/pay")).toBe(60);
  });

  test("have room of their own that others cannot take, and overflow under their own pattern", () => {
    const known = noRoutes();
    const flooded = admit(
      known,
      many(30, (first) => many(40, (second) => ({ path: `/v1/checkout/${word(first)}/${word(second)}` }))),
      { components },
    );
    expect(new Set(flooded).size).toBe(ROUTES_MAX_PATTERN + 1);
    expect(flooded).toContain("/v1/checkout/{other}");
    expect(flooded.every((route) => route.startsWith("/v1/checkout/"))).toBe(true);
    expect(known.pools.get("")).toBeUndefined();
  });

  test("keep the segments that the pattern spells out, though they look like ids", () => {
    expect(admit(noRoutes(), [{ path: "/admin/2026-01/orders" }], { components })).toEqual([
      "/admin/2026-01/orders",
    ]);
    const known = noRoutes();
    const shops = admit(
      known,
      many(200, (index) => ({ path: `/shops/${index === 77 ? "acme" : word(index)}/cart` })),
      { components },
    );
    expect(shops[77]).toBe("/shops/acme/cart");
    expect(countOf(shops, "/shops/{id}/cart")).toBe(199);
  });

  test("are found by the path where the gateway's name hides them, and keep a name that tells them", () => {
    expect(
      admit(
        noRoutes(),
        [
          { path: "/v1/checkout/pay/77", name: "catch-all" },
          { path: "/v1/checkout/pay/77", name: "/v1/checkout/pay/{payment}" },
          { path: "/v1/search", name: "catch-all" },
        ],
        { components },
      ),
    ).toEqual(["/v1/checkout/pay/{id}", "/v1/checkout/pay/{payment}", "catch-all"]);
  });
});

describe("a position that keeps bringing new values", () => {
  test.each(["/shops/:/cart", "/@:/posts", "/api/v1/wiki/:", "/tenants/:/users/me/settings"])(
    "%s",
    (path) => {
      const routes = admit(
        noRoutes(),
        many(400, (index) => ({ path: path.replace(":", word(index)) })),
      );
      expect(new Set(routes).size).toBe(1);
      expect(routes[0]).toBe(path.includes("@") ? "/{id}/posts" : path.replace(":", "{id}"));
    },
  );

  test("becomes {id} at the same number, in whatever order they come", () => {
    const values = many(VALUES_MAX + 1, (index) => ({ path: `/shops/${word(index)}/cart` }));
    expect(new Set(admit(noRoutes(), values.slice(1))).size).toBe(VALUES_MAX);
    expect(new Set(admit(noRoutes(), values))).toEqual(new Set(["/shops/{id}/cart"]));
    expect(new Set(admit(noRoutes(), [...values].reverse()))).toEqual(new Set(["/shops/{id}/cart"]));
  });

  test("over many batches too", () => {
    const known = noRoutes();
    for (let batch = 0; batch < 20; batch++)
      admit(
        known,
        many(10, (index) => ({ path: `/shops/${word(batch * 10 + index)}/cart` })),
      );
    expect(admit(known, [{ path: "/shops/brand-new/cart" }, { path: `/shops/${word(3)}/cart` }])).toEqual([
      "/shops/{id}/cart",
      "/shops/{id}/cart",
    ]);
  });

  test("does not take names along that are asked for, or that were there before", () => {
    const known = noRoutes();
    const real = many(20, (index) => many(15, () => ({ path: `/${word(index)}/list` })));
    admit(known, real);
    const scan = (salt: string) => many(2_000, (index) => ({ path: `/${salt}${word(index)}` }));
    admit(known, scan("x"), { nowMs: START_MS + 60_000 });
    expect(new Set(admit(known, real, { nowMs: START_MS + 61_000 }))).toEqual(
      new Set(real.map(({ path }) => path)),
    );
    const quiet = noRoutes();
    admit(quiet, [{ path: "/login" }]);
    admit(quiet, scan("y"), { nowMs: START_MS + 2 * HOUR_MS });
    expect(admit(quiet, [{ path: "/login" }], { nowMs: START_MS + 2 * HOUR_MS + 1 })).toEqual(["/login"]);
  });

  test("leaves a product's many resources apart", () => {
    const routes = admit(
      noRoutes(),
      many(RESOURCES_MAX, (index) => ({ path: `/api/v2/${word(index)}` })),
    );
    expect(new Set(routes).size).toBe(RESOURCES_MAX);
  });

  test("learns nothing from what is not there, or is no real use", () => {
    const known = noRoutes();
    admit(
      known,
      many(300, (index) => [
        { path: `/shops/${word(index)}`, status: 404 },
        { path: `/bots/${word(index)}`, isUse: false },
      ]),
    );
    expect(known.positions.held).toBe(0);
  });

  test("holds no more than it may, under whatever shapes, in linear time", () => {
    const known = noRoutes();
    const seconds: number[] = [];
    for (let batch = 0; batch < 12; batch++) {
      const from = performance.now();
      admit(
        known,
        many(2_500, (index) => ({
          path: `/${word((batch * 7 + index) % 49)}/${word(index % 47)}/${word(index % 43)}/${word(batch * 2_500 + index)}`,
        })),
        { nowMs: START_MS + batch * 60_000 },
      );
      seconds.push(performance.now() - from);
      expect(known.positions.held).toBeLessThanOrEqual(HELD_MAX);
      const held = [...known.positions.places.values()].reduce((sum, { values }) => sum + values.size, 0);
      expect(known.positions.held).toBe(held);
    }
    expect(seconds.at(-1)!).toBeLessThan(20 * Math.max(10, seconds[0]!));
  });
});
