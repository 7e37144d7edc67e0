import { cutText } from "@/contracts/cut-text";
import { pathOf } from "@/server/launches/route-template";
import type { ItemContext } from "@/contracts/feedback";
import { componentOfRoute } from "@/server/launches/route-patterns";
import { routeMentions } from "@/server/reading/fingerprint";
import { termsOf } from "@/server/reading/tokens";

/** A component of the launch as classification sees it. */
export type OfflineComponent = {
  readonly slug: string;
  readonly name: string;
  readonly keywords: readonly string[];
  readonly routePatterns: readonly string[];
};

/** The component a report is about, how sure that is (0–1), and what said so. */
export type ComponentReading = {
  readonly component: string | null;
  readonly confidence: number;
  readonly evidence: string | null;
};

const NONE: ComponentReading = { component: null, confidence: 0, evidence: null };

/** What a report is about is said at its beginning. */
const OPENING_CHARS = 1_500;

/** Names too general to point at a component. */
const GENERAL = new Set([
  "app",
  "page",
  "user",
  "customer",
  "service",
  "system",
  "web",
  "api",
  "team",
  "data",
  "frontend",
  "backend",
  "core",
  "other",
  "general",
  "and",
  "the",
  "broken",
]);
const NAME_POINTS = 2;
const KEYWORD_POINTS = 1.5;
const TITLE_FACTOR = 1.5;

/**
 * Finds the component: by the reporter's own route or URL first, by routes the text names next, by names and
 * keywords last. Null when nothing points at one or two are equally likely.
 */
export function readComponent(
  input: {
    readonly title?: string | null | undefined;
    readonly text: string;
    readonly context?: ItemContext | undefined;
  },
  components: readonly OfflineComponent[],
  language: string,
): ComponentReading {
  if (components.length === 0) return NONE;
  for (const route of [input.context?.route, input.context?.url]) {
    const slug = route ? componentFromRoute(components, route) : null;
    if (slug !== null)
      return { component: slug, confidence: 0.95, evidence: `the route ${cutText(String(route), 80)}` };
  }
  for (const route of routeMentions(input.text)) {
    const slug = componentFromRoute(components, route);
    if (slug !== null)
      return { component: slug, confidence: 0.85, evidence: `the route ${cutText(route, 80)}` };
  }
  const title = new Set(termsOf(null, input.title ?? "", language));
  const body = new Set(termsOf(null, input.text.slice(0, OPENING_CHARS), language));
  const scored = components
    .map((component) => ({ component, ...scoreComponent(component, title, body, language) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.component.slug < b.component.slug ? -1 : 1));
  const best = scored[0];
  if (!best) return NONE;
  const next = scored[1]?.score ?? 0;
  if (next >= best.score) return NONE;
  const confidence = Math.min(0.9, 0.45 + 0.12 * best.score + 0.2 * ((best.score - next) / best.score) - 0.1);
  return {
    component: best.component.slug,
    confidence: Math.round(confidence * 100) / 100,
    evidence: `the word "${best.word}"`,
  };
}

/** What a component is recognised by: its telling words, in rows that belong together. */
type Sign = { readonly keys: readonly string[]; readonly points: number; readonly needsAll: boolean };

/** Signs by component and language; a batch asks the same components for every report. */
const signsByComponent = new WeakMap<OfflineComponent, Map<string, readonly Sign[]>>();

function signsOf(component: OfflineComponent, language: string): readonly Sign[] {
  const byLanguage = signsByComponent.get(component) ?? new Map<string, readonly Sign[]>();
  signsByComponent.set(component, byLanguage);
  const before = byLanguage.get(language);
  if (before) return before;
  const signs: Sign[] = [];
  const seen = new Set<string>();
  const entries = [
    [component.name, NAME_POINTS],
    [component.slug, NAME_POINTS],
    ...component.keywords.map((keyword) => [keyword, KEYWORD_POINTS] as const),
  ] as const;
  for (const [phrase, points] of entries) {
    // Terms are concepts where there is one, so that "payer" finds a component with the keyword "payment".
    const distinctive = termsOf(null, phrase.replace(/[-_]/g, " "), language).filter(
      (key) => !GENERAL.has(key),
    );
    if (distinctive.length === 0) continue;
    const name = distinctive.join(" ");
    if (seen.has(name)) continue;
    seen.add(name);
    // A keyword of several words needs them all; of a name one telling word is enough for a part of the points.
    signs.push({ keys: distinctive, points, needsAll: points === KEYWORD_POINTS });
  }
  byLanguage.set(language, signs);
  return signs;
}

function scoreComponent(
  component: OfflineComponent,
  title: ReadonlySet<string>,
  body: ReadonlySet<string>,
  language: string,
): { score: number; word: string } {
  let score = 0;
  let word = "";
  for (const { keys, points, needsAll } of signsOf(component, language)) {
    const hits = keys.filter((key) => title.has(key) || body.has(key));
    if (hits.length === 0 || (needsAll && hits.length < keys.length)) continue;
    const inTitle = hits.some((key) => title.has(key));
    score += (points * hits.length * (inTitle ? TITLE_FACTOR : 1)) / keys.length;
    word ||= hits[0] ?? "";
  }
  return { score, word };
}

/** The slug of the component a route ("POST /v2/orders"), a path or a whole address belongs to; null when no pattern matches. */
export function componentFromRoute(
  components: readonly { readonly slug: string; readonly routePatterns: readonly string[] }[],
  route: string,
): string | null {
  return componentOfRoute(
    components.map(({ slug, routePatterns }) => ({ id: slug, routePatterns })),
    pathOf(route.replace(/^[A-Z]{3,7}\s+/, "")),
  );
}
