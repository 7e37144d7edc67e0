import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import type { SetBy } from "@/contracts/triage";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import type { ImpactPart } from "./impact";

export type DescribedLabel = {
  id: string;
  field: string;
  value: string | null;
  previous: string | null;
  setBy: SetBy;
  actorId: string;
  actorName: string | null;
  confidence: number | null;
  reason: string;
  at: Date;
};
export type ImpactReading = { at: Date; impact: number; parts: ImpactPart[] };

const READINGS_MAX = 200;

/**
 * How an issue came to its place: what was said of it and by whom, newest first, and how its computed impact moved, oldest first.
 * @throws AppError NOT_FOUND
 */
export async function explainRank(
  scope: Scope,
  issueId: string,
): Promise<{ labels: DescribedLabel[]; readings: ImpactReading[] }> {
  return withScope(scope, async (tx) => {
    if (
      !(await tx.issue.findUnique({
        where: { orgId_id: { orgId: scope.orgId, id: issueId } },
        select: { id: true },
      }))
    )
      throw new AppError("NOT_FOUND", "There is no such issue here.");
    const labels = await readLabelsIn(tx, scope, issueId);
    const readings = await tx.impactReading.findMany({
      where: { orgId: scope.orgId, issueId },
      orderBy: { at: "desc" },
      take: READINGS_MAX,
      select: { at: true, impact: true, parts: true },
    });
    return {
      labels,
      readings: readings.reverse().map((r) => ({ ...r, parts: r.parts as unknown as ImpactPart[] })),
    };
  });
}

/** What people said one report is, newest first, with who said it and why. @throws AppError NOT_FOUND */
export async function listItemLabels(scope: Scope, itemId: string): Promise<DescribedLabel[]> {
  return withScope(scope, async (tx) => {
    if (
      !(await tx.item.findUnique({
        where: { orgId_id: { orgId: scope.orgId, id: itemId } },
        select: { id: true },
      }))
    )
      throw new AppError("NOT_FOUND", "There is no such report here.");
    return readLabelsIn(tx, scope, itemId);
  });
}

/** The last fifty things said of one issue or report, newest first. */
const readLabelsIn = (tx: Tx, scope: Scope, subjectId: string): Promise<DescribedLabel[]> =>
  tx.$queryRaw<DescribedLabel[]>`
    select
      l.id,
      l.field,
      case
        when l.field = 'component' then coalesce(c.name, l.value)
        else l.value
      end as value,
      case
        when l.field = 'component' then coalesce(p.name, l.previous)
        else l.previous
      end as previous,
      l.set_by as "setBy",
      l.actor_id as "actorId",
      m.name as "actorName",
      l.confidence,
      l.reason,
      l.at
    from
      label l
      left join membership m on m.org_id = l.org_id
      and m.id = l.actor_id
      left join component c on c.org_id = l.org_id
      and c.id = l.value
      left join component p on p.org_id = l.org_id
      and p.id = l.previous
    where
      l.org_id = ${scope.orgId}
      and l.subject_id = ${subjectId}
    order by l.id desc
    limit 50
  `;
