import { verifyAudit } from "@/server/audit/seal.queries";
import { findShutProviderKeys } from "@/server/ai/provider-keys.queries";
import { findShutSourceSecrets } from "@/server/intake/source-secrets.queries";
import { workerScope } from "@/server/tenancy/scope.commands";

export type DataCheck = {
  organizations: number;
  /** Audit events that blocks hold. */
  sealedEvents: number;
  /** Organizations whose audit trail is not what was sealed, and why. */
  brokenTrails: { orgId: string; reason: string }[];
  /** Encrypted columns: how many there are, and how many this installation's secret does not open. */
  secrets: { all: number; shut: number };
};

/**
 * Looks whether data that came from elsewhere is whole, for these organizations: every audit trail is what was sealed, and what is
 * encrypted can be opened with STEADY_SECRET or one of the previous secrets.
 */
export async function checkData(orgIds: readonly string[]): Promise<DataCheck> {
  const check: DataCheck = {
    organizations: orgIds.length,
    sealedEvents: 0,
    brokenTrails: [],
    secrets: { all: 0, shut: 0 },
  };
  for (const orgId of orgIds) {
    const scope = workerScope(orgId);
    const trail = await verifyAudit(scope);
    check.sealedEvents += trail.events;
    if (trail.fault) check.brokenTrails.push({ orgId, reason: trail.fault.reason });
    for (const { all, shut } of [await findShutSourceSecrets(scope), await findShutProviderKeys(scope)]) {
      check.secrets.all += all;
      check.secrets.shut += shut;
    }
  }
  return check;
}
