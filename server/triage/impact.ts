import { CRITICAL_IMPACT_MIN, isOpenCritical } from "@/contracts/below-line";
import type { IssueState } from "@/contracts/feedback";
import type { ItemType, Severity } from "@/contracts/triage";

/** What is known about an issue when its impact is computed. Counts are of distinct people, accounts and reports. */
export type ImpactEvidence = {
  readonly reporters: number;
  readonly accounts: number;
  readonly items: number;
  readonly severity: Severity;
  readonly state: IssueState;
  readonly type: ItemType;
  readonly itemsLast24h: number;
  readonly itemsPrev24h: number;
  /** Share of the launch's requests that go through the affected component, 0–1; null when traffic is not measured. */
  readonly trafficShare: number | null;
  readonly hasExecutive?: boolean | undefined;
  /** Share of the issue's reports with negative sentiment, 0–1; null when none was read. */
  readonly sentimentNegativeShare: number | null;
  /** When the newest report was made; a quiet issue loses its trend points. */
  readonly lastItemAt?: Date | null | undefined;
};

export const IMPACT_PART_KEYS = [
  "severity",
  "people",
  "accounts",
  "volume",
  "trend",
  "traffic",
  "voice",
  "minimum",
] as const;
export type ImpactPartKey = (typeof IMPACT_PART_KEYS)[number];

/** One reason for an impact: how many points of the sum, and why. */
export type ImpactPart = {
  readonly key: ImpactPartKey;
  readonly label: string;
  readonly points: number;
  readonly max: number;
  readonly explain: string;
};

/** 0–100; the parts' points add up to it exactly. */
export type Impact = { readonly impact: number; readonly parts: readonly ImpactPart[] };

const SEVERITY_POINTS: Readonly<Record<Severity, number>> = {
  critical: 40,
  major: 26,
  minor: 12,
  cosmetic: 4,
};

/** What is not a defect weighs by how many ask for it, not by how loud one asks. */
const TYPE_SHARE: Readonly<Record<ItemType, number>> = {
  technical: 1,
  functional: 1,
  performance: 1,
  integration: 1,
  usability: 0.85,
  question: 0.45,
  wish: 0.45,
  praise: 0.1,
};

const MAX_PEOPLE = 20;
const MAX_ACCOUNTS = 10;
const MAX_VOLUME = 5;
const MAX_TREND = 10;
const MAX_TRAFFIC = 8;
const MAX_VOICE = 7;
const DAY_MS = 86_400_000;

/**
 * Grows fast for the first few and flattens out: max · (1 − 2^(−n / half)). `half` is how many give half the points.
 */
