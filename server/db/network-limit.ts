import { AppError } from "@/server/platform/errors";
import { isEverybody, type From } from "@/server/platform/network";
import { singleton } from "@/server/platform/singleton";
import { NoPlaceToWait, WaitingPlaces } from "@/server/platform/waiting-places";
import { countInLimit, refundToLimit, takeFromLimit, type RateLimit } from "./rate-limit";

/** Everybody behind a proxy that nobody announced, as so many networks; beyond that each request waits. */
const NETWORKS_BEHIND = 10;
const WAIT_MS = 2_000;
const PLACES = 4;
const PLACES_TOGETHER = 100;

const places = () => singleton("limits.places", () => new WaitingPlaces(PLACES, PLACES_TOGETHER));

const keyOf = (from: From, of: string): string => (of ? `${of} ${from.network}` : from.network);

/**
 * Takes a point from a network's bucket. Where the network is hearsay, all that comes through the same proxy is slowed down as well, but
 * not refused: a lock there would be everybody's. Where it is not even told, nothing else happens.
 * @param of what has a bucket of its own for each network: a form, an account
 * @returns how many points were taken in this window
 * @throws AppError RATE_LIMITED
 */
export async function takeFromNetwork(limit: RateLimit, from: From, of = ""): Promise<number> {
  if (from.via) await slowDown(limit, from.via);
  return isEverybody(from) ? countInLimit(limit, keyOf(from, of)) : takeFromLimit(limit, keyOf(from, of));
}

/** Gives a point back that `takeFromNetwork` took. */
export const refundToNetwork = (limit: RateLimit, from: From, of = ""): Promise<void> =>
  refundToLimit(limit, keyOf(from, of));

async function slowDown(limit: RateLimit, via: string): Promise<void> {
  const all = { ...limit, name: `${limit.name}-via`, points: limit.points * NETWORKS_BEHIND };
  if ((await countInLimit(all, via)) <= all.points) return;
  try {
    await places().wait(all.name, null, 0, WAIT_MS);
  } catch (error) {
    if (error instanceof NoPlaceToWait) throw new AppError("RATE_LIMITED", limit.message, {}, WAIT_MS);
    throw error;
  }
}
