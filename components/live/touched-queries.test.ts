import { expect, test } from "vitest";
import type { LiveEvent } from "@/contracts/live";
import type { QueryPath } from "@/components/trpc/client";
import { isTouched, readQueryKey } from "./touched-queries";

const changed = (ids: string[], launchId: string | null = "lch_1"): LiveEvent => ({
  kind: "issues.changed",
  launchId,
  ids,
});
const of = (kind: LiveEvent["kind"]): LiveEvent => ({ kind, launchId: "lch_1", ids: [] });
const queryOf = (path: QueryPath, input: Record<string, unknown> = {}, type = "query") =>
  readQueryKey([path.split("."), { input, type }])!;

test.each<[QueryPath, Record<string, unknown>, LiveEvent, boolean]>([
  ["triage.matrix", { launchId: "lch_1" }, changed(["iss_1"]), true],
  ["triage.matrix", { launchId: "lch_2" }, changed(["iss_1"]), false],
  ["feedback.issue", { issueId: "iss_1" }, changed(["iss_1"]), true],
  ["feedback.issue", { issueId: "iss_2" }, changed(["iss_1"]), false],
  ["feedback.issue", { issueId: "iss_2" }, changed([]), true],
  ["feedback.similarToText", { launchId: "lch_1" }, changed(["iss_1"]), false],
  ["launches.components", { launchId: "lch_1" }, changed(["iss_1"]), false],
  [
    "launches.components",
    { launchId: "lch_1" },
    { kind: "criteria.changed", launchId: "lch_1", ids: [] } satisfies LiveEvent,
    true,
  ],
  ["triage.why", { issueId: "iss_1" }, changed(["iss_1"]), true],
  ["triage.why", { issueId: "iss_2" }, changed(["iss_1"]), false],
  ["analysis.issueEvidence", { issueId: "iss_2" }, changed(["iss_1"]), false],
  ["analysis.issueEvidence", { issueId: "iss_2" }, of("traffic.changed"), true],
  ["analysis.verdict", { launchId: "lch_1" }, of("traffic.changed"), true],
  ["analysis.waiting", { launchId: "lch_1" }, of("traffic.changed"), false],
  ["analysis.feed", { launchId: "lch_1" }, of("traffic.changed"), false],
  ["analysis.feed", { launchId: "lch_1" }, of("releases.changed"), true],
  ["exit.openReports", { launchId: "lch_1" }, changed(["iss_1"]), false],
  ["triage.rules", { launchId: "lch_1" }, changed(["iss_1"]), false],
  ["triage.rules", { launchId: "lch_1" }, of("launch.changed"), true],
  ["tenancy.people", {}, { kind: "members.changed", launchId: null, ids: [] } satisfies LiveEvent, true],
  ["tenancy.people", {}, { kind: "resync", launchId: null, ids: [] } satisfies LiveEvent, true],
])("%s %o is asked again exactly when the event can have changed it", (path, input, event, expected) => {
  expect(isTouched(queryOf(path, input), event)).toBe(expected);
});

test("a list that keeps itself is left alone", () => {
  expect(isTouched(queryOf("triage.issues", { launchId: "lch_1" }, "infinite"), changed(["iss_1"]))).toBe(
    false,
  );
  expect(isTouched(queryOf("triage.issues", { launchId: "lch_1" }), changed(["iss_1"]))).toBe(true);
});

test("a procedure that the router has not does not compile", () => {
  // @ts-expect-error there is no such query
  expect(isTouched(queryOf("tenancy.person"), changed([]))).toBe(false);
  // @ts-expect-error a mutation is nothing that is read again
  expect(isTouched(queryOf("triage.undo"), changed([]))).toBe(true);
});
