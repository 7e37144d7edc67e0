/** How many requests each entry of a launch's list took, by quarter of an hour: the day of every time zone is made of quarters. */

const QUARTER_MS = 900_000;

export type RuleCount = { readonly quarterMs: number; readonly ruleId: string; n: number };
/** By quarter and entry; filled by `countRule`. */
export type RuleCounts = Map<string, RuleCount>;

/** Counts a request for the entry that took it, in place. */
export function countRule(counts: RuleCounts, ruleId: string, tsMs: number): void {
  const quarterMs = Math.floor(tsMs / QUARTER_MS) * QUARTER_MS;
  const key = `${quarterMs} ${ruleId}`;
  const known = counts.get(key);
  if (known) known.n += 1;
  else counts.set(key, { quarterMs, ruleId, n: 1 });
}

/** Counts in the order of the table's key: batches that meet lock its rows in the same order. */
export const countsInKeyOrder = (counts: RuleCounts): RuleCount[] =>
  [...counts.values()].sort(
    (a, b) => a.quarterMs - b.quarterMs || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
