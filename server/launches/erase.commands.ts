import type { Eraser } from "@/server/db/erasing";
import { rows } from "@/server/db/sql";

/**
 * Takes the names of people who go out of what members wrote on exit criteria, of any launch: titles, evidence, reasons of waivers and of
 * moved conditions. The rest of these texts is nobody's report and stays.
 */
export const eraseNamesOnCriteriaIn: Eraser = async (tx, scope, { withoutNames }) => {
  const without = (text: string | null): string | null => (text === null ? null : withoutNames(text));
  const criteria = await tx.exitCriterion.findMany({
    where: { orgId: scope.orgId },
    select: { id: true, title: true, evidence: true, waiverReason: true },
    orderBy: { id: "asc" },
  });
  const named = criteria.flatMap((criterion) => {
    const next = {
      id: criterion.id,
      title: withoutNames(criterion.title),
      evidence: without(criterion.evidence),
      waiverReason: without(criterion.waiverReason),
    };
    const isSame = (["title", "evidence", "waiverReason"] as const).every(
      (key) => next[key] === criterion[key],
    );
    return isSame ? [] : [next];
  });
  await tx.$executeRaw`
    update exit_criterion c
    set
      title = r.title,
      evidence = r.evidence,
      waiver_reason = r."waiverReason",
      version = c.version + 1
    from jsonb_to_recordset(${rows(named)}::jsonb) as r(id text, title text, evidence text, "waiverReason" text)
    where
      c.org_id = ${scope.orgId}
      and c.id = r.id
  `;
  const moves = await tx.criterionMove.findMany({
    where: { orgId: scope.orgId },
    select: { id: true, reason: true },
  });
  const movesNamed = moves.flatMap(({ id, reason }) => {
    const next = withoutNames(reason);
    return next === reason ? [] : [{ id, reason: next }];
  });
  await tx.$executeRaw`
    update criterion_move m
    set reason = r.reason
    from jsonb_to_recordset(${rows(movesNamed)}::jsonb) as r(id text, reason text)
    where
      m.org_id = ${scope.orgId}
      and m.id = r.id
  `;
  return [
    {
      table: "exit_criterion",
      what: "names in titles, evidence and reasons of waivers",
      rows: named.length,
    },
    { table: "criterion_move", what: "names in reasons of moved targets", rows: movesNamed.length },
  ];
};
