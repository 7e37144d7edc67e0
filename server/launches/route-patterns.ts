/** Which component a request belongs to, by the route patterns that the component names. */

/**
 * Whether a route or path matches a pattern: segment by segment, `*` and `{name}` for any one segment, a final `*` for one or more.
 * Letter case and a final slash do not matter.
 */
export function matchesRoute(pattern: string, route: string): boolean {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(route);
  for (let at = 0; at < wanted.length; at++) {
    const segment = wanted[at]!;
    if (segment === "*" && at === wanted.length - 1) return given.length > at;
    if (at >= given.length) return false;
    if (segment !== "*" && !segment.startsWith("{") && segment !== given[at]) return false;
  }
  return given.length === wanted.length;
}

const segmentsOf = (route: string): string[] => route.toLowerCase().split("/").filter((segment) => segment !== "");

/** How much of a pattern is spelled out: more wins over less. */
const exactness = (pattern: string): number => segmentsOf(pattern).filter((segment) => segment !== "*" && !segment.startsWith("{")).length;

export type RoutedComponent = { readonly id: string; readonly routePatterns: readonly string[] };

/** The component whose most exact pattern matches the route; null when none does. Ties go to the first. */
export function componentOfRoute(components: readonly RoutedComponent[], route: string): string | null {
  let found: string | null = null;
  let best = -1;
  for (const component of components)
    for (const pattern of component.routePatterns)
      if (exactness(pattern) > best && matchesRoute(pattern, route)) {
        found = component.id;
        best = exactness(pattern);
      }
  return found;
}
