import { afterAll, beforeAll, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import { makeWorld, type World } from "./factories";
import { makeIssue } from "./issues";
import { breakIssuesOf } from "./unreadable-issues";

let broken: World;
let whole: World;
let repair: () => Promise<void>;
beforeAll(async () => {
  [broken, whole] = [await makeWorld(), await makeWorld()];
  for (const world of [broken, whole]) await makeIssue(world);
  repair = await breakIssuesOf(process.env["DATABASE_ADMIN_URL"]!, broken.orgId);
});
afterAll(() => repair());

/** Counts the issues of whoever asks, with a plan that passes every row there is. */
const countIssues = (scope: Scope): Promise<number> =>
  withScope(scope, async (tx) => {
    await tx.$executeRaw`set local enable_indexscan = off`;
    await tx.$executeRaw`set local enable_indexonlyscan = off`;
    await tx.$executeRaw`set local enable_bitmapscan = off`;
    return tx.issue.count();
  });

test("the organization's own members cannot read its issues", async () => {
  await expect(countIssues(broken.scope)).rejects.toThrow("could not read block 7");
});

test("another organization's read theirs, whichever rows their queries pass on the way", async () => {
  expect(await countIssues(whole.scope)).toBe(1);
});
