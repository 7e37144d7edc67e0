import type { z } from "zod";
import type { RoutingRuleDraft } from "@/contracts/routing";
import { RULES_MAX, type CreateRule, type ReorderRules, type UpdateRule } from "@/contracts/rules";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { isEarlyRule } from "./routing";

/**
 * Adds a rule after the launch's others.
 * @throws AppError NOT_FOUND for the launch; UNPROCESSABLE beyond 100 rules, and for a rule that names what the launch does not have.
 */
export async function createRule(
  scope: Scope,
  { launchId, rule, isEnabled }: z.output<typeof CreateRule>,
): Promise<{ ruleId: string }> {
  const ruleId = newId("rule");
  return withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    await assertSoundIn(tx, scope, launchId, rule);
    const position = await tx.routingRule.count({ where: { orgId: scope.orgId, launchId } });
    if (position >= RULES_MAX)
      throw new AppError("UNPROCESSABLE", `A launch has at most ${RULES_MAX} rules.`, { reason: "too_many" });
    await tx.routingRule.create({
      data: {
        orgId: scope.orgId,
        id: ruleId,
        launchId,
        position,
        name: rule.name,
        isEnabled,
        conditions: json(rule.conditions),
        effects: json(rule.effects),
      },
    });
    await recordIn(tx, scope, {
      verb: "rule.created",
      subjectKind: "rule",
      subjectId: ruleId,
      launchId,
      data: { after: rule, isEnabled },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
    return { ruleId };
  });
}

/** Changes a rule or switches it. @throws AppError NOT_FOUND; CONFLICT when it has moved on; UNPROCESSABLE as `createRule`. */
export async function updateRule(
  scope: Scope,
  { ruleId, expectedVersion, rule, isEnabled }: z.output<typeof UpdateRule>,
): Promise<{ ruleId: string; version: number }> {
  return withScope(scope, async (tx) => {
    const existing = await findRule(tx, scope, ruleId);
    await lockLaunchIn(tx, scope, existing.launchId);
    const before = await findRule(tx, scope, ruleId);
    if (expectedVersion !== undefined && expectedVersion !== before.version)
      throw new AppError("CONFLICT", `“${before.name}” was changed in the meantime.`, {
        reason: "version",
        expectedVersion,
        currentVersion: before.version,
        current: {
          name: before.name,
          conditions: before.conditions,
          effects: before.effects,
          isEnabled: before.isEnabled,
        },
      });
    if (rule) await assertSoundIn(tx, scope, before.launchId, rule);
    await tx.routingRule.update({
      where: { orgId_id: { orgId: scope.orgId, id: ruleId } },
      data: {
        ...(rule ? { name: rule.name, conditions: json(rule.conditions), effects: json(rule.effects) } : {}),
        ...(isEnabled === undefined ? {} : { isEnabled }),
        version: { increment: 1 },
        updatedAt: clockNow(),
      },
    });
    await recordIn(tx, scope, {
      verb: "rule.changed",
      subjectKind: "rule",
      subjectId: ruleId,
      launchId: before.launchId,
      data: {
        before: {
          name: before.name,
          conditions: before.conditions,
          effects: before.effects,
          isEnabled: before.isEnabled,
        },
        after: { ...rule, isEnabled: isEnabled ?? before.isEnabled },
      },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId: before.launchId, ids: [before.launchId] });
    return { ruleId, version: before.version + 1 };
  });
}

/** Removes a rule; the others close up. @throws AppError NOT_FOUND */
export async function removeRule(scope: Scope, ruleId: string): Promise<{ ruleId: string }> {
  return withScope(scope, async (tx) => {
    const { launchId } = await findRule(tx, scope, ruleId);
    await lockLaunchIn(tx, scope, launchId);
    const rule = await findRule(tx, scope, ruleId);
    await tx.routingRule.delete({ where: { orgId_id: { orgId: scope.orgId, id: ruleId } } });
    await tx.routingRule.updateMany({
      where: { orgId: scope.orgId, launchId, position: { gt: rule.position } },
      data: { position: { decrement: 1 } },
    });
    await recordIn(tx, scope, {
      verb: "rule.removed",
      subjectKind: "rule",
      subjectId: ruleId,
      launchId,
      data: { before: { name: rule.name, conditions: rule.conditions, effects: rule.effects } },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
    return { ruleId };
  });
}

/** Puts a launch's rules into a new order. @throws AppError NOT_FOUND; CONFLICT when the list is not exactly the launch's rules. */
export async function reorderRules(
  scope: Scope,
  { launchId, ruleIds }: z.output<typeof ReorderRules>,
): Promise<{ launchId: string }> {
  return withScope(scope, async (tx) => {
    await lockLaunchIn(tx, scope, launchId);
    const rules = await tx.routingRule.findMany({
      where: { orgId: scope.orgId, launchId },
      orderBy: { position: "asc" },
      select: { id: true },
    });
    const known = new Set(rules.map((rule) => rule.id));
    if (new Set(ruleIds).size !== rules.length || !ruleIds.every((id) => known.has(id)))
      throw new AppError("CONFLICT", "The rules have changed in the meantime. Look at them again.", {
        reason: "version",
        ruleIds: rules.map((rule) => rule.id),
      });
    await tx.$executeRaw`
      update routing_rule r
      set position = o.at - 1
      from unnest(${ruleIds}::text[]) with ordinality as o(id, at)
      where
        r.org_id = ${scope.orgId}
        and r.id = o.id
    `;
    await recordIn(tx, scope, {
      verb: "rule.reordered",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: { before: rules.map((rule) => rule.id), after: ruleIds },
    });
    await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [launchId] });
    return { launchId };
  });
}

/** Whoever changes a launch's rules does so one after the other: their positions belong together. */
async function lockLaunchIn(tx: Tx, scope: Scope, launchId: string): Promise<void> {
  const found = await tx.$queryRaw<object[]>`
    select 1
    from launch
    where
      org_id = ${scope.orgId}
      and id = ${launchId}
    for no key update
  `;
  if (found.length === 0) throw new AppError("NOT_FOUND", "There is no such launch here.");
}

async function findRule(tx: Tx, scope: Scope, ruleId: string) {
  const rule = await tx.routingRule.findUnique({ where: { orgId_id: { orgId: scope.orgId, id: ruleId } } });
  if (!rule) throw new AppError("NOT_FOUND", "There is no such rule here.");
  return rule;
}

async function assertSoundIn(tx: Tx, scope: Scope, launchId: string, rule: RoutingRuleDraft): Promise<void> {
  const { teamId, component, skipAi } = rule.effects;
  if (skipAi && !isEarlyRule(rule))
    throw new AppError(
      "UNPROCESSABLE",
      "A rule that skips the AI model can only use source, text and component: nothing else is known at that point.",
      { field: "effects.skipAi" },
    );
  if (
    teamId &&
    !(await tx.team.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: teamId } },
      select: { id: true },
    }))
  )
    throw new AppError("UNPROCESSABLE", "There is no such team.", { field: "effects.teamId" });
  const named = [
    ...(component ? [component] : []),
    ...rule.conditions.flatMap((c) => (c.field === "component" ? c.value : [])),
  ];
  if (named.length === 0) return;
  const known = new Set(
    (
      await tx.component.findMany({
        where: { orgId: scope.orgId, launchId, slug: { in: named } },
        select: { slug: true },
      })
    ).map((c) => c.slug),
  );
  const missing = named.find((slug) => !known.has(slug));
  if (missing)
    throw new AppError("UNPROCESSABLE", `This launch has no component “${missing}”.`, { field: "component" });
}
