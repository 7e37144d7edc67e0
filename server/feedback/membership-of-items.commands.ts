import { rows, type Tx } from "@/server/db/sql";
import type { SetBy, Severity } from "@/contracts/triage";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";

/** A report and the issue it goes to; null takes it out of any. `matchId` names the report that it follows. */
export type ItemMove = {
  readonly itemId: string;
  readonly toIssueId: string | null;
  readonly matchId?: string | null;
};

/**
 * Moves reports between issues: where each was stays readable with when it left, where it is now with why. A report that is there
 * already is left alone.
 * @param how `since`: the moment at which they had left the issue that they go back to; they are in it again as they were then
 */
export async function moveItemsIn(
  tx: Tx,
  scope: Scope,
  moves: readonly ItemMove[],
  how: { readonly by: SetBy; readonly reason: string; readonly since?: Date },
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
  if (how.since) await rejoinIn(tx, scope, values, how.since);
  await tx.$executeRaw`
    insert into
      issue_item (org_id, id, issue_id, item_id, joined_by, reason, score, joined_at, matched_item_id)
    select
      ${scope.orgId},
      m."joinId",
      m."toIssueId",
      m."itemId",
      ${how.by},
      ${how.reason},
      1,
      ${now},
      m."matchId"
    from jsonb_to_recordset(${values}::jsonb) as m("joinId" text, "itemId" text, "toIssueId" text, "matchId" text)
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

/** Lets reports be in issues again by the very rows that a move had closed: with who put them there, when and why. */
async function rejoinIn(tx: Tx, scope: Scope, values: string, since: Date): Promise<void> {
  await tx.$executeRaw`
    update issue_item j
    set
      left_at = null,
      left_by = null
    from jsonb_to_recordset(${values}::jsonb) as m("itemId" text, "toIssueId" text)
    where
      j.org_id = ${scope.orgId}
      and j.item_id = m."itemId"
      and j.issue_id = m."toIssueId"
      and j.left_at = ${since}
      and not exists (
        select
        from issue_item o
        where
          o.org_id = j.org_id
          and o.item_id = j.item_id
          and o.left_at is null
      )
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

/** A report and an issue that it is not about; `createdAt` as an ISO string, where it was noted before. */
export type NotSame = { readonly itemId: string; readonly issueId: string; readonly createdAt?: string };

/** Notes that reports are not about issues, so that no machine puts them back; answers with what had not been noted before. */
export async function addNotSameIn(
  tx: Tx,
  scope: Scope,
  pairs: readonly NotSame[],
  now: Date,
): Promise<NotSame[]> {
  return tx.$queryRaw<NotSame[]>`
    insert into item_not_issue (org_id, item_id, issue_id, created_at)
    select
      ${scope.orgId},
      p."itemId",
      p."issueId",
      coalesce(p."createdAt", ${now})
    from
      jsonb_to_recordset(${rows(pairs)}::jsonb) as p("itemId" text, "issueId" text, "createdAt" timestamptz)
    on conflict do nothing
    returning
      item_id as "itemId",
      issue_id as "issueId"
  `;
}

/** Takes back that reports are not about issues, and answers with what had been noted. */
export async function removeNotSameIn(tx: Tx, scope: Scope, pairs: readonly NotSame[]): Promise<NotSame[]> {
  const removed = await tx.$queryRaw<{ itemId: string; issueId: string; createdAt: Date }[]>`
    delete from item_not_issue n using jsonb_to_recordset(${rows(pairs)}::jsonb) as p("itemId" text, "issueId" text)
    where
      n.org_id = ${scope.orgId}
      and n.item_id = p."itemId"
      and n.issue_id = p."issueId"
    returning
      n.item_id as "itemId",
      n.issue_id as "issueId",
      n.created_at as "createdAt"
  `;
  return removed.map(({ createdAt, ...pair }) => ({ ...pair, createdAt: createdAt.toISOString() }));
}
