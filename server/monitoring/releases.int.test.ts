import { expect, test } from "vitest";
import { ChangeRelease, ReleaseInput } from "@/contracts/monitoring";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { changeRelease, recordRelease, removeRelease } from "./releases.commands";
import { BY_HAND, listReleases } from "./releases.queries";

const release = (over: Record<string, unknown> = {}) =>
  ReleaseInput.parse({
    launch: "two",
    kind: "deployment",
    version: "2.0.2",
    startedAt: "2026-11-24T10:00:00+01:00",
    outcome: "started",
    ...over,
  });

test("a release is stored with its trail and told to open screens", async () => {
  const world = await makeWorld();
  const { id, isNew, launchId } = await recordRelease(
    world.scope,
    release({ component: "checkout", title: "New routing" }),
    "ci-1",
  );
  expect({ isNew, launchId }).toEqual({ isNew: true, launchId: world.launchId });
  const { releases } = await listReleases(world.scope, world.launchId);
  expect(releases).toMatchObject([
    {
      id,
      kind: "deployment",
      title: "New routing",
      version: "2.0.2",
      outcome: "started",
      endedAt: null,
      startedAt: new Date("2026-11-24T09:00:00Z"),
    },
  ]);
  expect(await asAdmin("select verb, subject_id from audit_event where org_id = $1", [world.orgId])).toEqual([
    { verb: "release.recorded", subject_id: id },
  ]);
  expect(
    await asAdmin("select event ->> 'kind' as kind from live_event where org_id = $1", [world.orgId]),
  ).toEqual([{ kind: "releases.changed" }]);
});

test("the same delivery again tells how it ended; one that says nothing new leaves no trail", async () => {
  const world = await makeWorld();
  const first = await recordRelease(world.scope, release({ url: "https://git.example.test/1" }), "ci-1");
  const ended = await recordRelease(
    world.scope,
    release({ outcome: "failed", endedAt: "2026-11-24T10:20:00+01:00" }),
    "ci-1",
  );
  const again = await recordRelease(
    world.scope,
    release({ outcome: "failed", endedAt: "2026-11-24T10:20:00+01:00" }),
    "ci-1",
  );
  expect([ended, again]).toEqual([1, 2].map(() => ({ ...first, isNew: false })));
  expect((await listReleases(world.scope, world.launchId)).releases).toMatchObject([
    { outcome: "failed", endedAt: new Date("2026-11-24T09:20:00Z"), url: "https://git.example.test/1" },
  ]);
  expect(await asAdmin("select verb from audit_event where org_id = $1 order by id", [world.orgId])).toEqual([
    { verb: "release.recorded" },
    { verb: "release.updated" },
  ]);
});

test("twenty posts of one delivery are one release", async () => {
  const world = await makeWorld();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => recordRelease(world.scope, release(), "ci-1")),
  );
  expect(new Set(all.map((r) => r.id)).size).toBe(1);
  expect(all.filter((r) => r.isNew)).toHaveLength(1);
});

test("an unknown launch or component is refused by name, another organization's launch too", async () => {
  const [world, other] = [await makeWorld(), await makeWorld()];
  await expect(recordRelease(world.scope, release({ launch: "three" }), "ci-1")).rejects.toMatchObject({
    code: "NOT_FOUND",
    details: { field: "launch" },
  });
  await expect(recordRelease(world.scope, release({ launch: other.launchId }), "ci-1")).rejects.toMatchObject(
    { code: "NOT_FOUND" },
  );
  await expect(recordRelease(world.scope, release({ component: "nope" }), "ci-1")).rejects.toMatchObject({
    code: "UNPROCESSABLE",
    details: { field: "component" },
  });
  expect(await listReleases(world.scope, other.launchId)).toEqual({ releases: [], nextCursor: null });
});

test("pages follow one another without a gap or a repeat", async () => {
  const world = await makeWorld();
  for (let index = 0; index < 5; index++)
    await recordRelease(
      world.scope,
      release({ version: `2.0.${index}`, startedAt: `2026-11-24T10:0${index % 3}:00Z` }),
      `ci-${index}`,
    );
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listReleases>> = await listReleases(world.scope, world.launchId, {
      cursor,
      limit: 2,
    });
    seen.push(...page.releases.map((r) => r.version));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(["2.0.2", "2.0.4", "2.0.1", "2.0.3", "2.0.0"]);
});

test.each([
  [{ url: "javascript:alert(1)" }],
  [{ startedAt: "yesterday" }],
  [{ endedAt: "2026-11-24T08:00:00+01:00" }],
  [{ outcome: "fine" }],
  [{ version: "" }],
])("a release with %j is not one", (over) => {
  expect(() => release(over)).toThrow();
});

const byHand = (id: string) => `${BY_HAND}${id}`;
const fieldsOf = (over: Record<string, unknown> = {}) =>
  ChangeRelease.shape.release.parse({
    kind: "flag",
    version: "new-checkout on",
    startedAt: "2026-11-24T11:00:00+01:00",
    outcome: "rolled_back",
    ...over,
  });

test("a release recorded by hand is put right as a whole, and removed again, each with its trail", async () => {
  const world = await makeWorld();
  const { id } = await recordRelease(
    world.scope,
    release({ component: "checkout", notes: "Hotfix by Ada.", url: "https://git.example.test/1" }),
    byHand("one"),
  );
  expect((await listReleases(world.scope, world.launchId)).releases).toMatchObject([
    { id, notes: "Hotfix by Ada.", isByHand: true, revision: 1 },
  ]);
  await changeRelease(world.scope, { releaseId: id, revision: 1, release: fieldsOf() });
  expect((await listReleases(world.scope, world.launchId)).releases).toMatchObject([
    {
      id,
      kind: "flag",
      version: "new-checkout on",
      title: "new-checkout on",
      componentId: null,
      startedAt: new Date("2026-11-24T10:00:00Z"),
      outcome: "rolled_back",
      url: null,
      notes: null,
      revision: 2,
    },
  ]);
  await expect(
    changeRelease(world.scope, { releaseId: id, revision: 1, release: fieldsOf() }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  await removeRelease(world.scope, id);
  expect((await listReleases(world.scope, world.launchId)).releases).toEqual([]);
  await expect(removeRelease(world.scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(
    await asAdmin("select verb from audit_event where org_id = $1 and subject_id = $2 order by place", [
      world.orgId,
      id,
    ]),
  ).toEqual([{ verb: "release.recorded" }, { verb: "release.changed" }, { verb: "release.removed" }]);
});

test("what a pipeline announced stays its sender's, and what another organization recorded its own", async () => {
  const world = await makeWorld();
  const stranger = await makeWorld();
  const { id } = await recordRelease(world.scope, release(), "idem:ci-9");
  const own = await recordRelease(world.scope, release(), byHand("nine"));
  for (const act of [
    () => changeRelease(world.scope, { releaseId: id, revision: 1, release: fieldsOf() }),
    () => removeRelease(world.scope, id),
  ])
    await expect(act()).rejects.toMatchObject({ code: "FORBIDDEN", details: { reason: "not_by_hand" } });
  for (const act of [
    () => changeRelease(stranger.scope, { releaseId: own.id, revision: 1, release: fieldsOf() }),
    () => removeRelease(stranger.scope, own.id),
  ])
    await expect(act()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listReleases(world.scope, world.launchId)).releases).toHaveLength(2);
});
