import { describe, expect, test } from "vitest";
import { TrafficRuleInput, type RuleSubject } from "./traffic";

const METHOD = "A method is one word, such as OPTIONS.";
const AGENT = "At least three characters: shorter words are part of almost every user agent.";
const PATH = "A path begins with / or with **/, or is an ending such as *.js.";
const ALL = "Spell at least one segment out: this would match everything.";

/** What is wrong with a pattern, and where; undefined when it can be used. */
const problemWith = (matches: RuleSubject, pattern: string) =>
  TrafficRuleInput.safeParse({ matches, pattern, trafficClass: "probe" }).error?.issues.map(
    ({ path, message }) => [path.join("."), message],
  );

describe("a pattern of a launch's own", () => {
  test.each<[RuleSubject, string]>([
    ["method", "PURGE"],
    ["method", "a"],
    ["method", "A".repeat(10)],
    ["agent", "abc"],
    ["agent", "a*b*c"],
    ["agent", "uptime probe"],
    ["path", "/v1"],
    ["path", "/*/health"],
    ["path", "**/beat"],
    ["path", "GET /v1/*"],
    ["path", "*.js"],
    ["path", "/.well-known/*"],
  ])("of a %s: %s can be used", (matches, pattern) => expect(problemWith(matches, pattern)).toBeUndefined());

  test.each<[RuleSubject, string, string]>([
    ["method", "A B", METHOD],
    ["method", "A".repeat(11), METHOD],
    ["method", "1A", METHOD],
    ["method", "A1", METHOD],
    ["agent", "ab", AGENT],
    ["agent", "a**b", AGENT],
    ["agent", "***", AGENT],
    ["agent", "* ab *", AGENT],
    ["path", "beat", PATH],
    ["path", "/a b", PATH],
    ["path", "FETCH /a", PATH],
    ["path", "*.js/x", PATH],
    ["path", "/", ALL],
    ["path", "/*/*", ALL],
    ["path", "**/*", ALL],
    ["path", "/**", ALL],
    ["path", "GET /*", ALL],
  ])("of a %s: %s is refused: %s", (matches, pattern, message) =>
    expect(problemWith(matches, pattern)).toEqual([["pattern", message]]),
  );

  test("says what it is to match", () =>
    expect(problemWith("method", "  ")).toContainEqual(["pattern", "Write what it is to match."]));
});
