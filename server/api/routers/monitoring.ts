import {
  ChangeRelease,
  ListReleases,
  ListTroubledFeeds,
  ReadFeed,
  ReadRouteRequests,
  ReadRoutes,
  ReadTraffic,
  RecordRelease,
  RemoveRelease,
  TRAFFIC_WINDOWS,
} from "@/contracts/monitoring";
import { listTroubledFeeds, readFeed } from "@/server/monitoring/feed-health.queries";
import { LaunchRef } from "@/contracts/launches";
import {
  AddTrafficRule,
  EditTrafficRule,
  PreviewTrafficRule,
  SwitchTrafficRule,
  TrafficRuleRef,
} from "@/contracts/traffic";
import { listRouteRequests } from "@/server/monitoring/log-lines.queries";
import { changeRelease, recordRelease, removeRelease } from "@/server/monitoring/releases.commands";
import { BY_HAND, listReleases } from "@/server/monitoring/releases.queries";
import { listRoutes } from "@/server/monitoring/route-traffic.queries";
import { lastMinutes } from "@/server/monitoring/traffic.queries";
import { readTrafficOverview } from "@/server/monitoring/traffic-overview.queries";
import { previewTrafficRule } from "@/server/monitoring/traffic-preview.queries";
import {
  addTrafficRule,
  editTrafficRule,
  removeTrafficRule,
  switchTrafficRule,
} from "@/server/monitoring/traffic-rules.commands";
import { listTrafficRules } from "@/server/monitoring/traffic-rules.queries";
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
  routeRequests: can("traffic:read")
    .input(ReadRouteRequests)
    .query(({ ctx, input: { launchId, window, ...input } }) =>
      listRouteRequests(ctx.scope, launchId, lastMinutes(now(), TRAFFIC_WINDOWS[window].minutes), input),
    ),
  feed: can("source:read")
    .input(ReadFeed)
    .query(({ ctx, input }) => readFeed(ctx.scope, input.sourceId, now())),
  troubledFeeds: can("source:read")
    .input(ListTroubledFeeds)
    .query(({ ctx, input }) => listTroubledFeeds(ctx.scope, input.launchId, now())),
  trafficRules: can("traffic:read")
    .input(LaunchRef)
    .query(({ ctx, input }) => listTrafficRules(ctx.scope, input.launchId, now())),
  previewTrafficRule: can("traffic:read")
    .input(PreviewTrafficRule)
    .query(({ ctx, input }) => previewTrafficRule(ctx.scope, input.launchId, input.rule, now())),
  addTrafficRule: can("launch:write")
    .input(AddTrafficRule)
    .mutation(({ ctx, input }) => addTrafficRule(ctx.scope, input)),
  editTrafficRule: can("launch:write")
    .input(EditTrafficRule)
    .mutation(({ ctx, input }) => editTrafficRule(ctx.scope, input)),
  switchTrafficRule: can("launch:write")
    .input(SwitchTrafficRule)
    .mutation(({ ctx, input }) => switchTrafficRule(ctx.scope, input)),
  removeTrafficRule: can("launch:write")
    .input(TrafficRuleRef)
    .mutation(({ ctx, input }) => removeTrafficRule(ctx.scope, input)),
  releases: can("traffic:read")
    .input(ListReleases)
    .query(({ ctx, input: { launchId, ...options } }) => listReleases(ctx.scope, launchId, options)),
  recordRelease: can("release:write")
    .input(RecordRelease)
    .mutation(({ ctx, input }) => recordRelease(ctx.scope, input.release, `${BY_HAND}${input.deliveryId}`)),
  changeRelease: can("release:write")
    .input(ChangeRelease)
    .mutation(({ ctx, input }) => changeRelease(ctx.scope, input)),
  removeRelease: can("release:write")
    .input(RemoveRelease)
    .mutation(({ ctx, input }) => removeRelease(ctx.scope, input.releaseId)),
});
