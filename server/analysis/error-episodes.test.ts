import { describe, expect, test } from "vitest";
import type { Release } from "@/contracts/monitoring";
import { findEpisodes, type RouteStep } from "./error-episodes";

const STEP_MS = 15 * 60_000;
const now = new Date("2026-11-24T12:00:00Z");
const at = (clock: string) => new Date(`2026-11-24T${clock}:00Z`);
const stepAt = (clock: string, route = "/payments"): RouteStep => ({
  method: "POST",
  route,
  at: at(clock),
  requests: 100,
  errors: 20,
});
const release = (version: string, clock: string): Release => ({
  id: `dep_${version}`,
  launchId: "lau_1",
  kind: "deployment",
  title: version,
  version,
  componentId: null,
  startedAt: at(clock),
  endedAt: null,
  outcome: "succeeded",
  url: null,
});

describe("runs of server errors", () => {
  test("loud steps next to each other are one run, with one quiet step forgiven", () => {
    const [run, ...others] = findEpisodes(
      [stepAt("08:30"), stepAt("08:00"), stepAt("08:15"), stepAt("09:00")],
      STEP_MS,
      [],
      now,
    );
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      method: "POST",
      route: "/payments",
      from: at("08:00"),
      until: at("09:15"),
      errors: 80,
      requests: 400,
    });
  });

  test("two quiet steps end a run, and the newest run comes first", () => {
    expect(findEpisodes([stepAt("08:00"), stepAt("09:00")], STEP_MS, [], now).map((run) => run.from)).toEqual(
      [at("09:00"), at("08:00")],
    );
  });

  test("a run that reaches into the last two steps goes on", () => {
    expect(findEpisodes([stepAt("11:45")], STEP_MS, [], now)[0]!.until).toBeNull();
    expect(findEpisodes([stepAt("11:30")], STEP_MS, [], now)[0]!.until).toEqual(at("11:45"));
  });

  test("routes are told apart", () => {
    expect(findEpisodes([stepAt("08:00"), stepAt("08:15", "/refunds")], STEP_MS, [], now)).toHaveLength(2);
  });

  test("the release shortly before it began is its suspect, the one shortly before its end its cure", () => {
    const releases = [release("1.4.1", "05:00"), release("1.4.2", "07:50"), release("1.4.3", "09:20")];
    expect(
      findEpisodes(
        ["08:00", "08:15", "08:30", "08:45", "09:00", "09:15"].map((clock) => stepAt(clock)),
        STEP_MS,
        releases,
        now,
      )[0],
    ).toMatchObject({ suspect: { version: "1.4.2" }, cure: { version: "1.4.3" } });
  });

  test("a release further away is not named, and one release is never both suspect and cure", () => {
    expect(findEpisodes([stepAt("08:00")], STEP_MS, [release("1.4.1", "07:30")], now)[0]).toMatchObject({
      suspect: null,
      cure: null,
    });
    expect(findEpisodes([stepAt("08:00")], STEP_MS, [release("1.4.2", "08:05")], now)[0]).toMatchObject({
      suspect: { version: "1.4.2" },
      cure: null,
    });
  });
});
