import type { Handler, Work } from "./runtime";

/** A handler for work whose rows have nothing to do with each other: one failing does not keep the others. The first failure is told at the end. */
export function eachRow(handle: (scope: Work["scope"], row: Work["rows"][number]) => Promise<void>): Handler {
  return async ({ scope, rows }) => {
    const failures: unknown[] = [];
    for (const row of rows) await handle(scope, row).catch((error: unknown) => failures.push(error));
    if (failures.length) throw failures[0];
  };
}
