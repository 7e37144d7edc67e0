import { afterAll, beforeAll, expect, test } from "vitest";
import { createCriterion } from "@/server/launches/criteria.commands";
import { actOnIssue, undoChange } from "@/server/triage/board.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { evaluateMarked, watchForChanges } from "./criteria-watch";
import { patiently, until, untilListening } from "@/server/testing/waiting";

let world: World;
let criterionId: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  world = await makeWorld();
  criterionId = (
    await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "open_critical",
      title: "No open criticals",
      target: 0,
      holdHours: 0,
      componentId: null,
      ownerId: world.ownerId,
    })
  ).id;
  stop = watchForChanges();
});
afterAll(() => stop());

/** Waits for the state that the watch brings about; judges nothing by itself. */
async function expectState(state: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await evaluateMarked();
        const rows = await asAdmin<{ state: string }>("select state from exit_criterion where id = $1", [
          criterionId,
        ]);
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
  // What the tests before have changed may still be on its way; if judging called for judging, it would never come to rest.
  await until(async () => {
    await evaluateMarked();
    const before = await readAt();
    await new Promise((next) => setTimeout(next, 300));
    await evaluateMarked();
    return (await readAt()).getTime() === before.getTime();
  });
});
