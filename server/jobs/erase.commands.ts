import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { Tally } from "@/server/db/erasing";

/**
 * Ends the work that is about rows which are being erased, and forgets why it failed. A batch that is at it finds its row done and is
 * rolled back.
 * @param refs ids of the rows the work is about
 */
export async function eraseWorkIn(tx: Tx, scope: Scope, refs: readonly string[]): Promise<Tally> {
  const n = await tx.$executeRaw`
    update outbox
    set
      last_error = null,
      done_at = coalesce(done_at, now()),
      state = 'done'
    where
      org_id = ${scope.orgId}
      and ref = any(${[...refs]}::text[])
      and (
        state <> 'done'
        or last_error is not null
      )
  `;
  return { table: "outbox", what: "outstanding or failed work and its errors", rows: n };
}
