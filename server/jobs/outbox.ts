import type { Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import type { JobDefinition } from "./define-job";

/**
 * Asks for work in the transaction that makes it necessary: if the transaction is rolled back, the work was never asked for.
 * @param refs ids of the rows the work is about; one outbox row each
 * @param delayMs how long to wait at least, by the database's clock
 */
export async function enqueueIn(
  tx: Tx,
  scope: Scope,
  job: JobDefinition,
  refs: readonly string[],
  delayMs = 0,
): Promise<void> {
  if (refs.length === 0) return;
  const ids = refs.map(() => newId("outbox"));
  await tx.$executeRaw`
    insert into outbox (org_id, id, topic, ref, available_at)
    select
      ${scope.orgId},
      id,
      ${job.topic},
      ref,
      now() + make_interval(secs => ${delayMs / 1000})
    from unnest(${ids}::text[], ${[...refs]}::text[]) as t(id, ref)
  `;
}
