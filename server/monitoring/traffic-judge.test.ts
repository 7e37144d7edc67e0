import { describe, expect, test } from "vitest";
import { TrafficJudge, type Classified, type TrafficRule } from "./traffic-class";

const rule = (over: Partial<TrafficRule>): TrafficRule => ({
  id: "own",
  matches: "path",
  patterns: [],
  trafficClass: "probe",
  isBuiltIn: false,
  ...over,
});
type Given = { method?: string; agent?: string | null; consumer?: string | null };
/** What a request is where the list has these entries and one component these patterns. */
function judge(
  rules: readonly TrafficRule[],
  path: string,
  { method = "GET", agent = null, consumer = null }: Given = {},
  routePatterns: readonly string[] = [],
): Classified {
  return new TrafficJudge({ components: [{ id: "cmp_1", routePatterns }], rules }).classify({
    method,
    path,
    userAgent: agent,
    consumer,
  });
}
const idOf = (...given: Parameters<typeof judge>): string | null => judge(...given).ruleId;

test("a request is told with its entry and the component's pattern, or that there is none", () => {
  expect(judge([], "/x", { agent: "curl/8" })).toEqual({ trafficClass: "use", ruleId: null, owner: null });
  expect(judge([rule({ patterns: ["/x"] })], "/x", {}, ["/*"])).toEqual({
    trafficClass: "probe",
    ruleId: "own",
    owner: expect.objectContaining({ componentId: "cmp_1", written: "/*" }) as unknown,
  });
});

describe("who decides first", () => {
  const method = rule({ id: "method", matches: "method", patterns: ["Purge", "LINK"] });
  const agent = rule({ id: "agent", matches: "agent", patterns: ["acme-check"] });
  const path = rule({ id: "path", patterns: ["/x"] });

  test.each<[Given, string, string | null]>([
    [{ method: "PURGE", agent: "acme-check" }, "/x", "method"],
    [{ method: "LINK" }, "/y", "method"],
    [{ agent: "acme-check" }, "/x", "agent"],
    [{ agent: "other" }, "/x", "path"],
    [{ agent: "acme-check" }, "/y", "agent"],
    [{}, "/x", "path"],
    [{ method: "purge" }, "/y", null],
  ])("%j for %s: %s", (given, to, id) => expect(idOf([path, agent, method], to, given)).toBe(id));

  test("of two entries alike the first, whatever they are about", () => {
    const alike = (over: Partial<TrafficRule>) => [
      rule({ ...over, id: "first" }),
      rule({ ...over, id: "second", trafficClass: "bot" }),
    ];
    expect(idOf(alike({ matches: "method", patterns: ["LINK"] }), "/x", { method: "LINK" })).toBe("first");
    expect(idOf(alike({ matches: "agent", patterns: ["acme"] }), "/x", { agent: "acme/1" })).toBe("first");
    expect(idOf(alike({ patterns: ["/x"] }), "/x")).toBe("first");
    expect(idOf(alike({ patterns: ["*.zip"] }), "/x.zip")).toBe("first");
  });

  test("a bot that the gateway knows is judged by its path, as is everybody without an agent's entry", () => {
    const bot = { ...agent, trafficClass: "bot" as const };
    expect(idOf([bot, path], "/x", { agent: "acme-check", consumer: "acme" })).toBe("path");
    expect(idOf([bot, path], "/y", { agent: "acme-check", consumer: "acme" })).toBeNull();
    expect(idOf([bot, path], "/x", { agent: "acme-check" })).toBe("agent");
    expect(idOf([agent, path], "/x", { agent: "acme-check", consumer: "acme" })).toBe("agent");
  });

  test("an agent is judged the same each time it comes", () => {
    const judging = new TrafficJudge({ components: [], rules: [agent] });
    const ids = ["acme-check/1", "other", "acme-check/1", "other"].map(
      (userAgent) => judging.classify({ method: "GET", path: "/", userAgent, consumer: null }).ruleId,
    );
    expect(ids).toEqual(["agent", null, "agent", null]);
  });
});

