import { afterAll, beforeAll, expect, test } from "vitest";
import type { IssueAct } from "@/contracts/issues";
import { createCriterion } from "@/server/launches/criteria.commands";
import { actOnIssue, undoChange } from "@/server/triage/board.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { evaluateMarked, watchForChanges } from "./criteria-watch";
import { patiently, untilListening } from "@/server/testing/waiting";

let world: World;
let criterionId: string;
let other: World;
let otherId: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  [world, other] = [await makeWorld(), await makeWorld()];
  [criterionId, otherId] = [await makeCriterion(world), await makeCriterion(other)];
  stop = watchForChanges();
});
afterAll(() => stop());

const makeCriterion = async ({ scope, launchId, ownerId }: World) =>
  (
    await createCriterion(scope, {
      launchId,
      kind: "open_critical",
      title: "No open criticals",
      target: 0,
      holdHours: 0,
      componentId: null,
      ownerId,
    })
  ).id;

/** Waits for the state that the watch brings about; judges nothing by itself. */
async function expectState(state: string, of = criterionId): Promise<void> {
  await expect
    .poll(
      async () => {
        await evaluateMarked();
        const rows = await asAdmin<{ state: string }>("select state from exit_criterion where id = $1", [of]);
        return rows[0]?.state;
      },
      { timeout: patiently(8_000), interval: 200 },
    )
    .toBe(state);
}

test("what a person does to an issue, and takes back, moves the criteria at once", async () => {
  await untilListening();
  const issueId = await makeIssue(world, { severity: "critical" });
  await actOnIssue(world.scope, { issueId, act: { kind: "accept" } });
  await expectState("not_met");

  const { undoId } = await actOnIssue(world.scope, { issueId, act: { kind: "decline", reason: "spam" } });
  await expectState("met");

  await undoChange(world.scope, undoId!);
  await expectState("not_met");
});

test("judging does not call for another judgement", async () => {
  const readAt = async () =>
    (
      await asAdmin<{ at: Date }>("select evaluated_at as at from exit_criterion where id = $1", [
        criterionId,
      ])
    )[0]!.at;
  const elsewhere = await makeIssue(other, { severity: "critical" });
  /** Changes arrive in the order in which they were committed: once this one has been judged, all before it have been. */
  const afterAct = async (act: IssueAct, state: string) => {
    await actOnIssue(other.scope, { issueId: elsewhere, act });
    await expectState(state, otherId);
    return readAt();
  };
  const before = await afterAct({ kind: "accept" }, "not_met");
  await actOnIssue(world.scope, { issueId: await makeIssue(world), act: { kind: "accept" } });
  const judged = await afterAct({ kind: "decline", reason: "spam" }, "met");
  expect(judged.getTime()).toBeGreaterThan(before.getTime());
  expect(await afterAct({ kind: "reopen", reason: "" }, "not_met")).toEqual(judged);
});
