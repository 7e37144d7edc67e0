import { describe, expect, test } from "vitest";
import { ISSUE_STATES } from "@/contracts/feedback";
import { DEFECT_TYPES, type ItemType } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { makeWorld } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { raiseIssuesIn, wakeIssuesIn } from "./arrivals.commands";
import { regressionOf } from "./issue-lifecycle";

const RESTED = new Date("2026-11-20T10:00:00.500Z");
const TYPES: readonly ItemType[] = ["functional", "performance", "question", "wish", "praise"];
const OFFSETS_MS = [-86_400_000, -1, 0, 1, 86_400_000];

describe("what a new report does to an issue is what the rule of regression says", () => {
  test("for every state, type and moment", async () => {
    const world = await makeWorld();
    const cases = ISSUE_STATES.flatMap((state) =>
      TYPES.flatMap((type) => OFFSETS_MS.map((offsetMs) => ({ state, type, offsetMs }))),
    );
    const ids: string[] = [];
    for (const { state, type } of cases) ids.push(await makeIssue(world, { state, type }));
    await asAdmin("update issue set settled_at = $2 where org_id = $1", [world.orgId, RESTED]);
    await withScope(
      world.scope,
      (tx) =>
        wakeIssuesIn(
          tx,
          world.scope,
          cases.map(({ offsetMs }, index) => ({
            issueId: ids[index]!,
            occurredAt: new Date(RESTED.getTime() + offsetMs),
            severity: "minor",
            version: null,
            isNew: true,
          })),
          new Date(),
          () => Promise.resolve([]),
        ),
      { timeoutMs: 30_000 },
    );
    const after = new Map(
      (
        await asAdmin<{ id: string; state: string; needs_review: string | null; reopened_count: number }>(
          "select id, state, needs_review, reopened_count from issue where org_id = $1",
          [world.orgId],
        )
      ).map((row) => [row.id, row]),
    );
    const lines = await asAdmin<{ issue_id: string }>(
      "select issue_id from issue_event where org_id = $1 and kind = 'regressed'",
      [world.orgId],
    );
    let regressions = 0;
    cases.forEach(({ state, type, offsetMs }, index) => {
      const isDefect = (DEFECT_TYPES as readonly ItemType[]).includes(type);
      const isBack =
        regressionOf(
          { state, isDefect, settledAt: RESTED, fixedVersion: null },
          { occurredAt: new Date(RESTED.getTime() + offsetMs), version: null },
          [],
        ) !== null;
      regressions += Number(isBack);
      expect(after.get(ids[index]!), `${state}, ${type}, ${offsetMs} ms`).toMatchObject(
        isBack
          ? { state: "accepted", needs_review: "regressed", reopened_count: 1 }
          : { state, needs_review: null, reopened_count: 0 },
      );
    });
    // Three settled states, two types of defects, two moments after the issue came to rest.
    expect(regressions).toBe(12);
    expect(lines).toHaveLength(regressions);
  });
});

describe("an issue that a more severe report joined", () => {
  const SNOOZE = JSON.stringify({ since: RESTED.toISOString(), moreReports: 9, severity: "minor" });

  test.each<[decidedBy: string, isSnoozed: boolean, needsReview: string | null, expected: object]>([
    ["model", false, null, { severity: "critical", by: "floor", needs_review: "regressed", version: 2 }],
    ["model", false, "new", { severity: "critical", by: "floor", needs_review: "new", version: 2 }],
    ["rule", true, null, { severity: "critical", by: "floor", needs_review: null, version: 2 }],
    ["person", false, null, { severity: "minor", by: "person", needs_review: "regressed", version: 1 }],
    ["person", true, null, { severity: "minor", by: "person", needs_review: null, version: 1 }],
  ])(
    "whose severity was decided by a %s (snoozed: %s, waits as: %s) is raised or put before people, and no other is",
    async (decidedBy, isSnoozed, needsReview, expected) => {
      const world = await makeWorld();
      const [joined, beside] = [await makeIssue(world), await makeIssue(world)];
      await asAdmin(
        `
          update issue
          set
            provenance = jsonb_build_object('severity', jsonb_build_object('by', $2::text)),
            snooze = $3::jsonb,
            needs_review = $4
          where org_id = $1
        `,
        [world.orgId, decidedBy, isSnoozed ? SNOOZE : null, needsReview],
      );
      await withScope(world.scope, (tx) =>
        raiseIssuesIn(
          tx,
          world.scope,
          [{ issueId: joined, severity: "critical", reason: "Data is lost." }],
          new Date(),
        ),
      );
      const read = (id: string) =>
        asAdmin(
          "select severity, provenance #>> '{severity,by}' as by, needs_review, version from issue where id = $1",
          [id],
        );
      expect(await read(joined)).toEqual([expected]);
      expect(await read(beside)).toEqual([
        { severity: "minor", by: decidedBy, needs_review: needsReview, version: 1 },
      ]);
      const isRaised = decidedBy !== "person";
      for (const statement of [
        "select 1 from issue_event where org_id = $1 and kind = 'severity_raised'",
        "select 1 from audit_event where org_id = $1 and verb = 'issue.severity_raised'",
      ])
        expect(await asAdmin(statement, [world.orgId])).toHaveLength(isRaised ? 1 : 0);
    },
  );
});
