import { describe, expect, test } from "vitest";
import type { IssueState } from "@/contracts/feedback";
import type { AnyAct } from "@/contracts/issues";
import type { Provenance } from "@/contracts/triage";
import { fieldOf, isSameValue, planAct, type ActableIssue, type Plan } from "./issue-acts";

const NOW = new Date("2026-11-24T10:00:00Z");
const issue = (rest: Partial<ActableIssue> = {}): ActableIssue => ({
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
const planned = (on: Partial<ActableIssue>, act: AnyAct): Plan => planAct(issue(on), act, NOW, "mem_ana");
/** Everything a plan says where it changes just these fields. */
const changing = (kind: string, changes: object, rest: object = {}) => ({
  ok: true,
  kind,
  changes,
  labels: [],
  reason: "",
  isDecision: false,
  isRescored: false,
  ...rest,
});
const byPerson = (reason: string): Provenance => ({ by: "person", confidence: 1, reason });
const asleep = {
  snoozedUntil: new Date("2026-11-25T10:00:00Z"),
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
const awake = { snooze: null, snoozedUntil: null };

describe("deciding where an issue stands", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, object]>([
    [
      "a new one is accepted, out of the inbox and awake",
      { needsReview: "new", ...asleep },
      { kind: "accept" },
      changing("accepted", { state: "accepted", needsReview: null, ...awake }, { isDecision: true }),
    ],
    [
      "accepting what is accepted confirms it, without a change",
      { state: "accepted" },
      { kind: "accept" },
      changing("reviewed", {}, { isDecision: true }),
    ],
    [
      "accepting what is accepted wakes it",
      { state: "accepted", ...asleep },
      { kind: "accept" },
      changing("reviewed", awake, { isDecision: true }),
    ],
    [
      "a move to where it is changes nothing and decides nothing",
      { state: "accepted", needsReview: "regressed" },
      { kind: "move", state: "accepted", reason: "Once more." },
      changing("moved", {}),
    ],
    [
      "a move says why",
      { state: "accepted" },
      { kind: "move", state: "in_progress", reason: "Bo has time." },
      changing("in_progress", { state: "in_progress" }, { reason: "Bo has time.", isDecision: true }),
    ],
    [
      "work begins",
      {},
      { kind: "start" },
      changing("in_progress", { state: "in_progress" }, { isDecision: true }),
    ],
    [
      "a fix that needs no version",
      { state: "in_progress" },
      { kind: "fix", version: null },
      changing("fixed", { state: "fixed", settledAt: NOW.toISOString() }, { isDecision: true }),
    ],
    [
      "closing says why, and when",
      { state: "accepted" },
      { kind: "close", reason: "Seen by nobody." },
      changing(
        "closed",
        { state: "closed", settledAt: NOW.toISOString() },
        { reason: "Seen by nobody.", isDecision: true },
      ),
    ],
    [
      "declining says why",
      { state: "accepted" },
      { kind: "decline", reason: "out of scope" },
      changing(
        "declined",
        { state: "declined", settledAt: NOW.toISOString() },
        { reason: "out of scope", isDecision: true },
      ),
    ],
    [
      "reopening counts, and forgets the fix",
      { state: "fixed", fixedVersion: "2.0.3", settledAt: NOW, reopenedCount: 2 },
      { kind: "reopen", reason: "Still there." },
      changing(
        "reopened",
        { state: "accepted", settledAt: null, reopenedCount: 3, fixedVersion: null },
        { reason: "Still there.", isDecision: true },
      ),
    ],
    [
      "what was fixed and is worked on again is opened again, too",
      { state: "fixed", settledAt: NOW },
      { kind: "start" },
      changing("reopened", { state: "in_progress", settledAt: null, reopenedCount: 1 }, { isDecision: true }),
    ],
    [
      "parked as a wish, which a person then said",
      { state: "accepted" },
      { kind: "park", asWish: true, reason: "" },
      changing(
        "parked",
        {
          state: "parked",
          settledAt: NOW.toISOString(),
          type: "wish",
          "provenance.type": byPerson("Parked as a wish."),
        },
        {
          isDecision: true,
          isRescored: true,
          labels: [
            {
              issueId: "iss_a",
              field: "type",
              value: "wish",
              previous: "functional",
              reason: "Parked as a wish.",
            },
          ],
        },
      ),
    ],
    [
      "parked as a wish that it is already",
      { state: "accepted", type: "wish" },
      { kind: "park", asWish: true, reason: "Next year." },
      changing(
        "parked",
        { state: "parked", settledAt: NOW.toISOString() },
        { reason: "Next year.", isDecision: true },
      ),
    ],
    [
      "parked as what it is",
      { state: "accepted" },
      { kind: "park", asWish: false, reason: "" },
      changing("parked", { state: "parked", settledAt: NOW.toISOString() }, { isDecision: true }),
    ],
  ])("%s", (_, on, act, plan) => expect(planned(on, act)).toEqual(plan));

  test("the reason for parking is the reason why it is a wish", () =>
    expect(
      planned({ state: "accepted" }, { kind: "park", asWish: true, reason: "Nobody lost anything." }),
    ).toMatchObject({
      changes: { "provenance.type": { reason: "Nobody lost anything." } },
      labels: [{ reason: "Nobody lost anything." }],
    }));

  test.each<[IssueState, AnyAct, "critical" | "major", boolean]>([
    ["accepted", { kind: "close", reason: "" }, "critical", true],
    ["closed", { kind: "reopen", reason: "" }, "critical", true],
    ["accepted", { kind: "close", reason: "" }, "major", false],
    ["accepted", { kind: "start" }, "critical", false],
    ["verified", { kind: "close", reason: "" }, "critical", false],
  ])("a change from %s by %j of a %s is scored anew: %s", (state, act, severity, isRescored) =>
    expect(planned({ state, severity }, act)).toMatchObject({ ok: true, isRescored }),
  );
});

describe("what cannot be done", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, string, IssueState[]]>([
    [
      "a critical is not parked without a word",
      { severity: "critical", state: "parked" },
      { kind: "park", asWish: false, reason: "" },
      "#4 was not parked: it is critical, and that needs a reason.",
      ["accepted", "declined", "closed"],
    ],
    [
      "what was closed is not accepted but opened again",
      { state: "closed" },
      { kind: "accept" },
      "#4 is closed: to take it up again, reopen it.",
      ["accepted"],
    ],
    [
      "what is parked is not worked on",
      { state: "parked" },
      { kind: "start" },
      "#4 is parked: from there it can become accepted, declined, closed, not in progress.",
      ["accepted", "declined", "closed"],
    ],
    [
      "what is worked on is not opened again",
      { state: "in_progress" },
      { kind: "reopen", reason: "" },
      "#4 is in progress: only what was fixed or has come to rest is reopened.",
      ["accepted", "fixed", "closed", "declined", "parked"],
    ],
    [
      "what was fixed is not parked as a wish either",
      { state: "fixed" },
      { kind: "park", asWish: true, reason: "" },
      "#4 is fixed: from there it can become verified, closed, accepted, in progress, not parked.",
      ["verified", "closed", "accepted", "in_progress"],
    ],
  ])("%s", (_, on, act, message, allowed) =>
    expect(planned(on, act)).toEqual({ ok: false, message, allowed }),
  );

  test("a critical is not snoozed without being confirmed", () =>
    expect(
      planned(
        { severity: "critical" },
        { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false },
      ),
    ).toEqual({
      ok: false,
      message: "#4 was not snoozed: it is critical, and that has to be confirmed with a reason.",
      allowed: [],
    }));

  test("an open critical gets no impact below the line without a reason", () =>
    expect(planned({ severity: "critical" }, { kind: "place", impact: 49, impactReason: "" })).toEqual({
      ok: false,
      allowed: [],
      field: "impactReason",
      message: "#4 is an open critical: say why its impact is below 50.",
    }));
});

