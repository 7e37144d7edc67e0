import type { ChangeRelease, ReleaseInput } from "@/contracts/monitoring";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { BY_HAND } from "./releases.queries";

export type RecordedRelease = { id: string; launchId: string; isNew: boolean };

/**
 * Notes a deployment, flag or config change. The same delivery again updates how it ended, so that a pipeline may announce the start
 * and later the outcome under one key; one that says nothing new writes nothing.
 * @param deliveryId unique in the organization: the sender's Idempotency-Key
 * @throws AppError NOT_FOUND when the launch does not exist here, UNPROCESSABLE when the component does not.
 */
export async function recordRelease(
  scope: Scope,
  input: ReleaseInput,
  deliveryId: string,
): Promise<RecordedRelease> {
  return withScope(scope, async (tx) => {
    const launch = await tx.launch.findFirst({
      where: { orgId: scope.orgId, OR: [{ id: input.launch }, { slug: input.launch }] },
      select: { id: true },
    });
    if (!launch)
      throw new AppError("NOT_FOUND", `There is no launch ${input.launch} here.`, { field: "launch" });
    const componentId =
      input.component === undefined ? null : await findComponentIn(tx, scope, launch.id, input.component);
    const [row] = await tx.$queryRaw<{ id: string; is_new: boolean }[]>`
      insert into
        release_marker as r (
          org_id,
          id,
          launch_id,
          kind,
          title,
          release_version,
          component_id,
          started_at,
          ended_at,
          outcome,
          url,
          notes,
          delivery_id
        )
      values
        (
          ${scope.orgId},
          ${newId("release")},
          ${launch.id},
          ${input.kind},
          ${input.title ?? input.version},
          ${input.version},
          ${componentId},
          ${input.startedAt},
          ${input.endedAt ?? null},
          ${input.outcome},
          ${input.url ?? null},
          ${input.notes ?? null},
          ${deliveryId}
        )
      on conflict (org_id, delivery_id) do update
      set
        title = excluded.title,
        component_id = coalesce(excluded.component_id, r.component_id),
        ended_at = coalesce(excluded.ended_at, r.ended_at),
        outcome = excluded.outcome,
        url = coalesce(excluded.url, r.url),
        notes = coalesce(excluded.notes, r.notes),
        version = r.version + 1
      where
        r.launch_id = excluded.launch_id
        and (r.title, r.component_id, r.ended_at, r.outcome, r.url, r.notes) is distinct from (
          excluded.title,
          coalesce(excluded.component_id, r.component_id),
          coalesce(excluded.ended_at, r.ended_at),
          excluded.outcome,
          coalesce(excluded.url, r.url),
          coalesce(excluded.notes, r.notes)
        )
      returning
        id,
        xmax = 0 as is_new
    `;
    if (!row) return findUnchangedIn(tx, scope, launch.id, deliveryId);
    await recordIn(tx, scope, {
      verb: row.is_new ? "release.recorded" : "release.updated",
      subjectKind: "release",
      subjectId: row.id,
      launchId: launch.id,
      data: { kind: input.kind, version: input.version, outcome: input.outcome, componentId },
    });
    await publishIn(tx, scope, { kind: "releases.changed", launchId: launch.id, ids: [row.id] });
    return { id: row.id, launchId: launch.id, isNew: row.is_new };
  });
}

/**
 * Puts right what a person recorded by hand; all of it is as they say now.
 * @throws AppError NOT_FOUND; FORBIDDEN for a release that a pipeline announced; CONFLICT when somebody else changed it meanwhile;
 * UNPROCESSABLE when the component does not exist.
 */
export async function changeRelease(
  scope: Scope,
  { releaseId, revision, release }: ChangeRelease,
): Promise<{ id: string; launchId: string }> {
  return withScope(scope, async (tx) => {
    const { launchId } = await expectByHandIn(tx, scope, releaseId);
    const componentId =
      release.component === undefined ? null : await findComponentIn(tx, scope, launchId, release.component);
    const { count } = await tx.releaseMarker.updateMany({
      where: { orgId: scope.orgId, id: releaseId, version: revision },
      data: {
        kind: release.kind,
        title: release.title ?? release.version,
        releaseVersion: release.version,
        componentId,
        startedAt: release.startedAt,
        endedAt: release.endedAt ?? null,
        outcome: release.outcome,
        url: release.url ?? null,
        notes: release.notes ?? null,
        version: { increment: 1 },
      },
    });
    if (count === 0)
      throw new AppError("CONFLICT", "Somebody else changed this release meanwhile. Look at it again.", {
        reason: "version",
      });
    await recordIn(tx, scope, {
      verb: "release.changed",
      subjectKind: "release",
      subjectId: releaseId,
      launchId,
      data: { kind: release.kind, version: release.version, outcome: release.outcome, componentId },
    });
    await publishIn(tx, scope, { kind: "releases.changed", launchId, ids: [releaseId] });
    return { id: releaseId, launchId };
  });
}

/** Removes a release that was recorded by hand. @throws AppError NOT_FOUND; FORBIDDEN for one that a pipeline announced. */
export async function removeRelease(scope: Scope, releaseId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const { launchId, releaseVersion } = await expectByHandIn(tx, scope, releaseId);
    await tx.releaseMarker.delete({ where: { orgId_id: { orgId: scope.orgId, id: releaseId } } });
    await recordIn(tx, scope, {
      verb: "release.removed",
      subjectKind: "release",
      subjectId: releaseId,
      launchId,
      data: { version: releaseVersion },
    });
    await publishIn(tx, scope, { kind: "releases.changed", launchId, ids: [releaseId] });
  });
}

async function expectByHandIn(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<{ launchId: string; releaseVersion: string }> {
  const release = await tx.releaseMarker.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id } },
    select: { launchId: true, releaseVersion: true, deliveryId: true },
  });
  if (!release) throw new AppError("NOT_FOUND", "There is no such release here.");
  if (!release.deliveryId.startsWith(BY_HAND))
    throw new AppError("FORBIDDEN", "A pipeline announced this release; only that pipeline changes it.", {
      reason: "not_by_hand",
    });
  return release;
}

async function findComponentIn(tx: Tx, scope: Scope, launchId: string, slug: string): Promise<string> {
  const component = await tx.component.findFirst({
    where: { orgId: scope.orgId, launchId, slug, archivedAt: null },
    select: { id: true },
  });
  if (!component)
    throw new AppError("UNPROCESSABLE", `This launch has no component ${slug}.`, { field: "component" });
  return component.id;
}

async function findUnchangedIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  deliveryId: string,
): Promise<RecordedRelease> {
  const known = await tx.releaseMarker.findFirst({
    where: { orgId: scope.orgId, deliveryId },
    select: { id: true, launchId: true },
  });
  if (known?.launchId !== launchId)
    throw new AppError("CONFLICT", "This key was used for a release of another launch.", {
      field: "Idempotency-Key",
    });
  return { id: known.id, launchId, isNew: false };
}
