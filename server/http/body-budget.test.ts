import { describe, expect, test } from "vitest";
import { BodyLane, BODIES_IN_FLIGHT_MAX } from "./body-budget";

/** Whether a promise is settled once everything that could settle it at once has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  void promise.then(
    () => (isDone = true),
    () => (isDone = true),
  );
  await new Promise((next) => setImmediate(next));
  return isDone;
}

describe("room for bodies", () => {
  test("all of them together hold at most 64 MB", () =>
    expect(BODIES_IN_FLIGHT_MAX).toBeLessThanOrEqual(64 * 1_048_576));

  test("what does not fit waits unread, and is let in in the order it came", async () => {
    const lane = new BodyLane(10, 10, 60_000);
    const first = await lane.reserve("a", 6);
    const second = lane.reserve("b", 5);
    const third = lane.reserve("c", 1);
    expect([await isSettled(second), await isSettled(third), lane.heldBytes]).toEqual([false, false, 6]);
    first();
    (await second)();
    (await third)();
    expect(lane.heldBytes).toBe(0);
  });

  test("who holds their share waits for themselves, and in nobody's way", async () => {
    const lane = new BodyLane(10, 4, 60_000);
    const first = await lane.reserve("greedy", 4);
    const second = lane.reserve("greedy", 4);
    const others = await lane.reserve("modest", 4);
    expect(await isSettled(second)).toBe(false);
    others();
    expect(await isSettled(second)).toBe(false);
    first();
    (await second)();
    expect(lane.heldBytes).toBe(0);
  });

  test("room given back twice is given back once", async () => {
    const lane = new BodyLane(10, 10, 60_000);
    const other = await lane.reserve("b", 3);
    const release = await lane.reserve("a", 4);
    release();
    release();
    expect(lane.heldBytes).toBe(3);
    other();
  });

  test("a body larger than its share is let in alone: the route's own limit has the say", async () => {
    const lane = new BodyLane(10, 4, 60_000);
    (await lane.reserve("a", 12))();
    expect(lane.heldBytes).toBe(0);
  });

  test("who waits for too long is asked to come back, and leaves no trace", async () => {
    const lane = new BodyLane(10, 10, 1);
    const first = await lane.reserve("a", 10);
    await expect(lane.reserve("b", 1)).rejects.toMatchObject({ code: "UNAVAILABLE", retryAfterMs: 2_000 });
    first();
    (await lane.reserve("c", 10))();
    expect(lane.heldBytes).toBe(0);
  });
});
