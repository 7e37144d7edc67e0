import { ownMoment } from "@/contracts/moment";
import type { Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { ActableIssue, FieldValues } from "./issue-acts";
import type { MergeOp } from "./issue-merge.commands";
import { repointIn, type Part } from "./issue-parts.commands";
import { dropRelationsIn, type KeptRelation } from "./issue-relations.commands";
import { writeChangesIn } from "./issue-writes.commands";
import { moveItemsIn, removeNotSameIn, type NotSame } from "./membership-of-items.commands";
import { followersOf, type Arrived } from "./merging";
import type { MoveOp } from "./move-items.commands";
import type { Joining } from "./severity-escalation";

/** How an issue became part of another one: by a merge, or by a move that left it without a report. */
export type Joined = {
  /** What it became part of then; that may have become part of another one since. */ readonly intoId: string;
  /** When its reports left it. */ readonly at: Date;
  readonly parts: readonly Part[];
  readonly inheritedRelations: readonly string[];
  /** What was noted so that no machine puts the reports back. */ readonly notSame: readonly NotSame[];
  /** What was done to the issue that it is part of. */
  readonly target: { readonly before: FieldValues; readonly after: FieldValues };
};

/** How an issue became part of another one; null when that is not known, or was taken back. */
export async function readJoiningIn(tx: Tx, scope: Scope, sourceId: string): Promise<Joined | null> {
  const [last] = await tx.$queryRaw<{ kind: string; groupId: string }[]>`
    select
      kind,
      group_id as "groupId"
    from issue_event
    where
      org_id = ${scope.orgId}
      and issue_id = ${sourceId}
      and undone_at is null
      and (
        kind in ('merged', 'unmerged')
        or (
          kind = 'items_moved_out'
          and jsonb_exists(data -> 'after', 'mergedIntoId')
        )
      )
    order by id desc
    limit 1
  `;
  if (!last || last.kind === "unmerged") return null;
  const [event] = await tx.$queryRaw<
    { op: MergeOp | MoveOp; before: FieldValues | null; after: FieldValues | null }[]
  >`
    select
      data -> 'op' as op,
      data -> 'before' as before,
      data -> 'after' as after
    from issue_event
    where
      org_id = ${scope.orgId}
      and group_id = ${last.groupId}
      and data -> 'op' ->> 'kind' in ('merge', 'move')
    limit 1
  `;
  if (!event?.op.at) return null;
  return {
    intoId: event.op.kind === "merge" ? event.op.intoId : event.op.toId,
    at: ownMoment(event.op.at),
    parts: event.op.kind === "merge" ? event.op.sources : (event.op.emptied ?? []),
    inheritedRelations: event.op.kind === "merge" ? (event.op.inheritedRelations ?? []) : [],
    notSame: event.op.notSame ?? [],
    target: { before: event.before ?? {}, after: event.after ?? {} },
  };
}

export type Parted = {
  /** How many reports went back, with those that followed them. */ returned: number;
  /** Reports that arrived in between and stay where they are. */ staying: Joining[];
  /** Relations that said that they were one. */ dropped: KeptRelation[];
  /** Notes that reports which went back are not about where they are now. */ forgotten: NotSame[];
};

/**
 * Parts issues from the one that they became part of: reports that came with them and are still there return as they had been, those that
 * arrived since follow the report that brought them, and issues that had followed come back as well. The caller holds all and the launch.
 */
export async function partIssuesIn(
  tx: Tx,
  scope: Scope,
  target: ActableIssue,
  sources: readonly ActableIssue[],
  now: Date,
): Promise<Parted> {
  const returning = new Map<string, string>();
  const moments: Date[] = [];
  const dropped: KeptRelation[] = [];
  const forgotten: NotSame[] = [];
  for (const source of sources) {
    const joined = await readJoiningIn(tx, scope, source.id);
    if (joined) {
      const came = await readReturningIn(tx, scope, source, target, joined.at);
      await moveItemsIn(
        tx,
        scope,
        came.map((itemId) => ({ itemId, toIssueId: source.id })),
        { by: "person", reason: `Came back from #${target.number} when it was unmerged.`, since: joined.at },
        now,
      );
      const noted = joined.notSame.filter((pair) => pair.issueId === source.id && came.includes(pair.itemId));
      forgotten.push(...(await removeNotSameIn(tx, scope, noted)));
      for (const itemId of came) returning.set(itemId, source.id);
      moments.push(joined.at);
    }
    const children = joined?.parts.find((part) => part.id === source.id)?.repointed ?? [];
    await repointIn(tx, scope, children, target.id, source.id, now);
    dropped.push(...(await dropRelationsIn(tx, scope, source.id, target.id, ["duplicate_of"])));
  }
  const { followed, staying } = await letFollowIn(tx, scope, target.id, returning, moments, now);
  await writeChangesIn(
    tx,
    scope,
    sources.map((issue) => ({ issue, changes: { mergedIntoId: null } })),
    now,
  );
  return { returned: returning.size + followed, staying, dropped, forgotten };
}

/** The reports that an issue had when it became part of another one, and that are still in that one. */
async function readReturningIn(
  tx: Tx,
  scope: Scope,
  source: ActableIssue,
  target: ActableIssue,
  at: Date,
): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    select t.id
    from
      issue_item j
      join item t on t.org_id = j.org_id
      and t.id = j.item_id
    where
      j.org_id = ${scope.orgId}
      and j.issue_id = ${source.id}
      and j.left_at = ${at}
      and t.issue_id = ${target.id}
    order by t.id
    for no key update of
      t
  `;
  return found.map(({ id }) => id);
}

type ArrivedRow = Arrived & {
  readonly severity: Severity;
  readonly reference: string;
  readonly isByPerson: boolean;
};

/**
 * Lets reports that machines put into an issue follow those that brought them and go back.
 * @param returning reports that go back, and where to
 * @param moments when these had come; what came by itself since has arrived
 */
export async function letFollowIn(
  tx: Tx,
  scope: Scope,
  targetId: string,
  returning: ReadonlyMap<string, string | null>,
  moments: readonly Date[],
  now: Date,
): Promise<{ followed: number; staying: Joining[] }> {
  if (moments.length === 0) return { followed: 0, staying: [] };
  const since = new Date(Math.min(...moments.map((moment) => moment.getTime())));
  const arrived = await tx.$queryRaw<ArrivedRow[]>`
    select
      t.id as "itemId",
      t.reference,
      t.severity,
      j.matched_item_id as "matchId",
      j.joined_by = 'person' as "isByPerson"
    from
      item t
      join issue_item j on j.org_id = t.org_id
      and j.item_id = t.id
      and j.left_at is null
    where
      t.org_id = ${scope.orgId}
      and t.issue_id = ${targetId}
      and j.joined_at >= ${since}
      and not exists (
        select
        from issue_item o
        where
          o.org_id = j.org_id
          and o.item_id = j.item_id
          and o.left_at = any(${[...moments]}::timestamptz[])
      )
    order by t.id
    for no key update of
      t
  `;
  const followers = followersOf(
    returning,
    arrived.filter((report) => !report.isByPerson),
  );
  await moveItemsIn(
    tx,
    scope,
    [...followers].map(([itemId, toIssueId]) => ({
      itemId,
      toIssueId,
      matchId: arrived.find((report) => report.itemId === itemId)?.matchId ?? null,
    })),
    { by: "model", reason: "Follows the report that it was found to be like." },
    now,
  );
  const staying = arrived
    .filter((report) => !followers.has(report.itemId))
    .map(({ reference, severity }) => ({ name: `report ${reference}`, severity, isOpen: true }));
  return { followed: followers.size, staying };
}
