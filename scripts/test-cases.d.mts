export const CASES: readonly string[];
export function judgeCases(
  tried: readonly { title: string; outcome: "passed" | "failed" | "skipped" }[],
  cases?: readonly string[],
): { table: { id: string; passed: number; failed: number }[]; faults: string[] };