function saturate(n: number, half: number, max: number): number {
  return max * (1 - 2 ** (-Math.max(0, n) / half));
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function percent(value: number): string {
  return `${Math.round(share(value) * 100)} %`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function trendPart(evidence: ImpactEvidence, now: Date): { points: number; explain: string } {
  const { itemsLast24h: last, itemsPrev24h: before, lastItemAt } = evidence;
  if (lastItemAt && now.getTime() - lastItemAt.getTime() > DAY_MS)
    return { points: 0, explain: "No report for more than a day." };
  if (last === 0) return { points: 0, explain: "No report in the last 24 hours." };
  const growth = (last + 1) / (before + 1);
  const steepness = share(Math.log2(growth) / 3);
  const mass = 1 - 2 ** (-last / 4);
  const points = MAX_TREND * mass * (0.25 + 0.75 * steepness);
  const direction = growth > 1.25 ? "rising" : growth < 0.8 ? "falling" : "steady";
  return {
    points: direction === "falling" ? points * 0.5 : points,
    explain: `${last} in the last 24 hours, ${before} in the 24 before: ${direction}.`,
  };
}

/**
 * Impact from evidence. The formula, in points:
 * severity 40/26/12/4 (critical…cosmetic) · people 20·(1−2^(−(n−1)/8)) · accounts 10·(1−2^(−(n−1)/4)) ·
 * volume 5·(1−2^(−(n−1)/15)) · trend 10·mass·(¼+¾·steepness), mass 1−2^(−last/4), steepness log2 of growth over 3 ·
 * traffic 8·√share · voice 4 for an executive, 3·share of negative reports.
 * A first reporter, account and report are what makes an issue at all and earn nothing. Every part is multiplied by the
 * share of its type (usability 0.85, question and wish 0.45, praise 0.1) and rounded; the impact is the sum of the rounded parts.
 * Where that is less than 50 for an open critical of any type, a last part makes up the difference.
 * @param knownTraffic the traffic part as it was, where traffic was not looked at this time
 */
export function computeImpact(evidence: ImpactEvidence, now: Date, knownTraffic?: ImpactPart): Impact {
  const weight = TYPE_SHARE[evidence.type];
  const trend = trendPart(evidence, now);
  const negative = evidence.sentimentNegativeShare;
  const part = (
    key: ImpactPartKey,
    label: string,
    points: number,
    max: number,
    explain: string,
  ): ImpactPart => ({
    key,
    label,
    points: Math.round(points * weight),
    max: Math.round(max * weight),
    explain,
  });
  const parts = [
    part(
      "severity",
      "Severity",
      SEVERITY_POINTS[evidence.severity],
      SEVERITY_POINTS.critical,
      `The issue is ${evidence.severity}${weight < 1 ? ` (${evidence.type} counts ${percent(weight)})` : ""}.`,
    ),
    part(
      "people",
      "People",
      saturate(evidence.reporters - 1, 8, MAX_PEOPLE),
      MAX_PEOPLE,
      `${count(evidence.reporters, "person", "people")} reported it.`,
    ),
    part(
      "accounts",
      "Accounts",
      saturate(evidence.accounts - 1, 4, MAX_ACCOUNTS),
      MAX_ACCOUNTS,
      `${count(evidence.accounts, "account is", "accounts are")} affected.`,
    ),
    part(
      "volume",
      "Reports",
      saturate(evidence.items - 1, 15, MAX_VOLUME),
      MAX_VOLUME,
      `${count(evidence.items, "report", "reports")} in all.`,
    ),
    part("trend", "Trend", trend.points, MAX_TREND, trend.explain),
    knownTraffic ??
      part(
        "traffic",
        "Traffic",
        evidence.trafficShare === null ? 0 : MAX_TRAFFIC * Math.sqrt(share(evidence.trafficShare)),
        MAX_TRAFFIC,
        evidence.trafficShare === null
          ? "Traffic is not measured here."
          : `${percent(evidence.trafficShare)} of requests go through it.`,
      ),
    part(
      "voice",
      "Voices",
      (evidence.hasExecutive ? 4 : 0) + (negative === null ? 0 : 3 * share(negative)),
      MAX_VOICE,
      (evidence.hasExecutive ? "An executive is among the reporters; " : "") +
        (negative === null ? "no sentiment was read." : `${percent(negative)} of reports are negative.`),
    ),
  ];
  const minimum = minimumPart(evidence, sumOf(parts));
  const all = minimum ? [...parts, minimum] : parts;
  return { impact: sumOf(all), parts: all };
}

const sumOf = (parts: readonly ImpactPart[]): number => parts.reduce((sum, { points }) => sum + points, 0);

/** What lifts an open critical to the line when its evidence (points of the other parts) does not; null where nothing is missing. */
function minimumPart(evidence: ImpactEvidence, points: number): ImpactPart | null {
  if (!isOpenCritical(evidence) || points >= CRITICAL_IMPACT_MIN) return null;
  return {
    key: "minimum",
    label: "Minimum for an open critical",
    points: CRITICAL_IMPACT_MIN - points,
    max: CRITICAL_IMPACT_MIN,
    explain: `An open critical has at least ${CRITICAL_IMPACT_MIN}; the evidence alone gives ${points}.`,
  };
}
