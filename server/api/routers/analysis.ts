import { ReadFeed, ReadWarRoom } from "@/contracts/analysis";
import { FindRequest, ReadIssueEvidence } from "@/contracts/evidence";
import { ListWaiting } from "@/contracts/responses";
import { ReadVerdict } from "@/contracts/verdict";
import { readFeed } from "@/server/analysis/feed.queries";
import { findRequest, readIssueEvidence } from "@/server/analysis/issue-evidence.queries";
import { readVerdictFacts } from "@/server/analysis/verdict.queries";
import { listWaiting } from "@/server/analysis/waiting.queries";
import { readWarRoom } from "@/server/analysis/war-room.queries";
import { now } from "@/server/platform/clock";
import { can, router } from "../trpc";

/** What follows from everything else: how the day goes, what is arriving, and what machines recorded around an issue. */
export const analysisRouter = router({
  warRoom: can("issue:read")
    .input(ReadWarRoom)
    .query(({ ctx, input }) => readWarRoom(ctx.scope, input.launchId, now())),
  verdict: can("issue:read")
    .input(ReadVerdict)
    .query(({ ctx, input }) => readVerdictFacts(ctx.scope, input.launchId, now())),
  waiting: can("item:read")
    .input(ListWaiting)
    .query(({ ctx, input }) => listWaiting(ctx.scope, input, now())),
  feed: can("item:read")
    .input(ReadFeed)
    .query(({ ctx, input }) => readFeed(ctx.scope, input.launchId, input.limit, now())),
  issueEvidence: can("traffic:read")
    .input(ReadIssueEvidence)
    .query(({ ctx, input }) => readIssueEvidence(ctx.scope, input.issueId, now(), input.zoom)),
  findRequest: can("traffic:read")
    .input(FindRequest)
    .query(({ ctx, input }) => findRequest(ctx.scope, input.launchId, input.requestId, now())),
});