describe("words of a user agent", () => {
  test.each<[string, string, boolean]>([
    ["acme", "Mozilla/5.0 (Acme 2)", true],
    ["acme", "macme", false],
    ["acme", "7acme", true],
    ["*bot/", "orderbot/2", true],
    ["acme; *bot", "x (acme; the order-bot/2)", true],
    ["acme; *bot", "x (acme; one; orderbot/2)", false],
    ["acme; *bot", `acme; ${"x".repeat(60)}bot`, true],
    ["acme; *bot", `acme; ${"x".repeat(61)}bot`, false],
    ["*bot/*(+http", "orderbot/2.1 (+https://a.example)", true],
    ["*bot/*+http", "orderbot/2.1 +https://a.example", true],
    ["a+b[c]{d}|e^f$g?h\\i/j(k)", "A+B[C]{D}|E^F$G?H\\I/J(K)", true],
    ["a|b", "b", false],
    ["a.b", "axb", false],
  ])("%s are in %s: %s", (pattern, agent, isIn) =>
    expect(idOf([rule({ matches: "agent", patterns: [pattern] })], "/", { agent })).toBe(isIn ? "own" : null),
  );

  test("any of an entry's, and none of another's", () => {
    const rules = [
      rule({ id: "one", matches: "agent", patterns: ["acme", "probe/"] }),
      rule({ id: "two", matches: "agent", patterns: ["check"] }),
    ];
    expect(["acme", "probe/1", "check", "x"].map((agent) => idOf(rules, "/", { agent }))).toEqual([
      "one",
      "one",
      "two",
      null,
    ]);
  });
});

describe("a path's entry", () => {
  test.each<[string, string, string, boolean]>([
    ["PUT /x", "PUT", "/x", true],
    ["PUT /x", "GET", "/x", false],
    ["PUT /x y", "PUT", "/x y", true],
    ["/PUT /x", "PUT", "/x", false],
    ["**/a/*", "GET", "/a/1", true],
    ["**/a/*", "GET", "/x/y/a/1/2", true],
    ["**/a/*", "GET", "/a", false],
    ["**/a/*", "GET", "/x/a", false],
    ["**/:any/b/*", "GET", "/x/a/b/1", true],
    ["**/a/b", "GET", "/x/a/b", true],
    ["**/a/b", "GET", "/x/a/b/c", false],
    ["**/a/b", "GET", "/b", false],
    ["/**/b", "GET", "/x/b", true],
    ["*.ZIP", "GET", "/f/x.tar.Zip", true],
    ["*.zip", "GET", "/f/x.zip/y", false],
    ["*.zip", "GET", "/f/zip", false],
    ["*.zip", "GET", "/", false],
    ["/a/*.zip", "GET", "/b/x.zip", false],
    ["*.zip", "GET", "/x.zipx", false],
  ])("%s takes %s %s: %s", (pattern, method, path, isTaken) =>
    expect(idOf([rule({ patterns: [pattern] })], path, { method })).toBe(isTaken ? "own" : null),
  );

  test("is for its methods alone, also where it is an ending; one that is written before the path wins", () => {
    const methods = ["GET", "HEAD"];
    for (const [pattern, path] of [
      ["/x", "/x"],
      ["*.zip", "/x.zip"],
    ] as const) {
      expect(idOf([rule({ patterns: [pattern], methods })], path, { method: "HEAD" })).toBe("own");
      expect(idOf([rule({ patterns: [pattern], methods })], path, { method: "POST" })).toBeNull();
      expect(idOf([rule({ patterns: [`POST ${pattern}`], methods })], path, { method: "POST" })).toBe("own");
    }
  });
});

describe("a component keeps what an entry would take", () => {
  test.each<[string, Partial<TrafficRule>, string, string, boolean]>([
    ["an own entry, as exact", { patterns: ["/a/b/*"] }, "/a/*/c", "/a/b/c", true],
    ["an own entry, more exact", { patterns: ["/a/b/*"] }, "/a/*", "/a/b/c", false],
    [
      "an own entry, by a last segment that is spelled out",
      { patterns: ["/a/b/c"] },
      "/*/*/c",
      "/a/b/c",
      true,
    ],
    ["an own ending, spelling anything out", { patterns: ["*.zip"] }, "/a/*", "/a/x.zip", true],
    ["an own ending, spelling nothing out", { patterns: ["*.zip"] }, "/*", "/a/x.zip", false],
    [
      "a built-in entry, spelling anything out",
      { patterns: ["/a/b/c"], isBuiltIn: true },
      "/a/*",
      "/a/b/c",
      true,
    ],
    [
      "a built-in entry, spelling nothing out",
      { patterns: ["/a/b/c"], isBuiltIn: true },
      "/*",
      "/a/b/c",
      false,
    ],
    [
      "what only machines ask for, its end open",
      { patterns: ["/a/b/c"], isBuiltIn: true, isPlain: true },
      "/a/b/:c",
      "/a/b/c",
      false,
    ],
    [
      "what only machines ask for, its end spelled out",
      { patterns: ["/a/b/c"], isBuiltIn: true, isPlain: true },
      "/*/*/c",
      "/a/b/c",
      true,
    ],
    ["what is use anyway", { patterns: ["/a/b/c"], trafficClass: "use" }, "/a/b/c", "/a/b/c", false],
    ["at the root, which is no segment", { patterns: ["/"], isBuiltIn: true }, "/", "/", false],
  ])("%s", (_, over, pattern, path, isKept) =>
    expect(idOf([rule(over)], path, {}, [pattern])).toBe(isKept ? null : "own"),
  );
});
