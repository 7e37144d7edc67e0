import { beforeEach, describe, expect, test } from "vitest";
import { LogItem } from "@/contracts/issues";
import { logItem } from "@/server/feedback/log-item.commands";
import { newId } from "@/server/platform/ids";
import { pendingOf } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { erase } from "./erase.commands";
import { findErasable } from "./find-erasable.queries";
import { runStages } from "./stages";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

const log = (reporter: Record<string, string>) =>
  logItem(
    world.scope,
    LogItem.parse({
      launchId: world.launchId,
      idempotencyKey: newId("request"),
      text: "The card reader beeps and nothing happens.",
      reporter,
    }),
  );
const recorded = async (itemId: string) => {
  const [row] = await asAdmin<{
    phone: string | null;
    contact: string | null;
    personKey: string | null;
    reporterId: string | null;
  }>(
    `
      select
        r.facts #>> '{phone,value}' as phone,
        i.context ->> 'contact' as contact,
        i.person_key as "personKey",
        r.id as "reporterId"
      from
        item i
        left join reporter r on r.org_id = i.org_id
        and r.id = i.reporter_id
      where
        i.org_id = $1
        and i.id = $2
    `,
    [world.orgId, itemId],
  );
  return row!;
};

describe("a caller's telephone number", () => {
  test.each([
    ["international", "0049 (0)30 / 123 45-67", "+49301234567", null],
    ["national", "030 1234567", "0301234567", null],
    ["one that cannot be dialled", "the desk by the door", null, "the desk by the door"],
  ])("is kept with the person: %s", async (_, written, phone, contact) => {
    const { itemId } = await log({ name: "Beatriz Sousa", phone: written });
    expect(await recorded(itemId)).toMatchObject({ phone, contact });
  });

  test("alone makes nobody: it is kept with its report and counted as no person", async () => {
    const first = await recorded((await log({ phone: "+49 30 1234567" })).itemId);
    const second = await recorded((await log({ phone: "+49 30 1234567" })).itemId);
    expect(first).toMatchObject({ phone: "+49301234567", personKey: null });
    expect(second.reporterId).not.toBe(first.reporterId);
  });

  test("is what a person is found by to be erased, and goes with them", async () => {
    const { itemId } = await log({ email: "bea@tabern.example", phone: "+351 21 555 01 42" });
    const found = await findErasable(world.scope, "00351 215550142");
    expect(found.people).toHaveLength(1);
    await erase(world.scope, { kind: "reporter", reporterIds: found.people.map(({ id }) => id) });
    expect((await findErasable(world.scope, "+351215550142")).people).toEqual([]);
    expect(await recorded(itemId)).toEqual({ phone: null, contact: null, personKey: null, reporterId: null });
    expect(
      await asAdmin("select id from reporter where org_id = $1 and facts::text like '%215550142%'", [
        world.orgId,
      ]),
    ).toEqual([]);
  });

  test.each(["+351 21 555 01 42", "00351215550142", "21 555 01 42"])(
    "finds the issue that they called about, however it is written: %s",
    async (written) => {
      const { itemId } = await log({ name: "Beatriz Sousa", phone: "+351 (0)21 555 01 42" });
      await runStages(world.scope, await pendingOf(world));
      const support = await signedIn(world);
      const input = { launchId: world.launchId, filter: written };
      const answer = await support.query("triage.issues", input, world.slug);
      const [item] = await asAdmin<{ issueId: string }>(
        `select issue_id as "issueId" from item where org_id = $1 and id = $2`,
        [world.orgId, itemId],
      );
      expect((answer.value as { rows: { id: string }[] }).rows.map(({ id }) => id)).toEqual([item!.issueId]);
    },
  );

  test("one that could not be dialled goes with its report", async () => {
    const { itemId } = await log({ name: "Jo", phone: "ask for Jo at the desk" });
    await erase(world.scope, { kind: "report", itemIds: [itemId] });
    expect(await recorded(itemId)).toMatchObject({ contact: null, reporterId: null });
  });

  test("sends nothing", async () => {
    await log({ name: "Jo", phone: "+49 30 1234567" });
    expect(await asAdmin("select id from message where org_id = $1", [world.orgId])).toEqual([]);
  });
});
