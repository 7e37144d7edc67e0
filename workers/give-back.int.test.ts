import { expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { openRelayStore } from "@/server/db/relay-pool";
import { releaseAttempts } from "@/server/jobs/attempts";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { enqueueIn } from "@/server/jobs/outbox";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { until } from "@/server/testing/waiting";
import { startGivingBack } from "./give-back";

test("work that could not be answered for is due again once the database is back, and what was done meanwhile stays done", async () => {
  const { scope, orgId } = await makeWorld();
  await withScope(scope, (tx) => enqueueIn(tx, scope, runPipeline, ["one", "two"]));
  const store = openRelayStore();
  const share = { topic: runPipeline.topic, batch: 10, perOrg: 10, together: 10 };
  const taken = await store.claimFresh([share], { atLeast: 10, aloneAfter: 5 });
  const own = taken.filter((row) => row.orgId === orgId);
  await store.giveBack(taken.filter((row) => row.orgId !== orgId));
  expect(own).toHaveLength(2);
  await asAdmin("update outbox set state = 'done', done_at = now() where org_id = $1 and ref = 'two'", [
    orgId,
  ]);

  let attempts = 0;
  const giving = startGivingBack(async (...given) => {
    attempts += 1;
    if (attempts < 3) throw new Error("the database is away");
    await releaseAttempts(...given);
  });
  giving.later({ topic: runPipeline.topic, orgId, ids: own.map((row) => row.id) });
  await until(() => attempts >= 3);
  const rows = () =>
    asAdmin<{ ref: string; out: boolean; enq_n: number; state: string }>(
      "select ref, enq_at is not null as out, enq_n, state from outbox where org_id = $1 order by ref",
      [orgId],
    );
  await until(async () => !(await rows())[0]!.out);
  expect(await rows()).toEqual([
    { ref: "one", out: false, enq_n: 0, state: "pending" },
    { ref: "two", out: true, enq_n: 1, state: "done" },
  ]);

  // What was handed to somebody else since is theirs.
  const again = (await store.claimFresh([share], { atLeast: 10, aloneAfter: 5 })).filter(
    (row) => row.orgId === orgId,
  );
  await store.giveBack([{ ...again[0]!, enqN: 7 }]);
  expect((await rows())[0]!.out).toBe(true);
  giving.stop();
  await store.close();
});
