import { describe, expect, test } from "vitest";
import type { Release } from "@/contracts/monitoring";
import { findEpisodes, type RouteStep } from "./error-episodes";

const STEP_MS = 15 * 60_000;
const now = new Date("2026-11-24T12:00:00Z");
const at = (clock: string) => new Date(`2026-11-24T${clock}Z`);
const step = (clock: string, change: Partial<RouteStep> = {}): RouteStep => ({
  ...{ method: "POST", route: "/pay", at: at(`${clock}:00`), requests: 100, errors: 20 },
  ...change,
});
const release = (version: string, startedAt: Date): Release => ({
  ...{ id: `dep_${version}`, launchId: "lau_1", kind: "deployment", title: version, version },
  ...{ componentId: null, startedAt, endedAt: null, outcome: "succeeded", url: null },
});
const first = (clocks: string[], ...releases: Release[]) =>
  findEpisodes(
    clocks.map((clock) => step(clock)),
    STEP_MS,
    releases,
    now,
  )[0]!;

describe("a release is the suspect of a run", () => {
  test.each([
    ["that began half an hour before its first step ended", "07:45:00", "1"],
    ["but not one that began before that", "07:44:59", null],
    ["that began as its first step ended", "08:15:00", "1"],
    ["but not one that began after that", "08:15:01", null],
  ])("%s", (_what, clock, version) => {
    expect(first(["08:00"], release("1", at(clock))).suspect?.version ?? null).toBe(version);
  });
  test("the last of several, by its id and version", () => {
    const found = first(
      ["08:00"],
      release("1", at("07:50:00")),
      release("2", at("08:00:00")),
      release("3", at("07:55:00")),
    );
    expect(found.suspect).toEqual({ id: "dep_2", version: "2" });
    expect(found.cure).toBeNull();
  });
});

describe("and the cure of one that is over", () => {
  const RUN = ["08:00", "08:15", "08:30", "08:45"];
  test.each([
    ["that began as it ended", "09:00:00", "1"],
    ["but not one after it", "09:00:01", null],
    ["half an hour before its end", "08:30:00", "1"],
    ["but not one before that", "08:29:59", null],
  ])("%s", (_what, clock, version) => {
    expect(first(RUN, release("1", at(clock))).cure?.version ?? null).toBe(version);
  });
  test("and never the suspect itself, nor any of one that goes on", () => {
    expect(first(["08:00", "08:15"], release("1", at("08:15:00")))).toMatchObject({
      ...{ suspect: { version: "1" }, cure: null },
    });
    expect(first(["11:00", "11:15", "11:30", "11:45"], release("1", at("11:50:00")))).toMatchObject({
      ...{ until: null, cure: null },
    });
  });
});

test("a method is part of a route, and of runs that began together the one with more errors comes first", () => {
  const steps = [step("08:00", { errors: 3 }), step("08:00", { method: "GET", errors: 9 }), step("09:00")];
  const found = findEpisodes(steps, STEP_MS, [], now);
  expect(found.map(({ method, errors }) => [method, errors])).toEqual([
    ["POST", 20],
    ["GET", 9],
    ["POST", 3],
  ]);
  expect(steps.map(({ errors }) => errors)).toEqual([3, 9, 20]);
});