describe("what else people say of an issue", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, object]>([
    [
      "a snooze, which takes it out of the inbox",
      { needsReview: "new" },
      {
        kind: "snooze",
        until: asleep.snoozedUntil,
        whenWorse: false,
        reason: "After the sale.",
        isCriticalConfirmed: false,
      },
      changing(
        "snoozed",
        {
          needsReview: null,
          snoozedUntil: "2026-11-25T10:00:00.000Z",
          snooze: { ...asleep.snooze, since: NOW.toISOString(), reason: "After the sale." },
        },
        { reason: "After the sale." },
      ),
    ],
    [
      "waking it, which asks for a look",
      asleep,
      { kind: "wake" },
      changing("woken", { ...awake, needsReview: "snooze_ended" }),
    ],
    ["waking what is awake", { needsReview: "new" }, { kind: "wake" }, changing("woken", {})],
    [
      "an owner alone",
      { teamId: "t" },
      { kind: "assign", ownerId: "mem_bo" },
      changing("assigned", { ownerId: "mem_bo" }),
    ],
    [
      "a team alone",
      { ownerId: "mem_bo" },
      { kind: "assign", teamId: "t" },
      changing("assigned", { teamId: "t" }),
    ],
    [
      "nobody any more",
      { ownerId: "mem_bo", teamId: "t" },
      { kind: "assign", ownerId: null, teamId: null },
      changing("assigned", { ownerId: null, teamId: null }),
    ],
    ["a title", {}, { kind: "rename", title: "B" }, changing("renamed", { title: "B" })],
    ["the same title", {}, { kind: "rename", title: "A" }, changing("renamed", {})],
    [
      "labels, new ones behind those it has, each once",
      { labels: ["a", "b"] },
      { kind: "tag", add: ["c", "a"], remove: ["b"] },
      changing("tagged", { labels: ["a", "c"] }, { isRescored: true }),
    ],
    [
      "a workaround",
      {},
      { kind: "workaround", text: "Pay by card." },
      changing("workaround_set", { workaround: "Pay by card." }),
    ],
    [
      "no workaround",
      { workaround: "Wait." },
      { kind: "workaround", text: "" },
      changing("workaround_set", { workaround: null }),
    ],
    [
      "an urgency, which stays",
      {},
      { kind: "urgency", urgency: "now" },
      changing("urgency_set", { urgency: "now", "provenance.urgency": byPerson("") }),
    ],
    [
      "no urgency of their own any more: the computed one speaks again",
      { provenance: { urgency: byPerson("") } },
      { kind: "urgency", urgency: null },
      changing("urgency_set", { urgency: "today", "provenance.urgency": null }, { isRescored: true }),
    ],
  ])("%s", (_, on, act, plan) => expect(planned(on, act)).toEqual(plan));

  test("of labels no more than twenty are kept", () => {
    const labels = Array.from({ length: 19 }, (_, n) => `l${n}`);
    expect(planned({ labels }, { kind: "tag", add: ["x", "y"], remove: [] })).toMatchObject({
      changes: { labels: [...labels, "x"] },
    });
  });
});

