/** How many routes a launch may have that no gateway named: a scanner that tries every path must not become a million rows. */

export const ROUTES_MAX = 500;
/** Paths that were not found are learned only while the launch has fewer than this. */
export const ROUTES_MAX_NOT_FOUND = 200;
export const OTHER_ROUTE = "{other}";

export type KnownRoutes = Set<string>;

type Routed = { route: string; status: number | null; readonly isRouteNamed: boolean };

/** Learns routes up to the cap and gives the rest one name, in place. Routes that the gateway named are never touched. */
export function admitRoutes(known: KnownRoutes, rows: readonly Routed[]): void {
  for (const row of rows) {
    if (row.isRouteNamed || known.has(row.route)) continue;
    if (known.size < (row.status === 404 ? ROUTES_MAX_NOT_FOUND : ROUTES_MAX)) known.add(row.route);
    else row.route = OTHER_ROUTE;
  }
}
