import { loadProviders } from "@/server/ai/providers.queries";
import { withScope } from "@/server/db/client";
import type { PendingRow } from "@/server/jobs/attempts";
import type { Scope } from "@/server/platform/scope";
import { runPipelineWithModel } from "./jobs";

/**
 * Hands reports of an organization that asks a model over to the lane in which models are waited for. Whoever takes a report in does not
 * know whether a model is asked, and the setting may change while it waits; so it is decided here, where work on it would begin.
 * @returns false when no model is called, and nothing was handed over
 */
export async function passToModelLane(scope: Scope, rows: readonly PendingRow[]): Promise<boolean> {
  if ((await loadProviders(scope)).length === 0) return false;
  const ids = rows.map((r) => r.id);
  await withScope(
    scope,
    (tx) => tx.$executeRaw`
      update outbox
      set topic = ${runPipelineWithModel.topic}, enq_at = null, enq_n = 0
      where org_id = ${scope.orgId} and id = any(${ids}) and state = 'pending'`,
  );
  return true;
}
