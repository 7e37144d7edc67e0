import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

const SHOWN_MAX = 200;

/** The labels that people gave issues of a launch, the most used ones first; at most 200. */
export async function listLabels(scope: Scope, launchId: string): Promise<{ label: string; n: number }[]> {
  return withScope(
    scope,
    (tx) => tx.$queryRaw<{ label: string; n: number }[]>`
      select
        label,
        count(*)::int as n
      from issue_label
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
      group by label
      order by
        n desc,
        label
      limit ${SHOWN_MAX}
    `,
  );
}
