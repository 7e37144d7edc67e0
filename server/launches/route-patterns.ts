/** Which component a request belongs to, by the route patterns that the component names. */

/**
 * Whether a route or path matches a pattern: segment by segment, `*`, `:name` and `{name}` for any one segment, a final `*` or `**` for
 * one or more. Letter case, a final slash and a method before the pattern do not matter.
 */
export function matchesRoute(pattern: string, route: string): boolean {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(route);
  for (let index = 0; index < wanted.length; index++) {
    const segment = wanted[index]!;
    if (index >= given.length) return false;
    if (index === wanted.length - 1 && segment.startsWith("*")) return true;
    if (!isOpen(segment) && segment !== given[index]) return false;
  }
  return given.length === wanted.length;
}

const METHOD = /^(?:get|post|put|patch|delete|head|options) +/;

const segmentsOf = (route: string): string[] =>
  route
    .toLowerCase()
    .replace(METHOD, "")
    .split("/")
    .filter((segment) => segment !== "");

const isOpen = (segment: string): boolean =>
  segment.startsWith("*") || segment.startsWith(":") || segment.startsWith("{");

/** How much of a pattern is spelled out: more wins over less. */
const exactness = (pattern: string): number =>
  segmentsOf(pattern).filter((segment) => !isOpen(segment)).length;

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
