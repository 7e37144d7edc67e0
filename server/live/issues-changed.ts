import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { publishIn } from "./publish";

/** So many issues are named; of more a screen reads everything it shows. */
const NAMED_AT_MOST = 200;

/**
 * Tells open screens which issues of a launch changed. More than 200 are not named at all, which a screen understands as "any": the first
 * 200 of them would leave the others as they were.
 * @param ids none for what concerns no issue yet lists of reports: screens read everything then, too
 * @param since when the oldest report behind it was received, ms since epoch
 */
export async function publishIssuesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  ids: readonly string[],
  since?: number,
): Promise<void> {
  const named = [...new Set(ids)];
  await publishIn(tx, scope, {
    kind: "issues.changed",
    launchId,
    ids: named.length <= NAMED_AT_MOST ? named : [],
    ...(since === undefined ? {} : { since }),
  });
}
