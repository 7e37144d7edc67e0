import type { z } from "zod";
import type { CreateView, UpdateView } from "@/contracts/views";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";

const VIEWS_MAX = 50;

/**
 * Keeps a filter, a layout and an order under a name. Shared views belong to the launch, others to whoever made them.
 * @throws AppError UNPROCESSABLE beyond 50 views.
 */
export async function createView(
  scope: Scope,
  input: z.output<typeof CreateView>,
): Promise<{ viewId: string }> {
  const viewId = newId("view");
  return withScope(scope, async (tx) => {
    const position = await tx.savedView.count({
      where: {
        orgId: scope.orgId,
        launchId: input.launchId,
        OR: [{ ownerId: null }, { ownerId: scope.actor.id }],
      },
    });
    if (position >= VIEWS_MAX)
      throw new AppError("UNPROCESSABLE", `A launch has at most ${VIEWS_MAX} views. Remove one first.`, {
        reason: "too_many",
      });
    await tx.savedView.create({
      data: {
        orgId: scope.orgId,
        id: viewId,
        launchId: input.launchId,
        ownerId: input.isShared ? null : scope.actor.id,
        name: input.name,
        filter: input.filter,
        layout: input.layout,
        sort: input.sort,
        position,
      },
    });
    await recordIn(tx, scope, {
      verb: "view.created",
      subjectKind: "view",
      subjectId: viewId,
      launchId: input.launchId,
      data: {
        name: input.name,
        filter: input.filter,
        layout: input.layout,
        sort: input.sort,
        isShared: input.isShared,
      },
    });
    return { viewId };
  });
}

/** Changes a view that is shared or one's own. @throws AppError NOT_FOUND; CONFLICT when it has moved on from the version that was seen. */
export async function updateView(
  scope: Scope,
  { viewId, expectedVersion, isShared, ...fields }: z.output<typeof UpdateView>,
): Promise<{ viewId: string; version: number }> {
  return withScope(scope, async (tx) => {
    const view = await findOwn(tx, scope, viewId);
    if (expectedVersion !== undefined && expectedVersion !== view.version)
      throw new AppError("CONFLICT", `“${view.name}” was changed in the meantime.`, {
        reason: "version",
        expectedVersion,
        currentVersion: view.version,
        current: { name: view.name, filter: view.filter, layout: view.layout, sort: view.sort },
      });
    await tx.savedView.update({
      where: { orgId_id: { orgId: scope.orgId, id: viewId } },
      data: {
        ...fields,
        ...(isShared === undefined ? {} : { ownerId: isShared ? null : scope.actor.id }),
        version: { increment: 1 },
      },
    });
    await recordIn(tx, scope, {
      verb: "view.changed",
      subjectKind: "view",
      subjectId: viewId,
      launchId: view.launchId,
      data: { after: { ...fields, isShared } },
    });
    return { viewId, version: view.version + 1 };
  });
}

/** Removes a view that is shared or one's own. @throws AppError NOT_FOUND */
export async function removeView(scope: Scope, viewId: string): Promise<{ viewId: string }> {
  return withScope(scope, async (tx) => {
    const view = await findOwn(tx, scope, viewId);
    await tx.savedView.delete({ where: { orgId_id: { orgId: scope.orgId, id: viewId } } });
    await recordIn(tx, scope, {
      verb: "view.removed",
      subjectKind: "view",
      subjectId: viewId,
      launchId: view.launchId,
      data: { name: view.name, filter: view.filter },
    });
    return { viewId };
  });
}

async function findOwn(tx: Tx, scope: Scope, viewId: string) {
  const view = await tx.savedView.findFirst({
    where: { orgId: scope.orgId, id: viewId, OR: [{ ownerId: null }, { ownerId: scope.actor.id }] },
  });
  if (!view) throw new AppError("NOT_FOUND", "There is no such view here.");
  return view;
}
