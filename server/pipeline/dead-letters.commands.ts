import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

/** Gives dead work another chance, from its first attempt; answers with how many rows were revived. */
export async function replayDeadLetters(scope: Scope, ids: readonly string[]): Promise<number> {
  return withScope(scope, async (tx) => {
    const n = await tx.$executeRaw`
      update outbox set state = 'pending', attempts = 0, enq_n = 0, enq_at = null, available_at = now()
      where org_id = ${scope.orgId} and id = any(${[...ids]}) and state = 'dead'`;
    if (n > 0)
      await recordIn(tx, scope, {
        verb: "dead_letter.replayed",
        subjectKind: "outbox",
        subjectId: ids[0] ?? "",
        data: { count: n },
      });
    return n;
  });
}
