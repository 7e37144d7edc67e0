import { Redis } from "ioredis";
import { getEnv } from "./env";
import { logFailure } from "./outage-log";

/**
 * A new connection to Redis; call only when REDIS_URL is set. Reconnects at most every 2 s, because the default of up to 20 s would
 * keep consumers idle long after Redis is back.
 * @param isBlocking for BullMQ's workers, which wait on the connection and must not give up on a command
 */
export function connectRedis({ isBlocking = false } = {}): Redis {
  const redis = new Redis(getEnv().REDIS_URL!, {
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    maxRetriesPerRequest: isBlocking ? null : 1,
    enableOfflineQueue: isBlocking,
    connectTimeout: 3_000,
    ...(isBlocking ? {} : { commandTimeout: 3_000 }),
    lazyConnect: false,
  });
  redis.on("error", (error) => logFailure("redis is out of reach", error, { kind: "redis" }));
  return redis;
}
