/** Which component a request belongs to, by the route patterns that the component names. */

/** The segment under which a pattern's further routes are counted together; only a pattern's final star means it. */
export const OTHER_SEGMENT = "{other}";

/** A pattern taken apart, so that a million paths can be compared with it. */
export type RoutePattern = {
  readonly segments: readonly string[];
  /** How many segments are spelled out: more wins over less. */
  readonly exactness: number;
  /** Ends with a star: one or more segments may follow. */
  readonly isOpenEnded: boolean;
};

/** A pattern as it is compared. */
export function readPattern(pattern: string): RoutePattern {
  const segments = segmentsOf(pattern);
  return {
    segments,
    exactness: segments.filter((segment) => !isOpen(segment)).length,
    isOpenEnded: segments.at(-1)?.startsWith("*") ?? false,
  };
}

/**
 * Whether a route or path, in segments (`segmentsOf`), matches a pattern: segment by segment, `*`, `:name` and `{name}` for any one
 * segment, a final `*` or `**` for one or more.
 */
export function matchesPattern({ segments, isOpenEnded }: RoutePattern, given: readonly string[]): boolean {
  const last = segments.length - 1;
  if (isOpenEnded ? given.length < segments.length : given.length !== segments.length) return false;
  for (let index = 0; index <= last; index++) {
    if (isOpenEnded && index === last) return true;
    const segment = segments[index]!;
    if (segment === given[index]) continue;
    if (!isOpen(segment) || given[index] === OTHER_SEGMENT) return false;
  }
  return true;
}

const METHOD = /^(?:get|post|put|patch|delete|head|options) +/;

/** A path or pattern as it is compared: its segments in lower case, without a final slash or a method before it. */
export const segmentsOf = (route: string): string[] =>
  route
    .toLowerCase()
    .replace(METHOD, "")
    .split("/")
    .filter((segment) => segment !== "");

/** Whether a pattern leaves this segment open. */
export const isOpen = (segment: string): boolean =>
  segment.startsWith("*") || segment.startsWith(":") || segment.startsWith("{");

export type RoutedComponent = { readonly id: string; readonly routePatterns: readonly string[] };
/** A pattern and whose it is. */
export type ComponentPattern = RoutePattern & { readonly componentId: string; readonly written: string };

/** The patterns of a launch's components, the most exact first; of equally exact ones the first component's. */
export function readPatterns(components: readonly RoutedComponent[]): ComponentPattern[] {
  return components
    .flatMap(({ id, routePatterns }) =>
      routePatterns.map((written) => ({ ...readPattern(written), componentId: id, written })),
    )
    .sort((a, b) => b.exactness - a.exactness);
}

/** The pattern that decides whose a path is; null when it is nobody's. */
export function patternOf(
  patterns: readonly ComponentPattern[],
  given: readonly string[],
): ComponentPattern | null {
  return patterns.find((pattern) => matchesPattern(pattern, given)) ?? null;
}

/** The component whose most exact pattern matches the route; null when none does. Ties go to the first. */
export function componentOfRoute(components: readonly RoutedComponent[], route: string): string | null {
  return patternOf(readPatterns(components), segmentsOf(route))?.componentId ?? null;
}
