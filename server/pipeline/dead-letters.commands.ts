import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

/** Gives dead work another chance, from its first attempt; answers with how many rows were revived. */
export async function replayDeadLetters(scope: Scope, ids: readonly string[]): Promise<number> {
  return withScope(scope, async (tx) => {
    const revived = await tx.$queryRaw<{ id: string }[]>`
      update outbox set state = 'pending', attempts = 0, enq_n = 0, enq_at = null, available_at = now()
      where org_id = ${scope.orgId} and id = any(${[...ids]}) and state = 'dead' returning id`;
    const [first] = revived;
    if (first)
      await recordIn(tx, scope, {
        verb: "dead_letter.replayed",
        subjectKind: "outbox",
        // What was asked for may hold ids that are nobody's here; the trail names what was revived.
        subjectId: first.id,
        data: { count: revived.length },
      });
    return revived.length;
  });
}
