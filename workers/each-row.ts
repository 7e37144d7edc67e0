import { isTransient } from "@/server/db/db-errors";
import type { Handler, Work } from "./runtime";

/**
 * A handler for work whose rows have nothing to do with each other: one failing does not keep the others. The first failure is told at the
 * end. Where something that all of them need is out of reach, the rest is not tried: each would wait as long to find out the same.
 */
export function eachRow(handle: (scope: Work["scope"], row: Work["rows"][number]) => Promise<void>): Handler {
  return async ({ scope, rows }) => {
    const failures: unknown[] = [];
    for (const row of rows) {
      await handle(scope, row).catch((error: unknown) => failures.push(error));
      if (failures.some(isTransient)) break;
    }
    if (failures.length) throw failures[0];
  };
}
