import { describe, expect, test } from "vitest";
import { CreateLaunch } from "@/contracts/launches";
import { listLaunchesWithHealth } from "@/server/analysis/launch-health.queries";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { makeMember, makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { archiveComponent, createComponent, editComponent } from "./components.commands";
import { listComponents } from "./components.queries";
import {
  archiveCriterion,
  confirmCriterion,
  createCriterion,
  editCriterion,
  unwaiveCriterion,
  waiveCriterion,
  withdrawConfirmation,
} from "./criteria.commands";
import { listMovesIn } from "./criteria.queries";
import { createLaunch, editLaunch, movePhase, planPhase } from "./launches.commands";
import { listLaunchNames, readLaunch } from "./launches.queries";
import { createTeam, removeLaunchMember, renameTeam, setLaunchMember } from "./people.commands";
import { listLaunchMembers, listTeams } from "./people.queries";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const sizing = { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 } as const;
const input = (over: Partial<CreateLaunch> = {}) =>
  CreateLaunch.parse({ name: "Größe: Zwei!", liveAt: inDays(2), sizing, ...over });
const verbs = async (orgId: string) =>
  (
    await asAdmin<{ verb: string }>("select verb from audit_event where org_id = $1 order by id", [orgId])
  ).map((r) => r.verb);

describe("the list of launches", () => {
  test("begins with the running ones, however many newer ones have ended", async () => {
    const world = await makeWorld();
    const { id, slug } = await createLaunch(
      world.scope,
      input({ name: "Old and running", liveAt: inDays(-900) }),
    );
    await withScope(world.scope, async (tx) => {
      const {
        id: _,
        slug: __,
        ...like
      } = await tx.launch.findUniqueOrThrow({
        where: { orgId_id: { orgId: world.orgId, id } },
        omit: { orgId: true },
      });
      await tx.launch.createMany({
        data: Array.from({ length: 230 }, (_, n) => ({
          ...like,
          sizing,
          orgId: world.orgId,
          id: newId("launch"),
          slug: `ended-${n}`,
          phase: "exited",
          liveAt: inDays(-n),
        })),
      });
    });
    const names = await listLaunchNames(world.scope);
    expect(names).toHaveLength(200);
    expect(names.slice(0, 3).map((launch) => launch.slug)).toContain(slug);
    expect(names.at(-1)!.phase).toBe("exited");
  });
});

describe("a launch", () => {
  test("is made with its plan, a recommended end, and one criterion of every measured kind", async () => {
    const world = await makeWorld();
    const { id, slug } = await createLaunch(
      world.scope,
      input({
        components: [
          { slug: "shop", name: "Shop", keywords: ["buy"], routePatterns: ["/shop/*"], ownerTeamId: null },
        ],
      }),
    );
    expect(slug).toBe("grosse-zwei");
    const launch = await readLaunch(world.scope, { slug });
    expect(launch).toMatchObject({ id, name: "Größe: Zwei!", phase: "planned", sizing });
    expect(launch.endsAt.getTime() - launch.liveAt.getTime()).toBe(launch.recommendedDays * DAY_MS);
    expect(launch.recommendedReason).toContain("because");
    expect(launch.phases.map((p) => p.phase)).toEqual([
      "planned",
      "live",
      "stabilising",
      "exiting",
      "exited",
      "watching",
    ]);
    expect(
      await asAdmin("select kind, target from exit_criterion where launch_id = $1 order by position", [id]),
    ).toMatchObject([
      { kind: "open_critical", target: 0 },
      { kind: "open_major" },
      { kind: "new_items_per_day" },
      { kind: "error_rate" },
      { kind: "latency_p95" },
      { kind: "first_response" },
      { kind: "negative_share" },
    ]);
    expect(await listComponents(world.scope, id)).toMatchObject([
      { slug: "shop", routePatterns: ["/shop/*"], isArchived: false },
    ]);
    expect(await verbs(world.orgId)).toEqual(["launch.created"]);
  });

  test("whose day has come is live, and two of one name have two short names", async () => {
    const world = await makeWorld();
    const first = await createLaunch(world.scope, input({ name: "Three", liveAt: inDays(-1) }));
    const second = await createLaunch(world.scope, input({ name: "Three" }));
    expect([first.slug, second.slug]).toEqual(["three", "three-2"]);
    expect((await readLaunch(world.scope, { id: first.id })).phase).toBe("live");
    await expect(createLaunch(world.scope, input({ slug: "three" }))).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "slug" },
    });
  });

  test("with a member of another organization is not made at all", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    await expect(
      createLaunch(
        world.scope,
        input({ members: [{ membershipId: other.ownerId, duty: "", teamId: null }] }),
      ),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listLaunchNames(world.scope)).toHaveLength(1);
    expect(await verbs(world.orgId)).toEqual([]);
  });

  test("that two people edit at once keeps the first change and shows the second person both", async () => {
    const world = await makeWorld();
    await editLaunch(world.scope, { launchId: world.launchId, version: 1, name: "Mine" });
    await expect(
      editLaunch(world.scope, { launchId: world.launchId, version: 1, name: "Yours" }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      details: { expectedVersion: 1, currentVersion: 2, current: { name: "Mine" } },
    });
    expect(await asAdmin("select data from audit_event where org_id = $1", [world.orgId])).toEqual([
      { data: { before: { name: "Two" }, after: { name: "Mine" } } },
    ]);
  });

  test("with other answers has another recommendation and its dates as they were; it cannot end before it begins", async () => {
    const world = await makeWorld();
    const before = await readLaunch(world.scope, { id: world.launchId });
    await editLaunch(world.scope, {
      launchId: world.launchId,
      version: 1,
      sizing: { complexity: 3, criticality: 3, userBase: 3, riskTolerance: 1, deploymentStyle: 3 },
    });
    const after = await readLaunch(world.scope, { id: world.launchId });
    expect(after.recommendedDays).toBeGreaterThan(before.recommendedDays);
    expect(after.endsAt).toEqual(before.endsAt);
    await expect(
      editLaunch(world.scope, { launchId: world.launchId, version: 2, endsAt: inDays(-20) }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("that nothing was changed of has no new version and no trail", async () => {
    const world = await makeWorld();
    expect(await editLaunch(world.scope, { launchId: world.launchId, version: 1, name: "Two" })).toEqual({
      version: 1,
    });
    expect(await verbs(world.orgId)).toEqual([]);
  });

  test("moves from phase to phase, the plan becoming what happened; not where there is no way", async () => {
    const world = await makeWorld();
    await expect(
      movePhase(world.scope, { launchId: world.launchId, version: 1, phase: "watching", reason: "" }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { allowed: ["stabilising"] } });
    await movePhase(world.scope, {
      launchId: world.launchId,
      version: 1,
      phase: "stabilising",
      reason: "Calmer",
    });
    const launch = await readLaunch(world.scope, { id: world.launchId });
    expect(launch).toMatchObject({ phase: "stabilising", version: 2 });
    expect(
      Math.abs(launch.phases.find((p) => p.phase === "stabilising")!.startsAt.getTime() - Date.now()),
    ).toBeLessThan(10_000);
    await planPhase(world.scope, {
      launchId: world.launchId,
      phase: "exiting",
      startsAt: inDays(3),
      endsAt: inDays(5),
    });
    expect(await verbs(world.orgId)).toEqual(["launch.phase_changed", "launch.phase_planned"]);
  });

  test("is not exited while a criterion is open, and the refusal names it", async () => {
    const world = await makeWorld();
    const { id } = await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "open_critical",
      title: "No critical",
      target: 0,
      holdHours: 1,
      componentId: null,
      ownerId: null,
    });
    await movePhase(world.scope, { launchId: world.launchId, version: 1, phase: "stabilising", reason: "" });
    await movePhase(world.scope, {
      launchId: world.launchId,
      version: 2,
      phase: "exiting",
      reason: "Operations are here this week only",
    });
    await expect(
      movePhase(world.scope, { launchId: world.launchId, version: 3, phase: "exited", reason: "" }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { criteria: [{ id, title: "No critical" }] } });
    await waiveCriterion(world.scope, {
      criterionId: id,
      version: 1,
      reason: "Agreed with the board",
      until: inDays(3),
    });
    expect(
      await movePhase(world.scope, { launchId: world.launchId, version: 3, phase: "exited", reason: "" }),
    ).toEqual({ version: 4 });
  });

  test.each([
    ["not_met", "", false],
    ["not_met", "   ", false],
    ["not_met", "Operations are here this week only", true],
    ["unknown", "", false],
    ["holding", "", true],
    ["met", "", true],
    ["waived", "", true],
  ] as const)("becomes exiting with a criterion %s and the reason %j: %s", async (state, reason, isMoved) => {
    const world = await makeWorld();
    const { id } = await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "open_critical",
      title: "No critical",
      target: 0,
      holdHours: 1,
      componentId: null,
      ownerId: null,
    });
    await asAdmin("update exit_criterion set state = $2 where id = $1", [id, state]);
    await movePhase(world.scope, { launchId: world.launchId, version: 1, phase: "stabilising", reason: "" });
    const moved = movePhase(world.scope, {
      launchId: world.launchId,
      version: 2,
      phase: "exiting",
      reason: reason.trim(),
    });
    if (!isMoved) {
      await expect(moved).rejects.toMatchObject({
        code: "UNPROCESSABLE",
        details: {
          fields: { reason: expect.any(String) as string },
          criteria: [{ id, title: "No critical" }],
        },
      });
      return;
    }
    expect(await moved).toEqual({ version: 3 });
    const [entry] = await asAdmin<{ data: object }>(
      "select data from audit_event where org_id = $1 and verb = 'launch.phase_changed' order by id desc limit 1",
      [world.orgId],
    );
    expect(entry!.data).toMatchObject({ from: "stabilising", to: "exiting", reason });
    expect("criteriaNotMet" in entry!.data).toBe(state === "not_met");
  });

  test("of another organization cannot be read, changed or moved", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    await expect(readLaunch(world.scope, { id: other.launchId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      editLaunch(world.scope, { launchId: other.launchId, version: 1, name: "Taken" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      movePhase(world.scope, { launchId: other.launchId, version: 1, phase: "stabilising", reason: "" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      createComponent(world.scope, {
        launchId: other.launchId,
        slug: "x",
        name: "X",
        keywords: [],
        routePatterns: [],
        ownerTeamId: null,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      setLaunchMember(world.scope, {
        launchId: other.launchId,
        membershipId: world.ownerId,
        duty: "",
        teamId: null,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      createCriterion(world.scope, {
        launchId: other.launchId,
        kind: "manual",
        title: "Mine",
        target: 0,
        holdHours: 0,
        componentId: null,
        ownerId: null,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await readLaunch(other.scope, { id: other.launchId })).toMatchObject({
      name: "Two",
      version: 1,
      phase: "live",
    });
  });

  test("stands in the list with its open criticals, criteria and day", async () => {
    const world = await makeWorld();
    await createLaunch(world.scope, input({ name: "Later" }));
    const [running, planned] = await listLaunchesWithHealth(world.scope, new Date());
    expect(running).toMatchObject({
      slug: "two",
      health: { openCriticals: 0, criteria: { met: 0, waived: 0, total: 0 }, day: 4, days: 14 },
    });
    expect(planned).toMatchObject({
      slug: "later",
      phase: "planned",
      health: { criteria: { total: 7 }, day: 0 },
    });
  });
});

describe("components, teams and members", () => {
  test("a component is made, changed once per version seen, and taken out of use", async () => {
    const world = await makeWorld();
    const { id: teamId } = await createTeam(world.scope, { name: "Payments" });
    const { id } = await createComponent(world.scope, {
      launchId: world.launchId,
      slug: "search",
      name: "Search",
      keywords: [],
      routePatterns: ["/v2/search"],
      ownerTeamId: teamId,
    });
    await expect(
      createComponent(world.scope, {
        launchId: world.launchId,
        slug: "search",
        name: "Again",
        keywords: [],
        routePatterns: [],
        ownerTeamId: null,
      }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await editComponent(world.scope, { componentId: id, version: 1, routePatterns: ["/v3/search"] });
    await expect(
      editComponent(world.scope, { componentId: id, version: 1, name: "Late" }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { current: { routePatterns: ["/v3/search"] } } });
    await archiveComponent(world.scope, { componentId: id, version: 2 });
    expect(await listComponents(world.scope, world.launchId)).toMatchObject([
      { slug: "checkout" },
      { slug: "search", isArchived: true, ownerTeamId: teamId, routePatterns: ["/v3/search"] },
    ]);
    await expect(
      editComponent(world.scope, { componentId: id, version: 3, name: "Gone" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("teams are renamed, people are put on a launch and taken off", async () => {
    const world = await makeWorld();
    const { id } = await createTeam(world.scope, { name: "Payments" });
    await expect(createTeam(world.scope, { name: "Payments" })).rejects.toMatchObject({ code: "CONFLICT" });
    await renameTeam(world.scope, { teamId: id, name: "Money" });
    expect(await listTeams(world.scope)).toEqual([{ id, name: "Money" }]);
    const member = await makeMember(world, "engineer");
    await setLaunchMember(world.scope, {
      launchId: world.launchId,
      membershipId: member.membershipId,
      duty: "On call",
      teamId: id,
    });
    await setLaunchMember(world.scope, {
      launchId: world.launchId,
      membershipId: member.membershipId,
      duty: "Lead",
      teamId: null,
    });
    expect(await listLaunchMembers(world.scope, world.launchId)).toMatchObject([
      { membershipId: member.membershipId, duty: "Lead", teamId: null, role: "engineer", isActive: true },
    ]);
    await removeLaunchMember(world.scope, { launchId: world.launchId, membershipId: member.membershipId });
    expect(await listLaunchMembers(world.scope, world.launchId)).toEqual([]);
  });
});

describe("a criterion", () => {
  const make = async () => {
    const world = await makeWorld();
    const { id } = await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "error_rate",
      title: "Few errors",
      target: 1,
      holdHours: 24,
      componentId: null,
      ownerId: world.ownerId,
    });
    return { world, id };
  };
  const stateOf = async (id: string) =>
    (
      await asAdmin(
        `
          select
            state,
            target,
            held_since,
            held_ms::int,
            waived_until,
            waiver_reason,
            waived_by,
            evidence,
            confirmed_by,
            version,
            archived_at is not null as archived
          from exit_criterion
          where id = $1
        `,
        [id],
      )
    )[0]!;

  test("with another target starts its clock again; with another title it does not", async () => {
    const { world, id } = await make();
    await asAdmin(
      "update exit_criterion set state = 'holding', held_since = now(), held_ms = 5000 where id = $1",
      [id],
    );
    await editCriterion(world.scope, { criterionId: id, version: 1, title: "Fewer errors" });
    expect(await stateOf(id)).toMatchObject({ state: "holding", held_ms: 5000 });
    await editCriterion(world.scope, {
      criterionId: id,
      version: 2,
      target: 0.5,
      reason: "The gateway was tuned",
    });
    expect(await stateOf(id)).toMatchObject({
      state: "unknown",
      target: 0.5,
      held_since: null,
      held_ms: 0,
      version: 3,
    });
    await expect(
      editCriterion(world.scope, { criterionId: id, version: 2, target: 9 }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { current: { target: 0.5 } } });
  });

  test.each([
    ["a target", { target: 300 }, { target: 300 }],
    ["a hold period", { holdHours: 1 }, { holdHours: 1 }],
    ["a target with its title", { target: 2, title: "At most 2 %" }, { target: 2 }],
    ["a target of zero", { target: 0 }, { target: 0 }],
  ])("%s moves only with a reason, which is kept with what was asked for before", async (_, input, after) => {
    const { world, id } = await make();
    const was = await stateOf(id);
    for (const reason of [undefined, "", "ok"])
      await expect(
        editCriterion(world.scope, {
          criterionId: id,
          version: 1,
          ...input,
          ...(reason === undefined ? {} : { reason }),
        }),
      ).rejects.toMatchObject({
        code: "UNPROCESSABLE",
        details: { fields: { reason: expect.any(String) as string } },
      });
    expect(await stateOf(id)).toEqual(was);
    const reason = "Agreed with the steering group";
    await editCriterion(world.scope, { criterionId: id, version: 1, ...input, reason });
    const moves = await withScope(world.scope, (tx) => listMovesIn(tx, world.scope, [id]));
    expect(moves.get(id)).toMatchObject([{ reason, by: expect.any(String) as string, after }]);
    const [entry] = await asAdmin<{ data: object }>(
      "select data from audit_event where org_id = $1 and verb = 'criterion.edited'",
      [world.orgId],
    );
    expect(entry!.data).toMatchObject({ reason, after });
  });

  test("needs no reason for another title, owner or place, nor for the condition it has", async () => {
    const { world, id } = await make();
    await editCriterion(world.scope, { criterionId: id, version: 1, title: "Fewer errors", position: 4 });
    await editCriterion(world.scope, { criterionId: id, version: 2, ownerId: null });
    const { target } = (await stateOf(id)) as { target: number };
    await editCriterion(world.scope, { criterionId: id, version: 3, target, title: "Still fewer" });
    const moves = await withScope(world.scope, (tx) => listMovesIn(tx, world.scope, [id]));
    expect(moves.get(id)).toEqual([]);
  });

  test("is waived with reason and end by name, and taken back; both in the trail", async () => {
    const { world, id } = await make();
    const until = inDays(2);
    await expect(
      waiveCriterion(world.scope, { criterionId: id, version: 1, reason: "Agreed so", until: inDays(-1) }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      waiveCriterion(world.scope, { criterionId: id, version: 1, reason: "Agreed so", until: inDays(200) }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await waiveCriterion(world.scope, { criterionId: id, version: 1, reason: "Agreed so", until });
    expect(await stateOf(id)).toMatchObject({
      state: "waived",
      waived_until: until,
      waiver_reason: "Agreed so",
      waived_by: world.ownerId,
    });
    await unwaiveCriterion(world.scope, { criterionId: id, version: 2 });
    expect(await stateOf(id)).toMatchObject({ state: "unknown", waived_until: null, waiver_reason: null });
    await expect(unwaiveCriterion(world.scope, { criterionId: id, version: 3 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await verbs(world.orgId)).toEqual(["criterion.created", "criterion.waived", "criterion.unwaived"]);
  });

  test("that is measured is not confirmed by a person; a manual one is, and may be taken back", async () => {
    const { world, id } = await make();
    await expect(
      confirmCriterion(world.scope, { criterionId: id, version: 1, evidence: "I looked" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const manual = await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "manual",
      title: "Rehearsed",
      target: 0,
      holdHours: 48,
      componentId: null,
      ownerId: null,
    });
    await confirmCriterion(world.scope, {
      criterionId: manual.id,
      version: 1,
      evidence: "Protocol of Monday",
    });
    expect(await stateOf(manual.id)).toMatchObject({
      evidence: "Protocol of Monday",
      confirmed_by: world.ownerId,
    });
    await withdrawConfirmation(world.scope, { criterionId: manual.id, version: 2 });
    expect(await stateOf(manual.id)).toMatchObject({ evidence: null, confirmed_by: null });
    await archiveCriterion(world.scope, { criterionId: manual.id, version: 3 });
    expect(await stateOf(manual.id)).toMatchObject({ archived: true });
  });

  test("is owned by somebody who can act on it: a viewer is refused, and its owner confirms it without editing criteria", async () => {
    const world = await makeWorld();
    const manual = {
      launchId: world.launchId,
      kind: "manual",
      title: "Rehearsed",
      target: 0,
      holdHours: 0,
      componentId: null,
    } as const;
    const viewer = await makeMember(world, "viewer");
    await expect(
      createCriterion(world.scope, { ...manual, ownerId: viewer.membershipId }),
    ).rejects.toMatchObject({ code: "UNPROCESSABLE" });
    const [owner, other] = [await makeMember(world, "engineer"), await makeMember(world, "engineer")];
    const { id } = await createCriterion(world.scope, { ...manual, ownerId: owner.membershipId });
    const confirmation = { criterionId: id, version: 1, evidence: "Protocol of Monday" };
    await expect(confirmCriterion(other.scope, confirmation)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await confirmCriterion(owner.scope, confirmation);
    expect(await stateOf(id)).toMatchObject({ confirmed_by: owner.membershipId });
    await expect(withdrawConfirmation(other.scope, { criterionId: id, version: 2 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await withdrawConfirmation(owner.scope, { criterionId: id, version: 2 });
  });

  test("of another organization, or with its component or owner, is not found", async () => {
    const [{ id }, stranger] = [await make(), await makeWorld()];
    await expect(
      waiveCriterion(stranger.scope, { criterionId: id, version: 1, reason: "Not mine", until: inDays(1) }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(archiveCriterion(stranger.scope, { criterionId: id, version: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const { world } = await make();
    await expect(
      createCriterion(world.scope, {
        launchId: world.launchId,
        kind: "manual",
        title: "Mine",
        target: 0,
        holdHours: 0,
        componentId: null,
        ownerId: stranger.ownerId,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", details: { field: "ownerId" } });
    expect(await stateOf(id)).toMatchObject({ version: 1, archived: false });
  });
});
