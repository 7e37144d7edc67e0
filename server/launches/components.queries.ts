import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { RoutedComponent } from "./route-patterns";

/** The components of a launch that say which routes are theirs. */
export async function listRoutedComponentsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
): Promise<RoutedComponent[]> {
  return tx.component.findMany({
    where: { orgId: scope.orgId, launchId, archivedAt: null, NOT: { routePatterns: { isEmpty: true } } },
    select: { id: true, routePatterns: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

export type ComponentRow = {
  id: string;
  slug: string;
  name: string;
  keywords: string[];
  routePatterns: string[];
  ownerTeamId: string | null;
  position: number;
  isArchived: boolean;
  version: number;
};

/** A launch's components in their order; archived ones come last, for names of what was said before. */
export async function listComponents(scope: Scope, launchId: string): Promise<ComponentRow[]> {
  const found = await withScope(scope, (tx) =>
    tx.component.findMany({
      where: { orgId: scope.orgId, launchId },
      orderBy: [{ archivedAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { id: "asc" }],
      take: 500,
    }),
  );
  return found.map(
    ({ id, slug, name, keywords, routePatterns, ownerTeamId, position, archivedAt, version }) => ({
      id,
      slug,
      name,
      keywords,
      routePatterns,
      ownerTeamId,
      position,
      isArchived: archivedAt !== null,
      version,
    }),
  );
}
