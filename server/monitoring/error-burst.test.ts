import { expect, test } from "vitest";
import { isErrorBurst } from "./error-burst";

test.each([
  [5, 5, true],
  [5, 100, true],
  [5, 101, false],
  [4, 4, false],
  [50, 1_000, true],
  [49, 1_000, false],
  [0, 0, false],
])("%d errors of %d requests are a burst: %s", (errors, requests, isBurst) =>
  expect(isErrorBurst({ errors, requests })).toBe(isBurst),
);
