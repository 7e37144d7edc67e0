import type { RelationKind } from "@/contracts/feedback";
import type { SetBy } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
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
};

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
    returning
      id,
      issue_id as "issueId",
      other_id as "otherId",
      kind,
      set_by as "setBy",
      reason,
      score
  `;
}

/** Says something of a pair of issues. */
export async function addRelationIn(
  tx: Tx,
  scope: Scope,
  relation: Omit<KeptRelation, "id" | "score"> & { id?: string; score?: number | null },
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
      ${now}
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
        data: { otherId, kind: input.kind, reason },
      },
      changed: [issueId, otherId],
    },
    now,
  );
  return { undoId };
}
