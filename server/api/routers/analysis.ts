import { ReadFeed, ReadWarRoom } from "@/contracts/analysis";
import { readFeed } from "@/server/analysis/feed.queries";
import { readWarRoom } from "@/server/analysis/war-room.queries";
import { now } from "@/server/platform/clock";
import { can, router } from "../trpc";

/** What follows from everything else: how the day goes, and what is arriving. */
export const analysisRouter = router({
  warRoom: can("issue:read")
    .input(ReadWarRoom)
    .query(({ ctx, input }) => readWarRoom(ctx.scope, input.launchId, now())),
  feed: can("item:read")
    .input(ReadFeed)
    .query(({ ctx, input }) => readFeed(ctx.scope, input.launchId, input.limit, now())),
});
