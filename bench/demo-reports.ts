import type { Classification } from "@/contracts/triage";
import type { StoryTruth } from "@/scripts/demo/story/event";
import { COMPONENTS } from "@/scripts/demo/story/components";
import { buildTimeline } from "@/scripts/demo/story/timeline";
import { classifyOffline } from "@/server/reading/classify-offline";
import { fingerprintOf } from "@/server/reading/fingerprint";
import type { GroupItem } from "@/server/triage/grouping";
import { placesOf } from "@/server/reading/place";
import { componentFromRoute } from "@/server/reading/component";
import { ownTerms } from "@/server/reading/own-words";

const ITEMS = 1_500;
/** Any fixed moment: the story is told relative to it. */
const NOW_MS = Date.UTC(2026, 10, 24, 12);

/** A message of the demo: what it truly is, how the built-in classifier reads it, and what grouping would be handed. */
export type DemoReport = {
  readonly truth: StoryTruth;
  readonly read: Classification;
  readonly item: GroupItem & { readonly terms: readonly string[] };
};

/** The demo's messages in order of time, advertising and automatic mail among them, as the pipeline would read them. */
export function readDemoReports(): DemoReport[] {
  const components = COMPONENTS.map((component) => ({
    ...component,
    id: component.slug,
    keywords: [...component.keywords],
    routePatterns: [...component.routePatterns],
  }));
  return buildTimeline({ seed: "bench", items: ITEMS, nowMs: NOW_MS }).map(
    ({ title = null, text, context, truth }, index) => {
      const read = classifyOffline({ title, text, context, components });
      const route = context.route ?? context.url;
      const item = {
        id: `report ${index}`,
        title,
        text,
        terms: [...placesOf(context), ...ownTerms(title, text, read.language)],
        component: (route ? componentFromRoute(components, route) : null) ?? read.component,
        fingerprint: fingerprintOf({ title, text, context }),
        severity: read.severity,
        type: read.type,
        language: read.language,
      };
      return { truth, read, item };
    },
  );
}
