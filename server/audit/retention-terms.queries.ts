import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { termsOf, type Terms } from "./retention";

/** The terms that hold in an organization. */
export async function readTermsIn(tx: Tx, scope: Scope): Promise<Terms> {
  return termsOf(
    await tx.retentionTerm.findMany({ where: { orgId: scope.orgId }, select: { kind: true, days: true } }),
  );
}
