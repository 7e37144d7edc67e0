import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { countInLimit } from "@/server/db/rate-limit";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { REFUSALS_IN_TRAIL } from "./limits";

/**
 * Writes into the trail that a member or a key was refused something: the first time within an hour. The refusal stands whether or not it
 * could be written.
 * @param what what was refused, or why
 */
export async function recordRefusal(
  scope: Scope,
  what: Readonly<Partial<Record<"permission" | "scope" | "reason", string>>>,
): Promise<void> {
  const { actor } = scope;
  try {
    const key = [scope.orgId, actor.id, ...Object.values(what)].join(" ");
    if ((await countInLimit(REFUSALS_IN_TRAIL, key)) > 1) return;
    await withScope(scope, (tx) =>
      recordIn(tx, scope, {
        verb: "access.refused",
        subjectKind: actor.kind === "api_key" ? "api_key" : "membership",
        subjectId: actor.id,
        data: what,
      }),
    );
  } catch (error) {
    logFailure("a refusal could not be written into the trail", error, { kind: outageKind(error) });
  }
}
