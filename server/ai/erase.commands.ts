import { ERASED } from "@/contracts/privacy";
import type { Eraser } from "@/server/db/erasing";

/** Empties errors of model calls that quote what goes; a call is about several reports and names none. */
export const eraseCallErrorsIn: Eraser = async (tx, scope, { since, quotes }) => {
  const calls = await tx.$queryRaw<{ id: string; error: string }[]>`
    select
      id,
      error
    from ai_call
    where
      org_id = ${scope.orgId}
      and at >= ${since}
      and error is not null
  `;
  const ids = calls.filter((call) => quotes(call.error)).map((call) => call.id);
  await tx.$executeRaw`
    update ai_call
    set error = ${ERASED}
    where
      org_id = ${scope.orgId}
      and id = any(${ids}::text[])
  `;
  return [{ table: "ai_call", what: "errors that quote it", rows: ids.length }];
};
