import type { AnyAct } from "@/contracts/issues";
import type { Provenance } from "@/contracts/triage";
import { planAct, type ActableIssue, type Plan } from "../issue-acts";

export const NOW = new Date(Date.UTC(2026, 10, 24, 10));
/** An issue of two reports, as it came; `rest` is what is different. */
export const issue = (rest: Partial<ActableIssue> = {}): ActableIssue => ({
  id: "iss_a",
  launchId: "lau_a",
  number: 4,
  version: 1,
  mergedIntoId: null,
  title: "A",
  type: "functional",
  severity: "minor",
  state: "new",
  urgency: "later",
  computedUrgency: "today",
  componentId: null,
  ownerId: null,
  teamId: null,
  labels: ["a"],
  impact: 10,
  computedImpact: 12,
  impactReason: null,
  isImpactOverridden: false,
  impactSetBy: null,
  impactSetAt: null,
  belowLine: null,
  effort: 40,
  computedEffort: 44,
  effortReason: "",
  isEffortOverridden: false,
  effortSetBy: null,
  effortSetAt: null,
  provenance: {},
  needsReview: null,
  snoozedUntil: null,
  snooze: null,
  workaround: null,
  fixedVersion: null,
  settledAt: null,
  reopenedCount: 0,
  decidedAt: null,
  itemCount: 2,
  ...rest,
});
/** What an act of Ana's would change at 10 o'clock. */
export const planned = (on: Partial<ActableIssue>, act: AnyAct): Plan =>
  planAct(issue(on), act, NOW, "mem_ana");
/** Everything a plan says where it changes just these fields. */
export const changing = (kind: string, changes: object, rest: object = {}) => ({
  ok: true,
  kind,
  changes,
  labels: [],
  reason: "",
  isDecision: false,
  isRescored: false,
  ...rest,
});
export const byPerson = (reason: string): Provenance => ({ by: "person", confidence: 1, reason });
/** Fields of an issue that is snoozed until tomorrow, and of one that is not. */
export const asleep = {
  snoozedUntil: new Date(Date.UTC(2026, 10, 25, 10)),
  snooze: {
    since: "2026-11-24T08:00:00.000Z",
    until: "2026-11-25T10:00:00.000Z",
    moreReports: null,
    morePeople: null,
    whenWorse: false,
    severity: "minor",
    reason: "",
  },
} as const;
export const awake = { snooze: null, snoozedUntil: null };
