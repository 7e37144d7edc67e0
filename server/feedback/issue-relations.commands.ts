import type { RelationKind } from "@/contracts/feedback";
import { ownMoment } from "@/contracts/moment";
import type { SetBy } from "@/contracts/triage";
import { sql, type Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { assertNotMerged, lockIssuesIn } from "./issue-writes.commands";

/** A relation as it stood, kept so that it can be put back. */
export type KeptRelation = {
  id: string;
  issueId: string;
  otherId: string;
  kind: RelationKind;
  setBy: SetBy;
  reason: string;
  score: number | null;
  /** When it was made. */ createdAt: Date;
};

/** A kept relation for the trail and out of it; `createdAt` is missing from lines of before 2026-12-01. */
export type TracedRelation = Omit<KeptRelation, "createdAt"> & { createdAt?: Date | string };

/** A pair's relation, or one by its id, in the words of the trail. */
const KEPT = sql`
  id,
  issue_id as "issueId",
  other_id as "otherId",
  kind,
  set_by as "setBy",
  reason,
  score,
  created_at as "createdAt"
`;

/** Takes away what was said of a pair of issues, in either direction, and answers with it. */
export async function dropRelationsIn(
  tx: Tx,
  scope: Scope,
  a: string,
  b: string,
  kinds: readonly RelationKind[],
): Promise<KeptRelation[]> {
  return tx.$queryRaw<KeptRelation[]>`
    delete from issue_relation
    where
      org_id = ${scope.orgId}
      and kind = any(${[...kinds]}::text[])
      and (
        (
          issue_id = ${a}
          and other_id = ${b}
        )
        or (
          issue_id = ${b}
          and other_id = ${a}
        )
      )
    returning ${KEPT}
  `;
}

/** Takes away relations by their ids, and answers with those that were still there. */
export async function dropRelationsByIdIn(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<KeptRelation[]> {
  return tx.$queryRaw<KeptRelation[]>`
    delete from issue_relation
    where
      org_id = ${scope.orgId}
      and id = any(${[...ids]}::text[])
    returning ${KEPT}
  `;
}

/**
 * Says of an issue what had been said of those that become part of it and others: that they are related or not the same. What is said of
 * it and the other already stays. The parts keep theirs.
 * @returns the ids of what was added
 */
export async function inheritRelationsIn(
  tx: Tx,
  scope: Scope,
  targetId: string,
  sourceIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const family = [targetId, ...sourceIds];
  const found = await tx.$queryRaw<KeptRelation[]>`
    select ${KEPT}
    from issue_relation
    where
      org_id = ${scope.orgId}
      and kind in ('related', 'not_same')
      and (
        issue_id = any(${family}::text[])
        or other_id = any(${family}::text[])
      )
    order by
      kind,
      id
  `;
  // Ordered by kind: what a person kept apart goes before what is related.
  const otherOf = ({ issueId, otherId }: KeptRelation) => (family.includes(issueId) ? otherId : issueId);
  const isOf = (relation: KeptRelation, id: string) => relation.issueId === id || relation.otherId === id;
  const known = new Set([...family, ...found.filter((r) => isOf(r, targetId)).map(otherOf)]);
  const added: string[] = [];
  for (const relation of found) {
    const other = otherOf(relation);
    if (known.has(other)) continue;
    known.add(other);
    const id = newId("relation");
    const isFrom = family.includes(relation.issueId);
    await addRelationIn(
      tx,
      scope,
      {
        ...relation,
        id,
        createdAt: now,
        issueId: isFrom ? targetId : other,
        otherId: isFrom ? other : targetId,
      },
      now,
    );
    added.push(id);
  }
  return added;
}

/** A moment as a row has it, or as the trail does. */
const momentOf = (at: Date | string | undefined) => (typeof at === "string" ? ownMoment(at) : at);

/** Says something of a pair of issues. */
export async function addRelationIn(
  tx: Tx,
  scope: Scope,
  relation: Omit<KeptRelation, "id" | "score" | "createdAt"> & {
    id?: string;
    score?: number | null;
    createdAt?: Date | string;
  },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into issue_relation (org_id, id, issue_id, other_id, kind, set_by, reason, score, created_at)
    values (
      ${scope.orgId},
      ${relation.id ?? newId("relation")},
      ${relation.issueId},
      ${relation.otherId},
      ${relation.kind},
      ${relation.setBy},
      ${relation.reason},
      ${relation.score ?? null},
      ${momentOf(relation.createdAt) ?? now}
    )
    on conflict (org_id, issue_id, other_id, kind) do update
    set
      set_by = excluded.set_by,
      reason = excluded.reason,
      score = excluded.score
  `;
}

export type RelateInput = {
  readonly issueId: string;
  readonly otherId: string;
  readonly kind: "related" | "not_same";
  readonly reason: string;
};

/**
 * Says that two issues are related, or that they are not the same; what was said of the pair before gives way. "Not the same" sticks:
 * no machine offers or merges the pair again.
 * @throws AppError NOT_FOUND; CONFLICT when one of them was merged away; UNPROCESSABLE for an issue and itself or one of another launch.
 */
export async function relateIssuesIn(tx: Tx, scope: Scope, input: RelateInput): Promise<{ undoId: string }> {
  return changePair(tx, scope, input, input.kind === "related" ? "related" : "kept_apart", (now) =>
    addRelationIn(tx, scope, { ...input, setBy: "person" }, now),
  );
}

/** Takes back that two issues are related or not the same. @throws AppError as `relateIssuesIn`. */
export async function unrelateIssuesIn(
  tx: Tx,
  scope: Scope,
  input: RelateInput,
): Promise<{ undoId: string }> {
  return changePair(tx, scope, input, "unrelated", async () => undefined);
}

async function changePair(
  tx: Tx,
  scope: Scope,
  input: RelateInput,
  kind: string,
  add: (now: Date) => Promise<unknown>,
): Promise<{ undoId: string }> {
  const now = clockNow();
  const { issueId, otherId, reason } = input;
  const locked = await lockIssuesIn(tx, scope, [issueId, otherId]);
  const [issue, other] = [locked.find((i) => i.id === issueId), locked.find((i) => i.id === otherId)];
  if (issueId === otherId) throw new AppError("UNPROCESSABLE", "An issue cannot be compared with itself.");
  if (!issue || !other) throw new AppError("NOT_FOUND", "There is no such issue here.");
  if (issue.launchId !== other.launchId)
    throw new AppError("UNPROCESSABLE", "The two issues belong to different launches.");
  locked.forEach(assertNotMerged);
  const dropped = await dropRelationsIn(tx, scope, issueId, otherId, ["related", "not_same"]);
  await add(now);
  const undoId = newId("issueEvent");
  const op = { kind: "relate", issueId, otherId, added: kind === "unrelated" ? null : input.kind, dropped };
  await finishIn(
    tx,
    scope,
    {
      launchId: issue.launchId,
      groupId: undoId,
      events: [
        {
          issueId,
          kind,
          data: { other: { id: other.id, number: other.number, title: other.title }, reason, op },
        },
        {
          issueId: otherId,
          kind,
          data: { other: { id: issue.id, number: issue.number, title: issue.title }, reason },
        },
      ],
      audit: {
        verb: `issue.${kind}`,
        subjectKind: "issue",
        subjectId: issueId,
        data: {
          otherId,
          kind: input.kind,
          reason,
          before: { kinds: dropped.map((relation) => relation.kind) },
          after: { kinds: op.added === null ? [] : [op.added] },
        },
      },
      changed: [issueId, otherId],
    },
    now,
  );
  return { undoId };
}
