import { describe, expect, test } from "vitest";
import { CreateLaunch, PlanPhase } from "./launches";

const LIVE = new Date("2026-12-01T09:00:00Z");
const after = (ms: number) => new Date(LIVE.getTime() + ms);
const launch = {
  name: "Pay 2.0",
  liveAt: LIVE,
  sizing: { complexity: 1, criticality: 2, userBase: 3, riskTolerance: 1, deploymentStyle: 2 },
};
const component = (slug: string) => ({ slug, name: slug });

/** Why a launch is refused, and where; an empty list when it is taken. */
const problems = (over: object) =>
  (CreateLaunch.safeParse({ ...launch, ...over }).error?.issues ?? []).map(({ path, message }) => [
    path.join("."),
    message,
  ]);

describe("a new launch", () => {
  test("needs a name, its moment and the answers behind its length", () =>
    expect(CreateLaunch.parse(launch)).toEqual({
      ...launch,
      scope: "",
      timeZone: "UTC",
      components: [],
      members: [],
    }));

  test.each([
    ["an end after it", { endsAt: after(1) }],
    ["components with short names of their own", { components: [component("pay"), component("cart")] }],
    ["a short name", { slug: "pay-2" }],
    ["a time zone", { timeZone: "America/Argentina/Ushuaia" }],
  ])("with %s is taken", (_, over) => expect(problems(over)).toEqual([]));

  test.each([
    ["an end at its beginning", { endsAt: LIVE }, "endsAt", "The end is before the launch."],
    ["an end before it", { endsAt: after(-1) }, "endsAt", "The end is before the launch."],
    [
      "two components of one short name",
      { components: [component("pay"), component("cart"), component("pay")] },
      "components",
      "Two components have the same short name.",
    ],
    ["the address of the page for new ones", { slug: "new" }, "slug", "This word is taken by the product."],
    [
      "a time zone that is none",
      { timeZone: "Mars/Olympus" },
      "timeZone",
      "That is not a time zone such as Europe/Berlin.",
    ],
  ])("with %s is refused", (_, over, path, message) => expect(problems(over)).toEqual([[path, message]]));
});

describe("a planned phase", () => {
  const parse = (endsAt: Date | null) =>
    PlanPhase.safeParse({ launchId: "lau_1", phase: "live", startsAt: LIVE, endsAt });

  test.each([
    ["is open", null],
    ["is as long as a moment", LIVE],
    ["ends after its beginning", after(1)],
  ])("%s", (_, endsAt) => expect(parse(endsAt).success).toBe(true));

  test("does not end before its beginning", () =>
    expect(parse(after(-1)).error?.issues[0]).toMatchObject({
      path: ["endsAt"],
      message: "The end is before the beginning.",
    }));
});
