import { COMPONENTS } from "@/scripts/demo/story/launch";
import { buildTimeline } from "@/scripts/demo/story/timeline";
import { classifyOffline } from "@/server/triage/classify-offline";
import { fingerprintOf } from "@/server/triage/fingerprint";
import type { GroupItem } from "@/server/triage/grouping";
import { componentFromRoute } from "@/server/triage/routing";
import { saidText } from "@/server/triage/said-text";
import { termsOf } from "@/server/triage/tokens";

const ITEMS = 1_500;
/** Any fixed moment: the story is told relative to it. */
const NOW_MS = Date.UTC(2026, 10, 24, 12);

/** The demo's reports as the pipeline would hand them to grouping, each with the subject it is truly about; advertising left out. */
export function readDemoReports(): (GroupItem & { terms: readonly string[]; subject: string })[] {
  const components = COMPONENTS.map((component) => ({
    ...component,
    id: component.slug,
    keywords: [...component.keywords],
    routePatterns: [...component.routePatterns],
  }));
  return buildTimeline({ seed: "bench", items: ITEMS, nowMs: NOW_MS })
    .filter(({ truth }) => !truth.isSpam)
    .map(({ title = null, text, context, truth }, at) => {
      const read = classifyOffline({ title, text, context, components });
      const route = context.route ?? context.url;
      return {
        id: `report ${at}`,
        subject: truth.problemId,
        title,
        text,
        terms: termsOf(title, saidText(text), read.language),
        component: (route ? componentFromRoute(components, route) : null) ?? read.component,
        fingerprint: fingerprintOf({ title, text, context }),
        severity: read.severity,
        type: read.type,
        language: read.language,
      };
    });
}
