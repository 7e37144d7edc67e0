import { ListInbox, ListIssues, ListSnoozed, ReadBoard } from "@/contracts/board";
import {
  ActOnIssue,
  BulkAct,
  BulkPreview,
  MergeIssues,
  MoveItems,
  PlaceIssue,
  ReadIssue,
  RelateIssues,
  SplitIssue,
  UndoChange,
  UnmergeIssue,
} from "@/contracts/issues";
import { CreateRule, ListRules, RemoveRule, ReorderRules, TestRules, UpdateRule } from "@/contracts/rules";
import { CreateView, RemoveView, UpdateView } from "@/contracts/views";
import { createView, removeView, updateView } from "@/server/feedback/views.commands";
import {
  actOnIssue,
  bulkAct,
  mergeIssues,
  moveItems,
  previewBulk,
  relateIssues,
  splitIssue,
  undoChange,
  unmergeIssue,
  unrelateIssues,
} from "@/server/triage/board.commands";
import { countIssues } from "@/server/triage/board-counts.queries";
import { readKanban, readMatrix } from "@/server/triage/board-layouts.queries";
import { listIssues } from "@/server/triage/board.queries";
import { listLabels } from "@/server/triage/labels.queries";
import { listInbox } from "@/server/triage/inbox.queries";
import { explainRank } from "@/server/triage/overrides.queries";
import { createRule, removeRule, reorderRules, updateRule } from "@/server/triage/rules.commands";
import { listRules, testRules } from "@/server/triage/rules.queries";
import { listSnoozed } from "@/server/triage/snoozed.queries";
import { listViewsWithCounts } from "@/server/triage/views.queries";
import { z } from "zod";
import { can, router } from "../trpc";

const InLaunch = z.object({ launchId: z.string().max(64) });

/** What matters first, and what people decided about it. */
export const triageRouter = router({
  issues: can("issue:read")
    .input(ListIssues)
    .query(({ ctx, input }) => listIssues(ctx.scope, input)),
  counts: can("issue:read")
    .input(ReadBoard)
    .query(({ ctx, input }) => countIssues(ctx.scope, input)),
  matrix: can("issue:read")
    .input(ReadBoard)
    .query(({ ctx, input }) => readMatrix(ctx.scope, input)),
  kanban: can("issue:read")
    .input(ReadBoard)
    .query(({ ctx, input }) => readKanban(ctx.scope, input)),
  inbox: can("issue:read")
    .input(ListInbox)
    .query(({ ctx, input }) => listInbox(ctx.scope, input)),
  snoozed: can("issue:read")
    .input(ListSnoozed)
    .query(({ ctx, input }) => listSnoozed(ctx.scope, input)),
  labels: can("issue:read")
    .input(InLaunch)
    .query(({ ctx, input }) => listLabels(ctx.scope, input.launchId)),
  why: can("issue:read")
    .input(ReadIssue)
    .query(({ ctx, input }) => explainRank(ctx.scope, input.issueId)),

  act: can("issue:write")
    .input(ActOnIssue)
    .mutation(({ ctx, input }) => actOnIssue(ctx.scope, input)),
  place: can("issue:prioritise")
    .input(PlaceIssue)
    .mutation(({ ctx, input }) => actOnIssue(ctx.scope, input)),
  bulkPreview: can("issue:write")
    .input(BulkPreview)
    .query(({ ctx, input }) => previewBulk(ctx.scope, input)),
  bulk: can("issue:write")
    .input(BulkAct)
    .mutation(({ ctx, input }) => bulkAct(ctx.scope, input)),
  merge: can("issue:write")
    .input(MergeIssues)
    .mutation(({ ctx, input }) => mergeIssues(ctx.scope, input)),
  unmerge: can("issue:write")
    .input(UnmergeIssue)
    .mutation(({ ctx, input }) => unmergeIssue(ctx.scope, input)),
  split: can("issue:write")
    .input(SplitIssue)
    .mutation(({ ctx, input }) => splitIssue(ctx.scope, input)),
  moveItems: can("issue:write")
    .input(MoveItems)
    .mutation(({ ctx, input }) => moveItems(ctx.scope, input)),
  relate: can("issue:write")
    .input(RelateIssues)
    .mutation(({ ctx, input }) => relateIssues(ctx.scope, input)),
  unrelate: can("issue:write")
    .input(RelateIssues)
    .mutation(({ ctx, input }) => unrelateIssues(ctx.scope, input)),
  undo: can("issue:write")
    .input(UndoChange)
    .mutation(({ ctx, input }) => undoChange(ctx.scope, input.undoId)),

  views: can("issue:read")
    .input(InLaunch)
    .query(({ ctx, input }) => listViewsWithCounts(ctx.scope, input.launchId)),
  createView: can("view:write")
    .input(CreateView)
    .mutation(({ ctx, input }) => createView(ctx.scope, input)),
  updateView: can("view:write")
    .input(UpdateView)
    .mutation(({ ctx, input }) => updateView(ctx.scope, input)),
  removeView: can("view:write")
    .input(RemoveView)
    .mutation(({ ctx, input }) => removeView(ctx.scope, input.viewId)),

  rules: can("rule:read")
    .input(ListRules)
    .query(({ ctx, input }) => listRules(ctx.scope, input.launchId)),
  createRule: can("rule:write")
    .input(CreateRule)
    .mutation(({ ctx, input }) => createRule(ctx.scope, input)),
  updateRule: can("rule:write")
    .input(UpdateRule)
    .mutation(({ ctx, input }) => updateRule(ctx.scope, input)),
  removeRule: can("rule:write")
    .input(RemoveRule)
    .mutation(({ ctx, input }) => removeRule(ctx.scope, input.ruleId)),
  reorderRules: can("rule:write")
    .input(ReorderRules)
    .mutation(({ ctx, input }) => reorderRules(ctx.scope, input)),
  testRules: can("rule:read")
    .input(TestRules)
    .query(({ ctx, input }) => testRules(ctx.scope, input)),
});
