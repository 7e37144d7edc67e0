import { ListReleases, ReadTraffic, RecordRelease } from "@/contracts/monitoring";
import { recordRelease } from "@/server/monitoring/releases.commands";
import { listReleases } from "@/server/monitoring/releases.queries";
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
  releases: can("traffic:read")
    .input(ListReleases)
    .query(({ ctx, input: { launchId, ...options } }) => listReleases(ctx.scope, launchId, options)),
  recordRelease: can("release:write")
    .input(RecordRelease)
    .mutation(({ ctx, input }) => recordRelease(ctx.scope, input.release, `screen:${input.deliveryId}`)),
});
