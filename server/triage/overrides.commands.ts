import { rows, type Tx } from "@/server/db/sql";
import type { LabelChange } from "@/server/feedback/issue-acts";
import { now as clockNow } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { scoreIssuesIn } from "./score.commands";

export type PersonLabel = Omit<LabelChange, "issueId" | "field"> & {
  readonly subjectKind: "issue" | "item";
  readonly subjectId: string;
  readonly field: string;
};

/** Keeps what people said of issues and reports, for whoever judges or teaches the machine later. */
export async function keepLabelsIn(tx: Tx, scope: Scope, labels: readonly PersonLabel[]): Promise<void> {
  if (labels.length === 0) return;
  const values = labels.map((label) => ({ id: newId("label"), setBy: "person", ...label }));
  await tx.$executeRaw`
    insert into
      label (
        org_id,
        id,
        subject_kind,
        subject_id,
        field,
        value,
        previous,
        set_by,
        actor_id,
        confidence,
        reason,
        at
      )
    select
      ${scope.orgId},
      l.id,
      l."subjectKind",
      l."subjectId",
      l.field,
      l.value,
      l.previous,
      l."setBy",
      ${scope.actor.id},
      case
        when l."setBy" = 'person' then 1
      end,
      l.reason,
      ${clockNow()}
    from
      jsonb_to_recordset(${rows(values)}::jsonb) as l(
        id text,
        "subjectKind" text,
        "subjectId" text,
        field text,
        value text,
        previous text,
        "setBy" text,
        reason text
      )
  `;
}

/** What follows from a person's act on issues: their words are kept, and what they touch is scored again. */
export async function settleIn(
  tx: Tx,
  scope: Scope,
  done: { labels?: readonly LabelChange[]; rescore: readonly string[] },
): Promise<void> {
  await keepLabelsIn(
    tx,
    scope,
    (done.labels ?? []).map(({ issueId, ...label }) => ({
      ...label,
      subjectKind: "issue" as const,
      subjectId: issueId,
    })),
  );
  await scoreIssuesIn(tx, scope, done.rescore, clockNow());
}
