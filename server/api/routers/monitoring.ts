import {
  ListReleases,
  ListTroubledFeeds,
  ReadFeed,
  ReadRoutes,
  ReadTraffic,
  RecordRelease,
  TRAFFIC_WINDOWS,
} from "@/contracts/monitoring";
import { listTroubledFeeds, readFeed } from "@/server/monitoring/feed-health.queries";
import { recordRelease } from "@/server/monitoring/releases.commands";
import { listReleases } from "@/server/monitoring/releases.queries";
import { listRoutes } from "@/server/monitoring/route-traffic.queries";
import { lastMinutes } from "@/server/monitoring/traffic.queries";
import { readTrafficOverview } from "@/server/monitoring/traffic-overview.queries";
import { now } from "@/server/platform/clock";
import { can, router } from "../trpc";

/** What machines tell: traffic and releases. */
export const monitoringRouter = router({
  traffic: can("traffic:read")
    .input(ReadTraffic)
    .query(({ ctx, input }) =>
      readTrafficOverview(ctx.scope, input.launchId, input.window, now(), input.componentId),
    ),
  routes: can("traffic:read")
    .input(ReadRoutes)
    .query(({ ctx, input: { launchId, window, order } }) =>
      listRoutes(ctx.scope, launchId, lastMinutes(now(), TRAFFIC_WINDOWS[window].minutes), order),
    ),
  feed: can("source:read")
    .input(ReadFeed)
    .query(({ ctx, input }) => readFeed(ctx.scope, input.sourceId, now())),
  troubledFeeds: can("source:read")
    .input(ListTroubledFeeds)
    .query(({ ctx, input }) => listTroubledFeeds(ctx.scope, input.launchId, now())),
  releases: can("traffic:read")
    .input(ListReleases)
    .query(({ ctx, input: { launchId, ...options } }) => listReleases(ctx.scope, launchId, options)),
  recordRelease: can("release:write")
    .input(RecordRelease)
    .mutation(({ ctx, input }) => recordRelease(ctx.scope, input.release, `screen:${input.deliveryId}`)),
});
