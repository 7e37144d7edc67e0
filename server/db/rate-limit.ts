import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import { getEnv } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { sha256 } from "@/server/platform/crypto";
import { connectRedis } from "@/server/platform/redis";
import { singleton } from "@/server/platform/singleton";
import { entrancePool } from "./client";

export type RateLimit = { name: string; points: number; windowSeconds: number; message: string };

/** Buckets in Redis where there is one, else in Postgres; when either is out of reach, in this process, so that a limit is never off. */
function limiter(limit: RateLimit): RateLimiterAbstract {
  return singleton(`rate-limit:${limit.name}`, () => {
    const shared = { keyPrefix: limit.name, points: limit.points, duration: limit.windowSeconds };
    const insuranceLimiter = new RateLimiterMemory(shared);
    if (getEnv().REDIS_URL)
      return new RateLimiterRedis({
        ...shared,
        insuranceLimiter,
        rejectIfRedisNotReady: true,
        storeClient: singleton("redis.limits", () => connectRedis()),
      });
    return new RateLimiterPostgres({
      ...shared,
      insuranceLimiter,
      storeClient: entrancePool(),
      storeType: "pool",
      schemaName: "limits",
      tableName: "bucket",
      tableCreated: true,
      clearExpiredByTimeout: false,
    });
  });
}

/**
 * Takes points from the bucket of one key (an address, an account, a form).
 * @throws AppError RATE_LIMITED with the time until there is room again.
 */
export async function takeFromLimit(limit: RateLimit, key: string, points = 1): Promise<void> {
  try {
    await limiter(limit).consume(sha256(key).slice(0, 32), points);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new AppError("RATE_LIMITED", limit.message, {}, Math.max(1_000, refusal.msBeforeNext));
    throw refusal;
  }
}

/** Empties the bucket of one key, as after a successful sign-in. */
export async function clearLimit(limit: RateLimit, key: string): Promise<void> {
  await limiter(limit).delete(sha256(key).slice(0, 32));
}

/** Removes buckets that ran out long ago. */
export async function sweepLimits(): Promise<void> {
  await entrancePool().query("delete from limits.bucket where expire < $1", [Date.now() - 3_600_000]);
}
