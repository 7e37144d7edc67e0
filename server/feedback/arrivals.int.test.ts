import { describe, expect, test } from "vitest";
import { ISSUE_STATES } from "@/contracts/feedback";
import { DEFECT_TYPES, type ItemType } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { makeWorld } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { wakeIssuesIn } from "./arrivals.commands";
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
