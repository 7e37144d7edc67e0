import { describe, expect, test } from "vitest";
import {
  compareVersions,
  deployedAt,
  isSameVersion,
  versionKey,
  type Deployed,
  type Order,
} from "./versions";

const release = (version: string, hour: number, rest: Partial<Deployed> = {}): Deployed => ({
  version,
  startedAt: new Date(Date.UTC(2026, 10, 24, hour)),
  endedAt: new Date(Date.UTC(2026, 10, 24, hour, 20)),
  outcome: "succeeded",
  ...rest,
});

describe("which version is older, by what they say themselves", () => {
  test.each<[string, string, Order]>([
    ["2.0.2", "2.0.3", -1],
    ["2.0.3", "2.0.3", 0],
    ["2.0.4", "2.0.3", 1],
    ["2.0.10", "2.0.9", 1],
    ["2.1", "2.0.9", 1],
    ["2.0", "2.0.0", 0],
    ["2.0", "2.0.3", -1],
    ["v2.0.3", "2.0.3", 0],
    ["V2.0.3 ", "2.0.3", 0],
    ["Version 2.0.3 (build 412)", "2.0.3", 0],
    ["2.0.3+20261019", "2.0.3", 0],
    ["refs/tags/v2.0.3", "2.0.3", 0],
    ["shop-2.0.4", "shop-2.0.3", 1],
    ["shop@2.0.4", "2.0.3", 1],
    // What comes before a release.
    ["2.0.3-rc.1", "2.0.3", -1],
    ["2.0.3-rc.1", "2.0.2", 1],
    ["2.0.3-rc.2", "2.0.3-rc.10", -1],
    ["2.0.3-beta", "2.0.3-rc.1", -1],
    ["2.0.3rc1", "2.0.3", -1],
    ["2.0.3b2", "2.0.3", -1],
    ["2.0.3-SNAPSHOT", "2.0.3", -1],
    // What comes after one.
    ["2.0.3-7-g3f2a91c", "2.0.3", 1],
    ["2.0.3-7-g3f2a91c", "2.0.4", -1],
    ["2.0.3.5", "2.0.3.4", 1],
    ["2.0.3-hotfix1", "2.0.3", 0],
    // Lines of versions.
    ["v2", "2.0.3", null],
    ["v2", "3.0.0", -1],
    ["v3", "2.9.9", 1],
    ["2.0.3", "v2", null],
    ["v2", "2.0.0", 0],
    // By the calendar, and by builds.
    ["2024.10", "2024.9", 1],
    ["2024.09", "2024.10", -1],
    ["2024.10", "2024.10.0", 0],
    ["2026-11-24", "2026-11-23", 1],
    ["2026-11-24", "2026.11.24", 0],
    ["build 20261019", "build 20261020", -1],
    ["20261020", "build 20261019", 1],
    ["#412", "build 411", 1],
    // Written otherwise, and the same.
    ["2.00.3", "2.0.3", 0],
    ["2.0.3-rc.01", "2.0.3-rc.1", 0],
    ["2.0.3-rc", "2.0.3-rc.0", 0],
    ["release 2.0.3", "2.0.3", 0],
    ["2.0.3 [canary channel]", "canary channel 2.0.3", 0],
    // Before and after, in short.
    ["2.0.3a1", "2.0.3b1", -1],
    ["2.0.3a2", "2.0.3a10", -1],
    ["2.0.3-7-g3f2a91c", "2.0.3-8-g9d41e07", -1],
    ["2.0.3-7-g3f2a91c", "2.0.3-7-g9d41e07", 0],
    ["1.0.0.0.1", "1.0.0.0.2", -1],
    ["1.0.0.0.0.1", "1.0.0.0.0.2", -1],
    ["1.0.0.0", "1.0.0", 0],
    ["1.0.0.0.0.0.1", "1.0.0", null],
    // Years, lines and builds by their size and what they are called.
    ["1999.1", "2000.1", -1],
    ["2199.1", "2.0.3", null],
    ["2200.1", "2.0.3", 1],
    ["1899.1", "2.0.3", 1],
    ["999", "2.0.3", 1],
    ["1000", "2.0.3", null],
    ["1000", "1001", -1],
    ["v1234", "1233", 1],
    ["version 3", "2.9", 1],
    ["release 3", "2.9", 1],
    ["r412", "r411", 1],
    ["b412", "2.0.3", null],
    ["1234567", "1234566", 1],
    ["000000412", "411000000", -1],
    ["shop 412", "web 411", null],
    ["v2", "v3", -1],
    ["v2", "2.0", 0],
    ["3 of 4", "2", null],
    // Digits without an order between them.
    ["build 20261019", "2.0.3", null],
    ["2024.10", "2.0.3", null],
    ["iOS 17.2; app 5.1", "5.1", null],
    ["5.1 on Android", "5.2", null],
    ["Chrome 120.0.6099.71", "2.0.3", null],
    ["api 3.1.0", "web 2.0.3", null],
    ["2.0.x", "2.0.3", null],
    ["from 2.0.1 to 2.0.3", "2.0.3", null],
    ["3f2a91c", "2.0.3", null],
    ["3f2a91c", "9d41e07", null],
    ["1e5", "2.0.3", null],
    ["latest", "2.0.3", null],
    ["", "2.0.3", null],
    ["", "", null],
    // A hash is the same as itself.
    ["3f2a91c", "3f2a91c0d4e88a21b6f0c7e2a9d3b1f405c6e7a8", 0],
    ["latest", "LATEST", 0],
    ["99999999999999999999.1", "2.0.3", null],
    ["٢.٠.٣", "2.0.3", null],
  ])("%j against %j → %s", (a, b, expected) => {
    expect(compareVersions(a, b, [])).toBe(expected);
    expect(compareVersions(b, a, [])).toBe(expected === null ? null : expected === 0 ? 0 : -expected);
  });
});

