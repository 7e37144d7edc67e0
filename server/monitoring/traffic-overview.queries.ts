import { TRAFFIC_WINDOWS, type TrafficOverview, type TrafficWindow } from "@/contracts/monitoring";
import type { Scope } from "@/server/platform/scope";
import { readBeside } from "./traffic-beside.queries";
import { lastMinutes, readTraffic, readTrafficSeries, WHOLE_LAUNCH } from "./traffic.queries";

/** What a traffic screen shows at once: figures of the window, whole and by component, what came beside real use, and the line over it. */
export async function readTrafficOverview(
  scope: Scope,
  launchId: string,
  window: TrafficWindow,
  now: Date,
  componentId: string | null = null,
): Promise<TrafficOverview> {
  const stretch = lastMinutes(now, TRAFFIC_WINDOWS[window].minutes);
  const [figures, { beside, connections }, series] = await Promise.all([
    readTraffic(scope, launchId, stretch),
    readBeside(scope, launchId, stretch),
    readTrafficSeries(scope, launchId, window, now, componentId),
  ]);
  const { [WHOLE_LAUNCH]: whole, ...components } = Object.fromEntries(figures);
  return {
    whole: whole!,
    beside,
    connections,
    components: Object.entries(components).map(([id, f]) => ({ componentId: id, ...f })),
    series,
  };
}
