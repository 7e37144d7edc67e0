import { mapFreeText } from "@/server/audit/free-text";
import type { Eraser } from "@/server/db/erasing";
import { rows } from "@/server/db/sql";

/** Takes the names of people who go out of exit reports that were shared: they keep what members wrote as it was then. */
export const eraseNamesInReportsIn: Eraser = async (tx, scope, { withoutNames }) => {
  const reports = await tx.exitReport.findMany({
    where: { orgId: scope.orgId },
    select: { id: true, snapshot: true },
  });
  const named = reports.flatMap(({ id, snapshot }) => {
    const next = mapFreeText(snapshot, withoutNames);
    return next === snapshot ? [] : [{ id, snapshot: next }];
  });
  await tx.$executeRaw`
    update exit_report e
    set snapshot = r.snapshot
    from jsonb_to_recordset(${rows(named)}::jsonb) as r(id text, snapshot jsonb)
    where
      e.org_id = ${scope.orgId}
      and e.id = r.id
  `;
  return [{ table: "exit_report", what: "names in shared exit reports", rows: named.length }];
};
