import { expect, test } from "vitest";
import { SIGN_INS_WAITING_PER_ACCOUNT, accountDelayMs, isRecorded } from "./limits";

test.each([
  [-1, 0],
  [0, 0],
  [19, 0],
  [20, 500],
  [24, 500],
  [25, 1_000],
  [30, 2_000],
  [35, 4_000],
  [40, 8_000],
  [1_000_000, 8_000],
])("after %d failures the next try waits %d ms", (failures, ms) => {
  expect(accountDelayMs(failures)).toBe(ms);
});

test("guesses from however many networks are at most 260 in 15 minutes", () => {
  const free = Array<number>(SIGN_INS_WAITING_PER_ACCOUNT).fill(0);
  let failures = 0;
  for (;;) {
    const place = free.indexOf(Math.min(...free));
    free[place]! += accountDelayMs(failures);
    if (free[place]! > 15 * 60_000) break;
    failures += 1;
  }
  expect(failures).toBeLessThanOrEqual(260);
});

test("the trail tells of the first failure and of ever fewer: of a million, six times", () => {
  const recorded = Array.from({ length: 1_000_000 }, (_, n) => n + 1).filter(isRecorded);
  expect(recorded).toEqual([1, 20, 100, 1_000, 10_000, 100_000]);
});
