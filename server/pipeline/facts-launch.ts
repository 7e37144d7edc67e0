import type { RoutingRule } from "@/contracts/routing";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import type { ComponentHint } from "@/server/triage/classify-prompt";

/** What the stages need to know of a launch, read once per batch. */
export type LaunchFacts = {
  id: string;
  name: string;
  scope: string;
  components: readonly (ComponentHint & { id: string; ownerTeamId: string | null })[];
  rules: readonly RoutingRule[];
};

/** The launches of a batch with their components and enabled routing rules in order. */
export async function loadLaunchFacts(
  scope: Scope,
  launchIds: readonly string[],
): Promise<Map<string, LaunchFacts>> {
  const ids = [...new Set(launchIds)];
  const [launches, components, rules] = await withScope(scope, async (tx) => [
    await tx.launch.findMany({
      where: { orgId: scope.orgId, id: { in: ids } },
      select: { id: true, name: true, scope: true },
    }),
    await tx.component.findMany({
      where: { orgId: scope.orgId, launchId: { in: ids }, archivedAt: null },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
    await tx.routingRule.findMany({
      where: { orgId: scope.orgId, launchId: { in: ids }, isEnabled: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
  ]);
  return new Map(
    launches.map((l) => [
      l.id,
      {
        ...l,
        components: components
          .filter((c) => c.launchId === l.id)
          .map(({ id, slug, name, keywords, routePatterns, ownerTeamId }) => ({
            id,
            slug,
            name,
            keywords,
            routePatterns,
            ownerTeamId,
          })),
        rules: rules
          .filter((r) => r.launchId === l.id)
          .map((r) => ({
            id: r.id,
            name: r.name,
            conditions: r.conditions as RoutingRule["conditions"],
            effects: r.effects as RoutingRule["effects"],
          })),
      },
    ]),
  );
}