describe("a person's word on what an issue is", () => {
  const relabel = (on: Partial<ActableIssue>, said: Omit<Extract<AnyAct, { kind: "relabel" }>, "kind">) =>
    planned(on, { kind: "relabel", ...said });

  test("is kept field by field, with what it was before, and taught from", () => {
    const label = (field: string, value: string | null, previous: string | null) => ({
      issueId: "iss_a",
      field,
      value,
      previous,
      reason: "I wrote it.",
    });
    expect(
      relabel(
        { componentId: "com_1" },
        { type: "performance", severity: "cosmetic", componentId: null, reason: "I wrote it." },
      ),
    ).toEqual(
      changing(
        "relabelled",
        {
          type: "performance",
          "provenance.type": byPerson("I wrote it."),
          severity: "cosmetic",
          "provenance.severity": byPerson("I wrote it."),
          componentId: null,
          "provenance.component": byPerson("I wrote it."),
        },
        {
          reason: "I wrote it.",
          isRescored: true,
          labels: [
            label("type", "performance", "functional"),
            label("severity", "cosmetic", "minor"),
            label("component", null, "com_1"),
          ],
        },
      ),
    );
  });

  test("counts when it repeats the machine's, and not when it repeats a person's", () => {
    const said = { severity: "minor", reason: "" } as const;
    const confirmed = { changes: { "provenance.severity": byPerson("") }, isRescored: true };
    expect(relabel({}, said)).toMatchObject({ ...confirmed, labels: [{ field: "severity" }] });
    expect(relabel({ provenance: { severity: { ...byPerson(""), by: "model" } } }, said)).toMatchObject(
      confirmed,
    );
    expect(relabel({ provenance: { severity: byPerson("Before.") } }, said)).toEqual(
      changing("relabelled", {}),
    );
    expect(
      relabel({ provenance: { severity: byPerson("") } }, { severity: "major", reason: "" }),
    ).toMatchObject({
      changes: { severity: "major" },
    });
  });

  test("ends a snooze only when it is more severe than before", () => {
    const on = { ...asleep, severity: "critical" } as const;
    expect(relabel(on, { severity: "critical", reason: "" })).not.toMatchObject({
      changes: { snooze: null },
    });
    expect(relabel({ ...asleep }, { severity: "critical", reason: "" })).toMatchObject({
      changes: { ...awake, needsReview: "snooze_ended", severity: "critical" },
    });
    expect(relabel({ ...asleep }, { type: "wish", reason: "" })).not.toMatchObject({
      changes: { snooze: null },
    });
  });
});

