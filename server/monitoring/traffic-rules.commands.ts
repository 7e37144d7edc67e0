import type { TrafficRuleInput } from "@/contracts/traffic";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { changesOf, expectVersion } from "@/server/launches/launch-writes.commands";
import { expectLaunchIn } from "@/server/launches/launches.queries";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { BUILT_IN_RULES } from "./traffic-defaults";
import { forgetLists } from "./traffic-lists.queries";
import { OWN_RULES_MAX } from "./traffic-rules.queries";

/**
 * Adds an entry to a launch's list; it holds for what arrives from now on. @throws AppError NOT_FOUND; CONFLICT when the launch has an
 * entry with this pattern; UNPROCESSABLE beyond a hundred entries.
 */
export async function addTrafficRule(
  scope: Scope,
  { launchId, rule }: { launchId: string; rule: TrafficRuleInput },
): Promise<{ id: string }> {
  const id = await withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    const own = await tx.trafficRule.count({
      where: { orgId: scope.orgId, launchId, pattern: { not: null } },
    });
    if (own >= OWN_RULES_MAX)
      throw new AppError("UNPROCESSABLE", `A launch has at most ${OWN_RULES_MAX} entries of its own.`);
    await expectNewIn(tx, scope, launchId, rule, null);
    const made = newId("trafficRule");
    await tx.trafficRule.create({ data: { orgId: scope.orgId, launchId, id: made, ...rule, isOn: true } });
    await traceIn(tx, scope, "traffic_rule.added", made, launchId, rule);
    return made;
  });
  forgetLists(launchId);
  return { id };
}

/** Changes an entry of the launch's own. @throws AppError NOT_FOUND; CONFLICT with the entry as it is now, or when there is such a one. */
export async function editTrafficRule(
  scope: Scope,
  {
    launchId,
    ruleId,
    version,
    rule,
  }: { launchId: string; ruleId: string; version: number; rule: TrafficRuleInput },
): Promise<{ version: number }> {
  const next = await withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    const known = expectVersion(await findOwnIn(tx, scope, launchId, ruleId), "entry", version);
    const { before, after } = changesOf(known, rule);
    if (Object.keys(after).length === 0) return version;
    await expectNewIn(tx, scope, launchId, rule, ruleId);
    await tx.trafficRule.update({
      where: { orgId_launchId_id: { orgId: scope.orgId, launchId, id: ruleId } },
      data: { ...rule, version: { increment: 1 } },
    });
    await traceIn(tx, scope, "traffic_rule.edited", ruleId, launchId, { before, after });
    return version + 1;
  });
  forgetLists(launchId);
  return { version: next };
}

/** Switches an entry on or off, a built-in one too. @throws AppError NOT_FOUND */
export async function switchTrafficRule(
  scope: Scope,
  { launchId, ruleId, isOn }: { launchId: string; ruleId: string; isOn: boolean },
): Promise<void> {
  await withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    const builtIn = BUILT_IN_RULES.find((rule) => rule.id === ruleId);
    if (!builtIn && !(await findOwnIn(tx, scope, launchId, ruleId)))
      throw new AppError("NOT_FOUND", "There is no such entry here.");
    await tx.trafficRule.upsert({
      where: { orgId_launchId_id: { orgId: scope.orgId, launchId, id: ruleId } },
      create: { orgId: scope.orgId, launchId, id: ruleId, isOn },
      update: { isOn, version: { increment: 1 } },
    });
    await traceIn(tx, scope, "traffic_rule.switched", ruleId, launchId, { isOn });
  });
  forgetLists(launchId);
}

/** Takes an entry of the launch's own away; what it took stays as it was counted. @throws AppError NOT_FOUND */
export async function removeTrafficRule(
  scope: Scope,
  { launchId, ruleId }: { launchId: string; ruleId: string },
): Promise<void> {
  await withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    const known = await findOwnIn(tx, scope, launchId, ruleId);
    if (!known) throw new AppError("NOT_FOUND", "There is no such entry here.");
    await tx.trafficRule.delete({
      where: { orgId_launchId_id: { orgId: scope.orgId, launchId, id: ruleId } },
    });
    const { matches, pattern, trafficClass } = known;
    await traceIn(tx, scope, "traffic_rule.removed", ruleId, launchId, { matches, pattern, trafficClass });
  });
  forgetLists(launchId);
}

/** One list is changed by one person at a time. */
async function lockLaunchIn(tx: Tx, scope: Scope, launchId: string): Promise<void> {
  await expectLaunchIn(tx, scope, launchId);
  await tx.$queryRaw`
    select 1
    from launch
    where
      org_id = ${scope.orgId}
      and id = ${launchId}
    for no key update
  `;
}

const findOwnIn = (tx: Tx, scope: Scope, launchId: string, id: string) =>
  tx.trafficRule.findFirst({ where: { orgId: scope.orgId, launchId, id, pattern: { not: null } } });

async function expectNewIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  { matches, pattern }: TrafficRuleInput,
  exceptId: string | null,
): Promise<void> {
  const twin = await tx.trafficRule.findFirst({
    where: {
      orgId: scope.orgId,
      launchId,
      matches,
      pattern: { equals: pattern, mode: "insensitive" },
      ...(exceptId !== null && { id: { not: exceptId } }),
    },
    select: { id: true },
  });
  if (twin)
    throw new AppError("CONFLICT", `The list has an entry ${pattern} already.`, {
      field: "pattern",
      reason: "taken",
    });
}

async function traceIn(
  tx: Tx,
  scope: Scope,
  verb: string,
  id: string,
  launchId: string,
  data: Record<string, unknown>,
): Promise<void> {
  await recordIn(tx, scope, { verb, subjectKind: "traffic_rule", subjectId: id, launchId, data });
  await publishIn(tx, scope, { kind: "traffic.changed", launchId, ids: [] });
}
