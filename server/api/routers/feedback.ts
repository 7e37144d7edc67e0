import { ListQuarantine } from "@/contracts/board";
import {
  FindIssue,
  FindSimilar,
  ListIssueItems,
  ListIssueParts,
  LogItem,
  QuarantineItem,
  ReadIssue,
  ReadItem,
  RelabelItem,
  ReleaseItem,
} from "@/contracts/issues";
import { readIssueSummary } from "@/server/feedback/issue-summary.queries";
import { listEntries } from "@/server/feedback/entries.queries";
import {
  findIssueByNumber,
  listIssueItems,
  listIssueTrail,
  readIssue,
} from "@/server/feedback/issues.queries";
import { listQuarantine, readItem } from "@/server/feedback/items.queries";
import { logItem } from "@/server/feedback/log-item.commands";
import { releaseItem } from "@/server/feedback/quarantine-item.commands";
import { quarantineItem, relabelItem, undoRelabel } from "@/server/triage/inbox.commands";
import { listItemLabels } from "@/server/triage/overrides.queries";
import { findSimilarIssues, findSimilarToText } from "@/server/triage/similar.queries";
import { can, router } from "../trpc";

/** What people said, and what it is about. */
export const feedbackRouter = router({
  issue: can("issue:read")
    .input(ReadIssue)
    .query(({ ctx, input }) => readIssue(ctx.scope, input.issueId)),
  issueByNumber: can("issue:read")
    .input(FindIssue)
    .query(({ ctx, input }) => findIssueByNumber(ctx.scope, input.launchId, input.number)),
  issueSummary: can("item:read")
    .input(ReadIssue)
    .query(({ ctx, input }) => readIssueSummary(ctx.scope, input.issueId)),
  issueItems: can("item:read")
    .input(ListIssueItems)
    .query(({ ctx, input }) => listIssueItems(ctx.scope, input)),
  issueTrail: can("issue:read")
    .input(ListIssueParts)
    .query(({ ctx, input }) => listIssueTrail(ctx.scope, input)),
  similarIssues: can("issue:read")
    .input(ReadIssue)
    .query(({ ctx, input }) => findSimilarIssues(ctx.scope, input.issueId)),
  similarToText: can("issue:read")
    .input(FindSimilar)
    .query(({ ctx, input }) => findSimilarToText(ctx.scope, input.launchId, input.text)),
  item: can("item:read")
    .input(ReadItem)
    .query(({ ctx, input }) => readItem(ctx.scope, input.itemId)),
  itemLabels: can("item:read")
    .input(ReadItem)
    .query(({ ctx, input }) => listItemLabels(ctx.scope, input.itemId)),
  itemEntries: can("item:read")
    .input(ReadItem)
    .query(({ ctx, input }) => listEntries(ctx.scope, input.itemId)),
  quarantine: can("item:read")
    .input(ListQuarantine)
    .query(({ ctx, input }) => listQuarantine(ctx.scope, input)),

  logItem: can("item:write")
    .input(LogItem)
    .mutation(({ ctx, input }) => logItem(ctx.scope, input)),
  relabelItem: can("item:write")
    .input(RelabelItem)
    .mutation(({ ctx, input }) => relabelItem(ctx.scope, input)),
  undoRelabel: can("item:write")
    .input(ReadItem)
    .mutation(({ ctx, input }) => undoRelabel(ctx.scope, input.itemId)),
  quarantineItem: can("item:write")
    .input(QuarantineItem)
    .mutation(({ ctx, input }) => quarantineItem(ctx.scope, input)),
  releaseItem: can("item:write")
    .input(ReleaseItem)
    .mutation(({ ctx, input }) => releaseItem(ctx.scope, input.itemId)),
});
