import { ERASED } from "@/contracts/privacy";
import type { Eraser } from "@/server/db/erasing";
import { eraseWorkIn } from "@/server/jobs/erase.commands";

/** Empties what arrived, byte for byte (the row and its hash stay), and removes its pictures. */
export const eraseRawEventsIn: Eraser = async (
  tx,
  scope,
  { itemIds, rawEventIds, sourceIds, since, quotes },
) => {
  const bodies = await tx.$executeRaw`
    update raw_event
    set
      body = ''::bytea,
      headers = '{}'
    where
      org_id = ${scope.orgId}
      and id = any(${[...rawEventIds]}::text[])
  `;
  const pictures = await tx.attachment.deleteMany({
    where: { orgId: scope.orgId, itemId: { in: [...itemIds] } },
  });
  const failures = (
    await tx.sourceFailure.findMany({
      where: { orgId: scope.orgId, sourceId: { in: [...sourceIds] }, minute: { gte: dayBefore(since) } },
    })
  ).filter((failure) => quotes(failure.detail));
  for (const { sourceId, minute, reason } of failures)
    await tx.sourceFailure.update({
      where: { orgId_sourceId_minute_reason: { orgId: scope.orgId, sourceId, minute, reason } },
      data: { detail: ERASED },
    });
  return [
    { table: "raw_event", what: "bodies and headers as they arrived", rows: bodies },
    { table: "attachment", what: "pictures", rows: pictures.count },
    { table: "source_failure", what: "refusals that quote it", rows: failures.length },
    await eraseWorkIn(tx, scope, [...itemIds, ...rawEventIds]),
  ];
};

const dayBefore = (moment: Date): Date => new Date(moment.getTime() - 86_400_000);
