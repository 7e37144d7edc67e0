import type { SetTerm } from "@/contracts/retention";
import { withScope } from "@/server/db/client";
import { now } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { readTermsIn } from "./retention-terms.queries";
import { recordIn } from "./trail.commands";

/** Sets how long one kind is kept, from the next run on; days, or null for "kept". Setting what holds already changes nothing. */
export async function setTerm(scope: Scope, { kind, days }: SetTerm): Promise<void> {
  await withScope(scope, async (tx) => {
    const before = (await readTermsIn(tx, scope))[kind];
    if (before === days) return;
    const at = now();
    await tx.retentionTerm.upsert({
      where: { orgId_kind: { orgId: scope.orgId, kind } },
      create: { orgId: scope.orgId, kind, days, setAt: at },
      update: { days, setAt: at },
    });
    await recordIn(tx, scope, {
      verb: "retention.term_set",
      subjectKind: "retention_term",
      subjectId: kind,
      data: { kind, before, after: days },
    });
  });
}
