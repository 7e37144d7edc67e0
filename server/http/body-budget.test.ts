import { describe, expect, test, vi } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { bodiesInFlight, bodyLane, BodyLane, BODIES_IN_FLIGHT_MAX } from "./body-budget";

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

  test("what just fits is let in at once, a byte more waits", async () => {
    const lane = new BodyLane(10, 10, 60_000);
    const first = await lane.reserve("a", 6);
    const second = await lane.reserve("b", 4);
    const third = lane.reserve("c", 1);
    expect([await isSettled(third), lane.heldBytes]).toEqual([false, 10]);
    first();
    second();
    (await third)();
  });

  test("one sender's bodies are let in together up to its share", async () => {
    const lane = new BodyLane(100, 4, 60_000);
    const first = await lane.reserve("a", 2);
    const second = await lane.reserve("a", 2);
    const third = lane.reserve("a", 1);
    expect(await isSettled(third)).toBe(false);
    first();
    expect(await isSettled(third)).toBe(true);
    second();
    (await third)();
    expect(lane.heldBytes).toBe(0);
  });

  test("a body that is too large for all waits until nothing else is held, and is then let in alone", async () => {
    const lane = new BodyLane(10, 50, 60_000);
    const small = await lane.reserve("a", 1);
    const large = lane.reserve("b", 20);
    expect(await isSettled(large)).toBe(false);
    small();
    expect(await isSettled(large)).toBe(true);
    expect(lane.heldBytes).toBe(20);
    (await large)();
  });

  test("as many wait as there are places, and no more", async () => {
    const lane = new BodyLane(10, 10, 60_000);
    const first = await lane.reserve("a", 10);
    const waiting = Array.from({ length: 200 }, () => lane.reserve("b", 1));
    await expect(lane.reserve("c", 1)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "Too much is arriving at once. Nothing was stored; send it again in a moment.",
      details: { reason: "bodies_in_flight" },
    });
    first();
    for (const release of waiting) (await release)();
    expect(lane.heldBytes).toBe(0);
  });

  test("whoever gives up waiting lets the next one in", async () => {
    vi.useFakeTimers();
    try {
      const lane = new BodyLane(10, 10, 1_000);
      const held = await lane.reserve("a", 6);
      const tooLate = expect(lane.reserve("b", 8)).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await vi.advanceTimersByTimeAsync(500);
      const small = lane.reserve("c", 2);
      await vi.advanceTimersByTimeAsync(500);
      await tooLate;
      (await small)();
      held();
      expect(lane.heldBytes).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test("each kind of body has a lane of its own, and what each holds is known", async () => {
    const names = ["small", "pictures", "logs"] as const;
    const forget = () => names.forEach((name) => dropSingleton(`http.bodies:${name}`));
    forget();
    const releases = [
      await bodyLane("small").reserve("a", 1),
      await bodyLane("pictures").reserve("a", 2),
      await bodyLane("logs").reserve("a", 3),
    ];
    expect(bodyLane("small")).toBe(bodyLane("small"));
    expect(bodiesInFlight()).toEqual({ small: 1, pictures: 2, logs: 3 });
    for (const release of releases) release();
    expect(bodiesInFlight()).toEqual({ small: 0, pictures: 0, logs: 0 });
    forget();
  });

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
