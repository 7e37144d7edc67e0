import { ListDeadLetters, ReplayDeadLetters } from "@/contracts/operations";
import { replayDeadLetters } from "@/server/pipeline/dead-letters.commands";
import { listDeadLetters, queueHealth } from "@/server/pipeline/dead-letters.queries";
import { can, router } from "../trpc";

/** Work in the background: how much waits, and what was given up. */
export const operationsRouter = router({
  health: can("queue:read").query(({ ctx }) => queueHealth(ctx.scope)),
  deadLetters: can("queue:read")
    .input(ListDeadLetters)
    .query(({ ctx, input }) => listDeadLetters(ctx.scope, { cursor: input.cursor, limit: input.limit })),
  replay: can("queue:replay")
    .input(ReplayDeadLetters)
    .mutation(({ ctx, input }) => replayDeadLetters(ctx.scope, input.ids)),
});
