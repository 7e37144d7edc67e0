import { ListInbox, ListIssues, ReadBoard } from "@/contracts/board";
import { countIssues } from "@/server/triage/board-counts.queries";
import { readKanban, readMatrix } from "@/server/triage/board-layouts.queries";
import { listIssues } from "@/server/triage/board.queries";
import { listInbox } from "@/server/triage/inbox.queries";
import { can, router } from "../trpc";

/** What matters first, and what people decided about it. */
export const triageRouter = router({
  issues: can("issue:read").input(ListIssues).query(({ ctx, input }) => listIssues(ctx.scope, input)),
  counts: can("issue:read").input(ReadBoard).query(({ ctx, input }) => countIssues(ctx.scope, input)),
  matrix: can("issue:read").input(ReadBoard).query(({ ctx, input }) => readMatrix(ctx.scope, input)),
  kanban: can("issue:read").input(ReadBoard).query(({ ctx, input }) => readKanban(ctx.scope, input)),
  inbox: can("issue:read").input(ListInbox).query(({ ctx, input }) => listInbox(ctx.scope, input)),
});
