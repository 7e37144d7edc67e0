import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefreshThrottle } from "./refresh-throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is asked after a pause runs at once, and a burst costs one run per gap with the last always seen", async () => {
  const runs: number[] = [];
  const pace = createRefreshThrottle(
    async () => void runs.push(Date.now()),
    250,
    () => Date.now(),
  );
  const start = Date.now();
  pace.request();
  for (let offset = 0; offset < 500; offset += 10) {
    await vi.advanceTimersByTimeAsync(10);
    pace.request();
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs.map((at) => at - start)).toEqual([0, 250, 500, 750]);
});

test("a slow run is neither cut short nor run beside another", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const pace = createRefreshThrottle(
    async () => {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      // eslint-disable-next-line steady/no-fixed-wait -- by the fake clock
      await new Promise((resolve) => setTimeout(resolve, 900));
      running -= 1;
    },
    250,
    () => Date.now(),
  );
  for (let offset = 0; offset < 2_000; offset += 50) {
    pace.request();
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(most).toBe(1);
  expect(runs).toBe(4);
});

test("a failing run does not stop the ones after it, and nothing runs after the end", async () => {
  let runs = 0;
  const pace = createRefreshThrottle(
    async () => {
      runs += 1;
      throw new Error("no connection");
    },
    100,
    () => Date.now(),
  );
  pace.request();
  await vi.advanceTimersByTimeAsync(10);
  pace.request();
  await vi.advanceTimersByTimeAsync(100);
  expect(runs).toBe(2);
  pace.request();
  pace.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toBe(2);
});
