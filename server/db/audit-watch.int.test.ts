import { expect, test } from "vitest";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { mintScope } from "@/server/platform/mint-scope";
import { UNAUDITED } from "@/server/testing/audit-watch";
import { makeWorld } from "@/server/testing/factories";
import { tenantTables } from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";

test("bar 5: what a signed-in person writes commits with an entry of the audit log, or not at all", async () => {
  const world = await makeWorld();
  const requester = mintScope(world.orgId, world.scope.actor, world.scope.permissions, "req_1");
  const make = (isAudited: boolean) =>
    withScope(requester, async (tx) => {
      const id = newId("team");
      await tx.team.create({ data: { orgId: world.orgId, id, name: id } });
      if (isAudited)
        await recordIn(tx, requester, { verb: "team.created", subjectKind: "team", subjectId: id });
      return id;
    });
  await expect(make(false)).rejects.toThrow("a person wrote team and no entry of the audit log");
  const id = await make(true);
  expect(await asAdmin("select id from team where org_id = $1", [world.orgId])).toEqual([{ id }]);
});

test("every table of organizations is watched, but for those listed with their reason", async () => {
  const watched = (
    await asAdmin<{ name: string }>(
      "select tgrelid::regclass::text as name from pg_trigger where tgname = 'audit_watch' order by 1",
    )
  ).map((row) => row.name);
  const listed = Object.keys(UNAUDITED);
  expect(watched.filter((name) => name !== "audit_event")).toEqual(
    (await tenantTables()).filter((name) => !listed.includes(name)),
  );
  expect(listed.filter((name) => !/\w/.test(UNAUDITED[name]!))).toEqual([]);
});
