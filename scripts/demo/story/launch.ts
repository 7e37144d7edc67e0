/** The launch that the demo tells of: its plan, its clock, the conditions for its exit, and the views its people keep. */
import type { CriterionKind } from "@/contracts/exit";
import type { LaunchPhase } from "@/contracts/phases";
import type { ComponentSlug } from "./components";
import type { PersonKey } from "./organization";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export type StoryLaunch = {
  slug: string;
  name: string;
  scope: string;
  phase: LaunchPhase;
  timeZone: string;
  planDays: number;
  sizing: Readonly<
    Record<"complexity" | "criticality" | "userBase" | "riskTolerance" | "deploymentStyle", 1 | 2 | 3>
  >;
  phases: readonly { phase: LaunchPhase; startsAfterHours: number }[];
};

export const LAUNCH: StoryLaunch = {
  slug: "larderline-2",
  name: "Larderline 2.0",
  scope:
    "Larderline lets independent food shops, cafés, restaurants and small chains order from regional " +
    "wholesalers until ten in the evening and have it at the door the next morning. " +
    "Version 2.0 replaces the web shop and both mobile apps, brings a new checkout (cards, SEPA direct debit, " +
    "deposits), company sign-in for chains, shared order lists, live delivery tracking " +
    "and the public API v2 for tills and stock systems. 4,100 customer accounts in Germany, France, Spain, the " +
    "United Kingdom and Ireland were moved over in one night; the old shop is read-only.",
  phase: "stabilising",
  timeZone: "Europe/Berlin",
  planDays: 14,
  sizing: { complexity: 3, criticality: 3, userBase: 2, riskTolerance: 1, deploymentStyle: 2 },
  phases: [
    { phase: "planned", startsAfterHours: -14 * 24 },
    { phase: "live", startsAfterHours: 0 },
    { phase: "stabilising", startsAfterHours: 56 },
    { phase: "exiting", startsAfterHours: 10 * 24 },
    { phase: "exited", startsAfterHours: 14 * 24 },
  ],
};

/** How far Berlin's clock is ahead of UTC at that instant, ms. */
export function zoneOffsetMs(atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: LAUNCH.timeZone,
    hourCycle: "h23",
    day: "numeric",
    hour: "numeric",
  }).formatToParts(atMs);
  const read = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const utc = new Date(atMs);
  const days = read("day") === utc.getUTCDate() ? 0 : 1;
  return (days * 24 + read("hour") - utc.getUTCHours()) * HOUR_MS;
}

/**
 * When the launch went live, seen from now: eight in the morning in Berlin on the day that makes this day 4, so that
 * between 72 and 96 hours have passed. Milliseconds since epoch. Story hours are counted from here, so hour 2 is ten o'clock.
 */
export function launchAtMs(nowMs: number): number {
  const offsetMs = zoneOffsetMs(nowMs - 3 * DAY_MS);
  const eightMs = 8 * HOUR_MS;
  return Math.floor((nowMs + offsetMs - 3 * DAY_MS - eightMs) / DAY_MS) * DAY_MS + eightMs - offsetMs;
}

export type StoryCriterion = {
  kind: CriterionKind;
  title: string;
  target: number;
  /** Of a first response: within how long, minutes. */
  targetMinutes?: number;
  holdHours: number;
  owner: PersonKey;
  component?: ComponentSlug;
};
export const CRITERIA: readonly StoryCriterion[] = [
  { kind: "open_critical", title: "No open critical issue", target: 0, holdHours: 72, owner: "maren" },
  { kind: "open_major", title: "At most four open major issues", target: 4, holdHours: 48, owner: "ines" },
  {
    kind: "new_items_per_day",
    title: "At most 120 new reports a day",
    target: 120,
    holdHours: 72,
    owner: "tomasz",
  },
  { kind: "error_rate", title: "Gateway errors below 0.8 %", target: 0.8, holdHours: 48, owner: "dev" },
  { kind: "latency_p95", title: "95 % of requests under 900 ms", target: 900, holdHours: 48, owner: "dev" },
  {
    kind: "first_response",
    title: "80 % answered within 4 h",
    target: 80,
    targetMinutes: 240,
    holdHours: 48,
    owner: "tomasz",
  },
  {
    kind: "negative_share",
    title: "Fewer than 35 % angry reports",
    target: 35,
    holdHours: 48,
    owner: "ines",
  },
  {
    kind: "manual",
    title: "Month-end invoice run rehearsed with accounting",
    target: 0,
    holdHours: 0,
    owner: "claire",
  },
];

/** Filters are written in the board's own language (contracts/board.ts). */
export type StoryView = { name: string; layout: "matrix" | "kanban" | "table"; filter: string };
export const SAVED_VIEWS: readonly StoryView[] = [
  { name: "Morning triage", layout: "table", filter: "state:new" },
  { name: "Blocks the exit", layout: "kanban", filter: "state:open severity:critical,major" },
  { name: "Money and invoices", layout: "table", filter: "component:checkout,invoices" },
  { name: "Quick wins", layout: "matrix", filter: "state:open quadrant:quick_win" },
  { name: "Integrators", layout: "table", filter: "component:public-api" },
];
