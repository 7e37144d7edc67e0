import {
  ListReleases,
  ReadRoutes,
  ReadTraffic,
  RecordRelease,
  TRAFFIC_WINDOWS,
} from "@/contracts/monitoring";
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
  releases: can("traffic:read")
    .input(ListReleases)
    .query(({ ctx, input: { launchId, ...options } }) => listReleases(ctx.scope, launchId, options)),
  recordRelease: can("release:write")
    .input(RecordRelease)
    .mutation(({ ctx, input }) => recordRelease(ctx.scope, input.release, `screen:${input.deliveryId}`)),
});
