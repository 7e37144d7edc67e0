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

export type RateLimit = {
  name: string;
  points: number;
  windowSeconds: number;
  message: string;
  /** Goes with the refusal, to tell limits apart that one route has. */
  details?: Readonly<Record<string, string>>;
};

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

const keyOf = (key: string): string => sha256(key).slice(0, 32);

/**
 * Takes points from the bucket of one key (an account, a form).
 * @returns how many were taken in this window
 * @throws AppError RATE_LIMITED with the time until there is room again.
 */
export async function takeFromLimit(limit: RateLimit, key: string, points = 1): Promise<number> {
  try {
    return (await limiter(limit).consume(keyOf(key), points)).consumedPoints;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new AppError("RATE_LIMITED", limit.message, limit.details, Math.max(1_000, refusal.msBeforeNext));
    throw refusal;
  }
}

/** Counts one more for a key, and refuses nothing; how many there were in this window, this one too. */
export async function countInLimit(limit: RateLimit, key: string): Promise<number> {
  return (await limiter(limit).penalty(keyOf(key), 1)).consumedPoints;
}

/** Gives a point back that was taken for something that turned out not to count. */
export async function refundToLimit(limit: RateLimit, key: string): Promise<void> {
  await limiter(limit).reward(keyOf(key), 1);
}

/** Removes buckets that ran out long ago. */
export async function sweepLimits(): Promise<void> {
  await entrancePool().query("delete from limits.bucket where expire < $1", [Date.now() - 3_600_000]);
}
