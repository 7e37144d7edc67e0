import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { RoutedComponent } from "./route-patterns";

/** The components of a launch that say which routes are theirs. */
export async function listRoutedComponentsIn(tx: Tx, scope: Scope, launchId: string): Promise<RoutedComponent[]> {
  return tx.component.findMany({ where: { orgId: scope.orgId, launchId, archivedAt: null, NOT: { routePatterns: { isEmpty: true } } }, select: { id: true, routePatterns: true }, orderBy: [{ position: "asc" }, { id: "asc" }] });
}
