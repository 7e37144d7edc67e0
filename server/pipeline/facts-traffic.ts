import { LRUCache } from "lru-cache";
import { componentErrorBursts, componentTrafficShares } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";
import { singleton } from "@/server/platform/singleton";

/**
 * What a launch's traffic says: which components answer with a burst of 5xx right now, and which share of the day's requests goes through
 * each (by component id).
 */
export type TrafficFacts = { bursting: ReadonlySet<string>; shareOfComponent: ReadonlyMap<string, number> };

/** A burst is news; a share of a day's traffic moves slowly and takes a day's rows to sum up. */
const BURST_TTL_MS = 5_000;
const SHARE_TTL_MS = 60_000;

const caches = () =>
  singleton("facts.traffic", () => ({
    bursts: new LRUCache<string, Set<string>>({ max: 5_000, ttl: BURST_TTL_MS }),
    shares: new LRUCache<string, Map<string, number>>({ max: 5_000, ttl: SHARE_TTL_MS }),
  }));

/** The traffic facts of a launch, some seconds old at most (shares: a minute). */
export async function loadTrafficFacts(scope: Scope, launchId: string, now: Date): Promise<TrafficFacts> {
  const { bursts, shares } = caches();
  const key = `${scope.orgId}|${launchId}`;
  let bursting = bursts.get(key);
  if (!bursting) bursts.set(key, (bursting = await componentErrorBursts(scope, launchId, now)));
  let shareOfComponent = shares.get(key);
  if (!shareOfComponent)
    shares.set(
      key,
      (shareOfComponent = (await componentTrafficShares(scope, launchId, now)) ?? new Map<string, number>()),
    );
  return { bursting, shareOfComponent };
}
