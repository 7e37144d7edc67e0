import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRedis, type RedisServer } from "@/scripts/redis-server.mjs";
import { networkOf } from "@/server/platform/network";
import { connectRedis } from "@/server/platform/redis";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { until } from "@/server/testing/waiting";
import { refundToNetwork, takeFromNetwork } from "./network-limit";
import { countInLimit, refundToLimit, takeFromLimit } from "./rate-limit";

type Redis = ReturnType<typeof connectRedis>;

const limitOf = (name: string) => ({ name, points: 3, windowSeconds: 60, message: "Too many." });

let redis: RedisServer | null = null;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis?.stop();
});

describe.each(["postgres", "redis"] as const)("limits kept in %s", (store) => {
  beforeAll(async () => {
    if (store !== "redis" || !redis) return;
    process.env["REDIS_URL"] = redis.url;
    dropSingleton("env");
    // Until the connection stands, this process counts by itself.
    await countInLimit(limitOf("first"), "a");
    await until(() => singleton<Redis>("redis.limits", connectRedis).status === "ready");
  });
  afterAll(() => {
    delete process.env["REDIS_URL"];
    dropSingleton("env");
    dropSingleton<Redis>("redis.limits")?.disconnect();
  });

  test("refuse beyond their points, and what is given back can be taken again", async (context) => {
    if (store === "redis" && !redis) return context.skip("There is no redis-server on this machine.");
    const limit = limitOf(`taken-${store}`);
    expect([await takeFromLimit(limit, "a"), await takeFromLimit(limit, "a")]).toEqual([1, 2]);
    await takeFromLimit(limit, "a");
    await expect(takeFromLimit(limit, "a")).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await takeFromLimit(limit, "b");
    // The refused one counted as well.
    for (let n = 0; n < 2; n++) await refundToLimit(limit, "a");
    expect(await takeFromLimit(limit, "a")).toBe(3);
    if (store === "redis")
      expect(await singleton<Redis>("redis.limits", connectRedis).keys("taken-redis:*")).toHaveLength(2);
  });

  test("count without refusing, all that come at once", async (context) => {
    if (store === "redis" && !redis) return context.skip("There is no redis-server on this machine.");
    const counted = await Promise.all(
      Array.from({ length: 20 }, () => countInLimit(limitOf(`counted-${store}`), "a")),
    );
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  test("are each network's own, behind an unannounced proxy too", async (context) => {
    if (store === "redis" && !redis) return context.skip("There is no redis-server on this machine.");
    const limit = limitOf(`network-${store}`);
    const from = (address: string) => ({ network: networkOf(address), via: networkOf("127.0.0.1") });
    for (let n = 0; n < 3; n++) await takeFromNetwork(limit, from("203.0.113.1"), "x");
    await expect(takeFromNetwork(limit, from("203.0.113.1"), "x")).rejects.toMatchObject({
      code: "RATE_LIMITED",
    });
    expect(await takeFromNetwork(limit, from("203.0.113.1"), "y")).toBe(1);
    expect(await takeFromNetwork(limit, from("203.0.113.2"), "x")).toBe(1);
    await refundToNetwork(limit, from("203.0.113.2"), "x");
    expect(await takeFromNetwork(limit, from("203.0.113.2"), "x")).toBe(1);
  });
});
