import {
  ChangeRelease,
  ListReleases,
  ReadRoutes,
  ReadTraffic,
  RecordRelease,
  RemoveRelease,
  TRAFFIC_WINDOWS,
} from "@/contracts/monitoring";
import { changeRelease, recordRelease, removeRelease } from "@/server/monitoring/releases.commands";
import { BY_HAND, listReleases } from "@/server/monitoring/releases.queries";
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
    .mutation(({ ctx, input }) => recordRelease(ctx.scope, input.release, `${BY_HAND}${input.deliveryId}`)),
  changeRelease: can("release:write")
    .input(ChangeRelease)
    .mutation(({ ctx, input }) => changeRelease(ctx.scope, input)),
  removeRelease: can("release:write")
    .input(RemoveRelease)
    .mutation(({ ctx, input }) => removeRelease(ctx.scope, input.releaseId)),
});
