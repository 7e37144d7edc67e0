import { expect, test } from "vitest";
import { COUNT_CAP, countOf } from "./paging";

test.each([
  [0, 0, false],
  [COUNT_CAP - 1, COUNT_CAP - 1, false],
  [COUNT_CAP, COUNT_CAP, false],
  [COUNT_CAP + 1, COUNT_CAP, true],
])("%d rows found count as %d, and more than that: %s", (found, n, isCapped) =>
  expect(countOf(found)).toEqual({ n, isCapped }),
);
