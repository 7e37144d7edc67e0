import { expect, test } from "vitest";
import { describeCriteria, formatCriteria } from "./criteria-count";

test.each([
  [{ met: 0, waived: 0, total: 8 }, "0 of 8 exit criteria met", "0/8"],
  [{ met: 1, waived: 1, total: 8 }, "1 of 8 exit criteria met, 1 waived", "1/8 · 1 waived"],
  [{ met: 0, waived: 3, total: 3 }, "0 of 3 exit criteria met, 3 waived", "0/3 · 3 waived"],
])("%j counts what is waived apart from what is met", (count, long, short) => {
  expect([describeCriteria(count), formatCriteria(count)]).toEqual([long, short]);
});