describe("what comes first, set by hand", () => {
  const place = (on: Partial<ActableIssue>, act: Omit<Extract<AnyAct, { kind: "place" }>, "kind">) =>
    planned(on, { kind: "place", ...act });
  const at = NOW.toISOString();

  test.each<[string, Partial<ActableIssue>, Parameters<typeof place>[1], object]>([
    [
      "an impact without a reason",
      {},
      { impact: 80 },
      changing(
        "impact_set",
        { impact: 80, isImpactOverridden: true, impactReason: "", impactSetBy: "mem_ana", impactSetAt: at },
        { isRescored: true },
      ),
    ],
    [
      "an effort, which moves nothing else",
      {},
      { effort: 65, effortReason: "Two teams." },
      changing("effort_set", {
        effort: 65,
        effortReason: "Two teams.",
        isEffortOverridden: true,
        effortSetBy: "mem_ana",
        effortSetAt: at,
      }),
    ],
    [
      "an effort that is taken back keeps no author",
      { isEffortOverridden: true, effort: 65, effortReason: "Two.", effortSetBy: "mem_bo", effortSetAt: NOW },
      { effort: null },
      changing(
        "effort_set",
        { effort: 44, isEffortOverridden: false, effortSetBy: null, effortSetAt: null },
        { isRescored: true },
      ),
    ],
    [
      "an effort that was nobody's to take back",
      { effort: 44 },
      { effort: null },
      changing("effort_set", {}, { isRescored: true }),
    ],
    [
      "an impact that was nobody's to take back",
      { impact: 12 },
      { impact: null },
      changing("impact_set", {}, { isRescored: true }),
    ],
    [
      "the same effort for the same reason once more stays whose it was",
      { isEffortOverridden: true, effort: 65, effortReason: "Two.", effortSetBy: "mem_bo", effortSetAt: NOW },
      { effort: 65, effortReason: "Two." },
      changing("effort_set", {}),
    ],
    [
      "both, each with its reason",
      {},
      { impact: 60, impactReason: "Many.", effort: 15 },
      changing(
        "placed",
        {
          impact: 60,
          isImpactOverridden: true,
          impactReason: "Many.",
          impactSetBy: "mem_ana",
          impactSetAt: at,
          effort: 15,
          isEffortOverridden: true,
          effortSetBy: "mem_ana",
          effortSetAt: at,
        },
        { isRescored: true },
      ),
    ],
  ])("%s", (_, on, act, plan) => expect(place(on, act)).toEqual(plan));

  test("another look that was asked for is still asked for", () => {
    const plan = place({ needsReview: "regressed" }, { impact: 80 });
    expect(plan.ok && "needsReview" in plan.changes).toBe(false);
  });
});

describe("fields as they would be written", () => {
  const on = issue({ settledAt: NOW, provenance: { type: byPerson("x") }, labels: ["a"] });
  test.each<[string, unknown]>([
    ["settledAt", "2026-11-24T10:00:00.000Z"],
    ["provenance.type", byPerson("x")],
    ["provenance.severity", null],
    ["provenance", { type: byPerson("x") }],
    ["labels", ["a"]],
    ["workaround", null],
    ["reopenedCount", 0],
    ["nothing of that name", null],
  ])("%s", (name, value) => expect(fieldOf(on, name)).toEqual(value));

  test.each<[unknown, unknown, boolean]>([
    [0, "", false],
    [0, null, false],
    [undefined, null, true],
    [{ a: null }, {}, false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ c: 1, a: 2, b: 3 }, { a: 2, b: 3, c: 1 }, true],
    [[{ a: 1 }], { 0: { a: 1 } }, false],
  ])("%j is the same as %j: %s", (a, b, isSame) => expect(isSameValue(a, b)).toBe(isSame));
});
