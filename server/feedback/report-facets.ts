import { REPORT_FACETS, type FacetCount, type IssueSummary, type ReportFacet } from "@/contracts/issues";
import { cutText } from "@/contracts/cut-text";
import { pathOf, routeTemplate, withoutMethod } from "@/server/launches/route-template";
import { versionKey } from "./versions";

/**
 * What the reports of an issue are counted by, and how what a report holds is read as a value: two spellings of a version are one, and
 * so are the pages of two orders. A value is counted and filtered by the same rule.
 */

/** Values of a facet that are listed, at most. */
const TOP_MAX = 20;
const VALUE_CHARS = 200;

/** Products by what their user agents say, the first that fits: nearly every one claims to be some of those below it. */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["iOS", /\b(?:iPhone|iPad|iPod|iOS|iPadOS)\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\b(?:Mac OS X|Macintosh|macOS)\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];
/** The first product of a user agent that is no browser's: an app, a client library. */
const PRODUCT = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,40})\//u;
const AGENT_CHARS = 500;

/** The browser or app of a user agent and its system, "Safari on iOS"; null where it says neither. */
export function clientOf(userAgent: string): string | null {
  const agent = cutText(userAgent.trim(), AGENT_CHARS);
  const product = PRODUCT.exec(agent)?.[1];
  const client =
    product !== undefined && product !== "Mozilla" && product !== "Opera"
      ? product
      : BROWSERS.find(([, sign]) => sign.test(agent))?.[0];
  const system = SYSTEMS.find(([, sign]) => sign.test(agent))?.[0];
  if (client === undefined) return system ?? null;
  return system === undefined ? client : `${client} on ${system}`;
}

/** How what a report holds is read as a facet's value; null where it says nothing. */
const READERS: Readonly<Record<ReportFacet, (raw: string) => string | null>> = {
  version: versionKey,
  client: clientOf,
  // "GET /v2/orders/77" and "https://shop.example/v2/orders/78?tab=1" are about one route.
  route: (raw) => routeTemplate(pathOf(withoutMethod(raw).trim())),
  account: (raw) => raw,
  language: (raw) => (raw === "und" ? null : raw),
};

/** The value of a facet that a report has by what it holds; null for none. */
export function facetValue(facet: ReportFacet, raw: string): string | null {
  const value = READERS[facet](raw);
  return value === null || value === "" ? null : cutText(value, VALUE_CHARS);
}

/** What reports hold, as it is stored, and how many hold it. */
export type RawCount = { facet: ReportFacet; raw: string; reports: number };

/** Reports per value of each facet: the twenty with most reports, in the order of their numbers and then of their names. */
export function countFacets(raw: readonly RawCount[]): IssueSummary["facets"] {
  const counts = new Map<ReportFacet, Map<string, number>>(REPORT_FACETS.map((facet) => [facet, new Map()]));
  for (const { facet, raw: held, reports } of raw) {
    const value = facetValue(facet, held);
    const values = counts.get(facet)!;
    if (value !== null) values.set(value, (values.get(value) ?? 0) + reports);
  }
  const ranked = (facet: ReportFacet): { top: FacetCount[]; values: number } => {
    const values = counts.get(facet)!;
    return {
      values: values.size,
      top: [...values]
        .map(([value, reports]) => ({ value, reports }))
        .sort((a, b) => b.reports - a.reports || (a.value < b.value ? -1 : 1))
        .slice(0, TOP_MAX),
    };
  };
  return {
    version: ranked("version"),
    client: ranked("client"),
    route: ranked("route"),
    account: ranked("account"),
    language: ranked("language"),
  };
}
