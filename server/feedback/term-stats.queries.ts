import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** The row of term_stat that counts items; no term is written like this. */
export const ALL_ITEMS = "*";

/** What the matcher needs to know of a launch's language: in how many items each term occurs, and how many items there are. */
export async function loadTermStatsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  terms: readonly string[],
): Promise<{ docCount: number; df: Map<string, number> }> {
  const found = await tx.$queryRaw<{ term: string; n: number }[]>`
    select
      term,
      n
    from term_stat
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
      and term = any(${[ALL_ITEMS, ...terms]})
  `;
  const df = new Map(found.map((r) => [r.term, r.n]));
  const docCount = df.get(ALL_ITEMS) ?? 0;
  df.delete(ALL_ITEMS);
  return { docCount, df };
}
