import { rows, type Tx } from "@/server/db/sql";
import type { SetBy, Severity } from "@/contracts/triage";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";

/** A report and the issue it goes to; null takes it out of any. */
export type ItemMove = { readonly itemId: string; readonly toIssueId: string | null };

/**
 * Moves reports between issues: where each was stays readable with when it left, where it is now with why. A report that is there
 * already is left alone.
 */
export async function moveItemsIn(
  tx: Tx,
  scope: Scope,
  moves: readonly ItemMove[],
  how: { by: SetBy; reason: string },
  now: Date,
): Promise<void> {
  const moving = await withoutWithdrawnIn(tx, scope, moves);
  if (moving.length === 0) return;
  const values = rows(
    moving
      .sort((a, b) => (a.itemId < b.itemId ? -1 : 1))
      .map((move) => ({ joinId: newId("issueItem"), ...move })),
  );
  await tx.$executeRaw`
    update issue_item j
    set
      left_at = ${now},
      left_by = ${scope.actor.id}
    from jsonb_to_recordset(${values}::jsonb) as m("itemId" text, "toIssueId" text)
    where
      j.org_id = ${scope.orgId}
      and j.item_id = m."itemId"
      and j.left_at is null
      and j.issue_id is distinct from m."toIssueId"
  `;
  await tx.$executeRaw`
    insert into issue_item (org_id, id, issue_id, item_id, joined_by, reason, score, joined_at)
    select
      ${scope.orgId},
      m."joinId",
      m."toIssueId",
      m."itemId",
      ${how.by},
      ${how.reason},
      1,
      ${now}
    from jsonb_to_recordset(${values}::jsonb) as m("joinId" text, "itemId" text, "toIssueId" text)
    where m."toIssueId" is not null
    on conflict (org_id, item_id)
    where left_at is null do nothing
  `;
  await tx.$executeRaw`
    update item t
    set
      issue_id = m."toIssueId",
      version = t.version + 1
    from jsonb_to_recordset(${values}::jsonb) as m("itemId" text, "toIssueId" text)
    where
      t.org_id = ${scope.orgId}
      and t.id = m."itemId"
      and t.issue_id is distinct from m."toIssueId"
  `;
}

/** A report that was withdrawn is in no issue; undoing what was done while it was in one leaves it out. */
async function withoutWithdrawnIn(tx: Tx, scope: Scope, moves: readonly ItemMove[]): Promise<ItemMove[]> {
  const withdrawn = await tx.item.findMany({
    where: { orgId: scope.orgId, id: { in: moves.map((move) => move.itemId) }, state: "withdrawn" },
    select: { id: true },
  });
  const gone = new Set(withdrawn.map((item) => item.id));
  return moves.filter((move) => move.toIssueId === null || !gone.has(move.itemId));
}

export type LockedItem = {
  id: string;
  launchId: string;
  issueId: string | null;
  severity: Severity;
  state: string;
};

/** Reports as they are now, held against change until the transaction ends. */
export async function lockItemsIn(tx: Tx, scope: Scope, ids: readonly string[]): Promise<LockedItem[]> {
  return tx.$queryRaw<LockedItem[]>`
    select
      id,
      launch_id as "launchId",
      issue_id as "issueId",
      severity,
      state
    from item
    where
      org_id = ${scope.orgId}
      and id = any(${[...new Set(ids)].sort()}::text[])
    order by id
    for no key update
  `;
}

/** The reports that issues have now. */
export async function itemsOfIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
): Promise<{ id: string; issueId: string }[]> {
  return tx.$queryRaw<{ id: string; issueId: string }[]>`
    select
      id,
      issue_id as "issueId"
    from item
    where
      org_id = ${scope.orgId}
      and issue_id = any(${[...issueIds]}::text[])
    order by id
    for no key update
  `;
}

/** Notes that reports are not about issues, so that no machine puts them back. */
export async function addNotSameIn(
  tx: Tx,
  scope: Scope,
  pairs: readonly { itemId: string; issueId: string }[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into item_not_issue (org_id, item_id, issue_id, created_at)
    select
      ${scope.orgId},
      p."itemId",
      p."issueId",
      ${now}
    from jsonb_to_recordset(${rows(pairs)}::jsonb) as p("itemId" text, "issueId" text)
    on conflict do nothing
  `;
}

/** Takes back that reports are not about issues. */
export async function removeNotSameIn(
  tx: Tx,
  scope: Scope,
  pairs: readonly { itemId: string; issueId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    delete from item_not_issue n using jsonb_to_recordset(${rows(pairs)}::jsonb) as p("itemId" text, "issueId" text)
    where
      n.org_id = ${scope.orgId}
      and n.item_id = p."itemId"
      and n.issue_id = p."issueId"
  `;
}