describe("which version is older, by the launch's releases", () => {
  const releases = [
    release("build 20261019", 8),
    release("2.0.3", 10),
    release("9d41e07", 12),
    release("web-blue", 14, { outcome: "failed" }),
    release("2.0.3", 16),
  ];
  test.each<[string, string, Order]>([
    ["build 20261019", "2.0.3", -1],
    ["9d41e07", "2.0.3", 1],
    ["9d41e07aa", "2.0.3", 1],
    ["web-blue", "9d41e07", 1],
    ["3f2a91c", "2.0.3", null],
    ["9d41e07", "2.0.4", null],
    // Numbers speak first: a release that was deployed late is no newer for that.
    ["2.0.2", "2.0.3", -1],
  ])("%j against %j → %s", (a, b, expected) => expect(compareVersions(a, b, releases)).toBe(expected));

  test("releases that began at one moment say nothing", () => {
    expect(
      compareVersions("alpha-team", "beta-team", [release("alpha-team", 8), release("beta-team", 8)]),
    ).toBeNull();
  });
});

describe("when a version was deployed", () => {
  const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 24, hour, minute));
  test.each<[string, Deployed[], Date | null]>([
    ["at the end of its first release", [release("2.0.3", 16), release("v2.0.3", 10)], at(10, 20)],
    [
      "at the beginning of one that has not ended",
      [release("2.0.3", 10, { endedAt: null, outcome: "started" })],
      at(10),
    ],
    [
      "not by a release that failed",
      [release("2.0.3", 10, { outcome: "failed" }), release("2.0.3", 12)],
      at(12, 20),
    ],
    ["not by one that was rolled back", [release("2.0.3", 10, { outcome: "rolled_back" })], null],
    ["not by another's", [release("2.0.4", 10)], null],
  ])("%s", (_name, releases, expected) => expect(deployedAt("2.0.3", releases)).toEqual(expected));
});

test("a version as long as it may be is read at once", () => {
  const start = performance.now();
  for (const piece of ["1.", "v1.0 ", "(", "a1", "-rc", "1-"])
    isSameVersion(piece.repeat(5_000), piece.repeat(4_999));
  expect(performance.now() - start).toBeLessThan(1_000);
});

test.each([
  ["3f2a91c", "3f2a91d", false],
  ["3f2a91c", "3f2a91c0d4e8", true],
  ["3f2a91c0d4e8", "3f2a91c", true],
  ["3f2a91", "3f2a91c", false],
  ["", " ", false],
  ["latest", "Latest ", true],
  ["latest", "newest", false],
  ["2.0", "v2.0.0", true],
  ["2.0", "2.0.1", false],
])("%j and %j name one version: %s", (a, b, isSame) => expect(isSameVersion(a, b)).toBe(isSame));

test.each([
  [" V2.0.3 ", "2.0.3"],
  ["refs/tags/v2.0.3", "2.0.3"],
  ["refs/tags/web-blue", "web-blue"],
  ["Version 2", "2"],
  ["vlatest", "vlatest"],
  ["x".repeat(200), "x".repeat(100)],
])("%j is compared as %j", (text, key) => expect(versionKey(text)).toBe(key));

test("of several releases of a version the first to begin counts for order, the first to end for its fix", () => {
  const releases = [
    release("blue-b", 9),
    release("blue-a", 12),
    release("blue-a", 8, { endedAt: null, outcome: "started" }),
  ];
  expect(compareVersions("blue-a", "blue-b", releases)).toBe(-1);
  expect(compareVersions("blue-b", "blue-a", releases)).toBe(1);
  expect(deployedAt("blue-a", releases)).toEqual(new Date("2026-11-24T08:00:00Z"));
  expect(compareVersions("blue-a", "blue-c", releases)).toBeNull();
  expect(compareVersions("blue-c", "blue-a", releases)).toBeNull();
});
