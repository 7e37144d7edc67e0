import type { CreateComponent, EditComponent } from "@/contracts/launches";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { changesOf, expectVersion } from "./launch-writes.commands";
import { expectLaunchIn } from "./launches.queries";

/**
 * Adds a component at the end of the list. @throws AppError NOT_FOUND for the launch or team; CONFLICT when the short name is taken in
 * this launch.
 */
export async function createComponent(
  scope: Scope,
  { launchId, ...input }: CreateComponent,
): Promise<{ id: string }> {
  return withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    const known = await tx.component.findFirst({
      where: { orgId: scope.orgId, launchId, slug: input.slug },
      select: { archivedAt: true },
    });
    if (known)
      throw new AppError(
        "CONFLICT",
        known.archivedAt
          ? `The short name ${input.slug} belongs to an archived component.`
          : `This launch has a component ${input.slug} already.`,
        { field: "slug", reason: "taken" },
      );
    const [last] = await tx.$queryRaw<{ next: number }[]>`
      select coalesce(max(position), -1) + 1 as next
      from component
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
    `;
    const id = newId("component");
    await tx.component.create({
      data: { orgId: scope.orgId, id, launchId, ...input, position: last?.next ?? 0 },
    });
    await traceIn(tx, scope, "component.created", id, launchId, { name: input.name, slug: input.slug });
    return { id };
  });
}

/** Changes a component's name, words, routes or owner. @throws AppError NOT_FOUND; CONFLICT with the component as it is now. */
export async function editComponent(
  scope: Scope,
  { componentId, version, ...input }: EditComponent,
): Promise<{ version: number }> {
  return withScope(scope, async (tx) => {
    const component = expectVersion(await lockComponentIn(tx, scope, componentId), "component", version);
    const { before, after } = changesOf(component, input);
    if (Object.keys(after).length === 0) return { version };
    await tx.component.update({
      where: { orgId_id: { orgId: scope.orgId, id: componentId } },
      data: { ...after, version: { increment: 1 } },
    });
    await traceIn(tx, scope, "component.edited", componentId, component.launchId, { before, after });
    return { version: version + 1 };
  });
}

/** Takes a component out of use; what was said of it stays. @throws AppError NOT_FOUND; CONFLICT with the component as it is now. */
export async function archiveComponent(
  scope: Scope,
  { componentId, version }: { componentId: string; version: number },
): Promise<void> {
  await withScope(scope, async (tx) => {
    const component = expectVersion(await lockComponentIn(tx, scope, componentId), "component", version);
    await tx.component.update({
      where: { orgId_id: { orgId: scope.orgId, id: componentId } },
      data: { archivedAt: now(), version: { increment: 1 } },
    });
    await traceIn(tx, scope, "component.archived", componentId, component.launchId, { name: component.name });
  });
}

async function lockComponentIn(tx: Tx, scope: Scope, componentId: string) {
  await tx.$queryRaw`
    select 1
    from component
    where
      org_id = ${scope.orgId}
      and id = ${componentId}
    for no key update
  `;
  return tx.component.findFirst({
    where: { orgId: scope.orgId, id: componentId, archivedAt: null },
    select: {
      id: true,
      launchId: true,
      version: true,
      slug: true,
      name: true,
      keywords: true,
      routePatterns: true,
      ownerTeamId: true,
    },
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
  await recordIn(tx, scope, { verb, subjectKind: "component", subjectId: id, launchId, data });
  await publishIn(tx, scope, { kind: "launch.changed", launchId, ids: [id] });
}
