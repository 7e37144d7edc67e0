import { describe, expect, test } from "vitest";
import { expectPatch } from "@/components/feedback/optimistic";
import { ReviewReason } from "@/contracts/board";
import { ISSUE_STATES } from "@/contracts/feedback";
import { IssueAct, LABELS_MAX, PriorityAct, type AnyAct } from "@/contracts/issues";
import type { Snooze } from "@/contracts/snooze";
import { SEVERITIES } from "@/contracts/triage";
import { fieldOf, planAct, type ActableIssue } from "./issue-acts";

/** What a screen draws before the server has answered is what the server's rule then makes of the issue, whatever it was before. */

const NOW = new Date("2026-11-24T10:00:00Z");
const snooze = (whenWorse: boolean): Snooze => ({
  since: NOW.toISOString(),
  until: null,
  moreReports: 3,
  morePeople: null,
  whenWorse,
  severity: "minor",
  reason: "",
});
const BASE: ActableIssue = {
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
  labels: ["a", "b"],
  impact: 10,
  computedImpact: 12,
  impactReason: "By hand.",
  isImpactOverridden: true,
  impactSetBy: "mem_bo",
  impactSetAt: NOW,
  belowLine: null,
  effort: 40,
  computedEffort: 44,
  effortReason: "",
  isEffortOverridden: true,
  effortSetBy: "mem_bo",
  effortSetAt: NOW,
  provenance: {},
  needsReview: null,
  snoozedUntil: null,
  snooze: null,
  workaround: "Use another browser.",
  fixedVersion: null,
  settledAt: null,
  reopenedCount: 0,
  decidedAt: null,
  itemCount: 2,
};

const ISSUES: readonly ActableIssue[] = ISSUE_STATES.flatMap((state) =>
  SEVERITIES.flatMap((severity) =>
    [null, "new", "regressed", "below_line"].flatMap((needsReview) =>
      [null, snooze(false), snooze(true)].map((slept) => ({
        ...BASE,
        state,
        severity,
        needsReview,
        snooze: slept,
      })),
    ),
  ),
);

const act = (given: unknown): AnyAct => IssueAct.parse(given);
const place = (given: object): AnyAct => PriorityAct.parse({ kind: "place", ...given });
const LABELS = Array.from({ length: LABELS_MAX }, (_, n) => `l${n}`);
const ACTS: readonly AnyAct[] = [
  act({ kind: "accept" }),
  act({ kind: "decline", reason: "Spam." }),
  act({ kind: "start" }),
  act({ kind: "fix", version: "2.0.3" }),
  act({ kind: "fix", version: null }),
  act({ kind: "verify", evidence: "Seen." }),
  act({ kind: "close", reason: "Done." }),
  act({ kind: "reopen", reason: "Back." }),
  act({ kind: "park", reason: "Later." }),
  act({ kind: "park", asWish: false, reason: "Later." }),
  ...(["new", "accepted", "in_progress", "closed", "parked"] as const).map((state) =>
    act({ kind: "move", state, reason: "So." }),
  ),
  act({ kind: "snooze", moreReports: 3, reason: "Known.", isCriticalConfirmed: true }),
  act({ kind: "wake" }),
  act({ kind: "assign", ownerId: "mem_1" }),
  act({ kind: "assign", ownerId: null, teamId: null }),
  act({ kind: "assign", teamId: "tea_1" }),
  act({ kind: "rename", title: "Another" }),
  act({ kind: "tag", add: ["c", "a"], remove: ["b"] }),
  act({ kind: "tag", add: LABELS }),
  act({ kind: "workaround", text: "Wait." }),
  act({ kind: "workaround", text: "" }),
  act({ kind: "workaround", text: null }),
  act({ kind: "urgency", urgency: "now" }),
  act({ kind: "urgency", urgency: null }),
  ...SEVERITIES.map((severity) => act({ kind: "relabel", severity })),
  act({ kind: "relabel", type: "wish", componentId: "com_1" }),
  act({ kind: "relabel", componentId: null }),
  place({ impact: 80, impactReason: "The board." }),
  place({ impact: 5, impactReason: "One customer.", effort: 90, effortReason: "Two teams." }),
  place({ impact: null }),
  place({ effort: null }),
];

/** The fields that lists, boards and the issue's page show of what acts decide. */
const SHOWN: readonly string[] = [
  ...["state", "title", "type", "severity", "urgency", "componentId", "ownerId", "teamId", "labels"],
  ...["impact", "isImpactOverridden", "impactReason", "belowLine", "effort", "isEffortOverridden"],
  ...["effortReason", "workaround", "needsReview", "isSnoozed"],
];
/** Who did it, in words and times: known to the screen, and written by the server as an id. */
const NAMES: ReadonlySet<string> = new Set([
  ...["ownerName", "teamName", "impactSetByName", "impactSetAt", "effortSetByName", "effortSetAt"],
]);

const shownOf = (issue: ActableIssue, changes: Readonly<Record<string, unknown>> = {}) => {
  const valueOf = (name: string) => (name in changes ? changes[name] : fieldOf(issue, name));
  return Object.fromEntries(
    SHOWN.map((name) => [name, name === "isSnoozed" ? valueOf("snooze") !== null : valueOf(name)]),
  );
};
const rowOf = (issue: ActableIssue) => ({
  ...issue,
  labels: [...issue.labels],
  isSnoozed: issue.snooze !== null,
  needsReview: ReviewReason.nullable().parse(issue.needsReview),
});

/** What the screen leaves to the server: a computed value it does not have, and whether a lesser severity ends a snooze. */
const isLeftToServer = (issue: ActableIssue, what: AnyAct): boolean =>
  (what.kind === "urgency" && what.urgency === null) ||
  (what.kind === "relabel" && issue.snooze?.whenWorse === true && what.severity !== "critical");

describe("what is drawn before the answer is what the answer says", () => {
  test.each(ACTS.map((what): [string, AnyAct] => [JSON.stringify(what).slice(0, 90), what]))(
    "%s",
    (_name, what) => {
      let done = 0;
      for (const issue of ISSUES) {
        const plan = planAct(issue, what, NOW, "mem_ana");
        // A refused act is taken out of the drawing again, whatever was drawn.
        if (!plan.ok) continue;
        done += 1;
        const patch = expectPatch(rowOf(issue), what, () => "Ada", "Ana");
        const drawn = Object.fromEntries(Object.entries(patch).filter(([name]) => !NAMES.has(name)));
        const about = `${issue.state}, ${issue.severity}, ${issue.needsReview}, ${JSON.stringify(issue.snooze)}`;
        expect(Object.keys(drawn).filter((name) => !SHOWN.includes(name))).toEqual([]);
        const after = shownOf(issue, plan.changes);
        if (isLeftToServer(issue, what)) expect(after, about).toMatchObject(drawn);
        else expect({ ...shownOf(issue), ...drawn }, about).toEqual(after);
      }
      expect(done, "it fits some of the issues").toBeGreaterThan(0);
    },
  );

  test("every act is among them", () => {
    const kinds = [...IssueAct.options.map((option) => option.shape.kind.value), "place"];
    expect([...new Set(ACTS.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
  });
});
