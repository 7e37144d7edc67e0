import type { SetBy } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { ActableIssue } from "./issue-acts";
import { addRelationIn } from "./issue-relations.commands";
import { writeChangesIn } from "./issue-writes.commands";
import { itemsOfIn, moveItemsIn } from "./membership-of-items.commands";

/** An issue that became part of another, and those that had been part of it and followed. */
export type Part = { id: string; repointed: string[] };

/**
 * Makes issues part of another one: their reports move there, they point at it as its duplicates, and what had been part of them points
 * there as well, so that a duplicate always points at an issue that is part of none. The caller holds them all and the launch.
 * @returns the parts, and how many reports each brought, by the issue's id
 */
export async function makePartsIn(
  tx: Tx,
  scope: Scope,
  target: ActableIssue,
  sources: readonly ActableIssue[],
  how: { readonly by: SetBy; readonly reason: string },
  now: Date,
): Promise<{ parts: Part[]; broughtBy: Map<string, number> }> {
  const items = await itemsOfIn(
    tx,
    scope,
    sources.map((source) => source.id),
  );
  const parts: Part[] = [];
  const broughtBy = new Map<string, number>();
  for (const source of sources) {
    const own = items.filter((item) => item.issueId === source.id);
    broughtBy.set(source.id, own.length);
    await moveItemsIn(
      tx,
      scope,
      own.map((item) => ({ itemId: item.id, toIssueId: target.id })),
      { by: how.by, reason: `Came with #${source.number} when it was merged.` },
      now,
    );
    parts.push(await pointIn(tx, scope, source.id, target.id, how, now));
  }
  await writeChangesIn(
    tx,
    scope,
    sources.map((issue) => ({ issue, changes: { mergedIntoId: target.id } })),
    now,
  );
  return { parts, broughtBy };
}

/** Relates an issue to the one that it becomes part of, and lets its own parts follow. The field itself is the caller's. */
export async function pointIn(
  tx: Tx,
  scope: Scope,
  sourceId: string,
  targetId: string,
  { by, reason }: { readonly by: SetBy; readonly reason: string },
  now: Date,
): Promise<Part> {
  await addRelationIn(
    tx,
    scope,
    { issueId: sourceId, otherId: targetId, kind: "duplicate_of", setBy: by, reason },
    now,
  );
  const children = await tx.$queryRaw<{ id: string }[]>`
    select id
    from issue
    where
      org_id = ${scope.orgId}
      and merged_into_id = ${sourceId}
    order by id
    for no key update
  `;
  const repointed = children.map((child) => child.id);
  await repointIn(tx, scope, repointed, sourceId, targetId, now);
  return { id: sourceId, repointed };
}

/** Lets issues that are part of one be part of another; those that are no longer part of the first are left alone. */
export async function repointIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  fromId: string,
  toId: string,
  now: Date,
): Promise<void> {
  if (issueIds.length === 0) return;
  const moved = await tx.$queryRaw<{ id: string }[]>`
    update issue
    set
      merged_into_id = ${toId},
      updated_at = ${now}
    where
      org_id = ${scope.orgId}
      and id = any(${[...issueIds]}::text[])
      and merged_into_id = ${fromId}
    returning id
  `;
  await tx.$executeRaw`
    update issue_relation
    set other_id = ${toId}
    where
      org_id = ${scope.orgId}
      and kind = 'duplicate_of'
      and issue_id = any(${moved.map((issue) => issue.id)}::text[])
      and other_id = ${fromId}
  `;
}
