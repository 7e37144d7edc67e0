import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFilter, formatFilter, BoardFilter, NONE } from "@/contracts/board";
import { ISSUE_STATES, OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { IssueAct, type AnyAct } from "@/contracts/issues";
import type { Snooze } from "@/contracts/snooze";
import { ITEM_TYPES, QUADRANTS, SEVERITIES, URGENCIES, type Severity } from "@/contracts/triage";
import { isSameValue, planAct, type ActableIssue } from "./issue-acts";
import { canMove } from "./issue-lifecycle";

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
  computedUrgency: "later",
  componentId: null,
  ownerId: null,
  teamId: null,
  labels: ["a"],
  impact: 10,
  computedImpact: 12,
  impactReason: null,
  isImpactOverridden: false,
  effort: 40,
  computedEffort: 44,
  effortReason: "",
  isEffortOverridden: false,
  provenance: {},
  needsReview: "new",
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
const NOW = new Date("2026-11-24T10:00:00Z");
/** The act that leads to a state, with what it asks for. */
const moveTo = (state: IssueState): AnyAct =>
  state === "fixed"
    ? { kind: "fix", version: "2.0.3" }
    : state === "verified"
      ? { kind: "verify", evidence: "Seen." }
      : state === "declined"
        ? { kind: "decline", reason: "out of scope" }
        : { kind: "move", state, reason: "" };

describe("acts", () => {
  test.each(
    ISSUE_STATES.flatMap((from) => ISSUE_STATES.filter((to) => to !== from).map((to) => [from, to] as const)),
  )("moving from %s to %s is planned exactly when the table allows it", (from, to) => {
    const plan = planAct(issue({ state: from }), moveTo(to), NOW);
    expect(plan.ok).toBe(canMove(from, to));
    if (plan.ok) expect(plan.changes).toMatchObject({ state: to, needsReview: null });
  });

  test.each(["fixed", "verified", "closed", "declined", "parked"] as const)(
    "accepting what is %s and waits for a look leaves it so, and takes it out of the inbox",
    (state) => {
      expect(
        planAct(
          issue({ state, needsReview: "reporter_wrote_again", settledAt: NOW }),
          { kind: "accept" },
          NOW,
        ),
      ).toMatchObject({ ok: true, kind: "reviewed", changes: { needsReview: null } });
    },
  );

  test("a fix notes its version and its moment, verifying keeps both with what was seen, reopening takes both away", () => {
    const later = new Date(NOW.getTime() + 60_000);
    expect(planAct(issue(), { kind: "fix", version: "2.0.3" }, NOW)).toMatchObject({
      changes: { state: "fixed", fixedVersion: "2.0.3", settledAt: NOW.toISOString() },
    });
    const fixed = issue({ state: "fixed", fixedVersion: "2.0.3", settledAt: NOW });
    const verified = planAct(fixed, { kind: "verify", evidence: "Tried it." }, later);
    expect(verified).toMatchObject({ reason: "Tried it.", changes: { state: "verified" } });
    expect(verified.ok && "settledAt" in verified.changes).toBe(false);
    expect(planAct(fixed, { kind: "reopen", reason: "" }, later)).toMatchObject({
      changes: { state: "accepted", fixedVersion: null, settledAt: null, reopenedCount: 1 },
    });
  });

  test("a person's more severe word ends a snooze until it gets worse", () => {
    const snooze: Snooze = {
      since: NOW.toISOString(),
      until: null,
      moreReports: null,
      morePeople: null,
      whenWorse: true,
      severity: "minor",
      reason: "",
    };
    const relabel = (severity: Severity, on = issue({ snooze })) =>
      planAct(on, { kind: "relabel", severity, reason: "" }, NOW);
    expect(relabel("major")).toMatchObject({ changes: { snooze: null, needsReview: "snooze_ended" } });
    expect(relabel("cosmetic")).not.toMatchObject({ changes: { snooze: null } });
    expect(relabel("major", issue({ snooze: { ...snooze, whenWorse: false } }))).not.toMatchObject({
      changes: { snooze: null },
    });
  });

  test.each<[AnyAct, Severity, boolean]>([
    [{ kind: "park", asWish: true, reason: "" }, "critical", false],
    [{ kind: "park", asWish: false, reason: "" }, "critical", false],
    [{ kind: "move", state: "parked", reason: "" }, "critical", false],
    [{ kind: "park", asWish: true, reason: "It is a wish after all." }, "critical", true],
    [{ kind: "move", state: "parked", reason: "After the launch." }, "critical", true],
    [{ kind: "move", state: "in_progress", reason: "" }, "critical", true],
    [{ kind: "park", asWish: true, reason: "" }, "major", true],
  ])("D1: %j of a %s issue is planned: %s", (act, severity, isPlanned) => {
    expect(planAct(issue({ severity }), act, NOW).ok).toBe(isPlanned);
  });

  test("accepting what is being worked on confirms a look and leaves the state", () => {
    expect(
      planAct(issue({ state: "in_progress", needsReview: "low_confidence" }), { kind: "accept" }, NOW),
    ).toMatchObject({ ok: true, kind: "reviewed", changes: { needsReview: null } });
  });

  test("taking an override back gives the computed value the word", () => {
    const overridden = issue({ impact: 99, isImpactOverridden: true, impactReason: "Because." });
    expect(planAct(overridden, { kind: "place", impact: null, reason: "" }, NOW)).toMatchObject({
      changes: { impact: 12, isImpactOverridden: false, impactReason: null },
      isRescored: true,
    });
  });

  test("an order of keys is no difference, a value is", () => {
    expect(isSameValue({ a: 1, b: [1, { c: 2, d: 3 }] }, { b: [1, { d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(isSameValue(["a", "b"], ["b", "a"])).toBe(false);
    expect(isSameValue(null, undefined)).toBe(true);
  });

  test("labels are single words, so that a filter can name them", () => {
    expect(IssueAct.safeParse({ kind: "tag", add: ["two words"] }).success).toBe(false);
    expect(IssueAct.safeParse({ kind: "tag", add: [" VIP "] })).toMatchObject({ data: { add: ["vip"] } });
  });
});

describe("the filter language", () => {
  const list = <T extends string>(values: readonly T[]) =>
    fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
  const filters = fc
    .record({
      states: fc.oneof(list(ISSUE_STATES), fc.constant([...OPEN_STATES])),
      severities: list(SEVERITIES),
      types: list(ITEM_TYPES),
      quadrants: list(QUADRANTS),
      urgencies: list(URGENCIES),
      components: list(["checkout", "log in", "a,b", NONE]),
      owners: list(["me", "mem_x", NONE]),
      teams: list(["tea_x", NONE]),
      sources: list(["form", "src_x"]),
      labels: list(["vip", "größe", "a b"]),
      since: fc.constantFrom(null, "90m", "24h", "3d", "2w"),
      text: fc.constantFrom("", "double charge", "https://x.test/pay", "10:30 a.m."),
    })
    .map((parts) => BoardFilter.parse(parts));
  const sorted = (filter: BoardFilter) =>
    Object.fromEntries(Object.entries(filter).map(([k, v]) => [k, Array.isArray(v) ? [...v].sort() : v]));

  test("what is written is read back as the same filter", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(sorted(parseFilter(formatFilter(filter)).filter)).toEqual(sorted(filter));
      }),
    );
  });

  test("nothing a person types breaks it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: "binary" }), (text) => {
        expect(BoardFilter.safeParse(parseFilter(text).filter).success).toBe(true);
      }),
    );
  });

  test.each([
    ["severity:critical,major state:open", { severities: ["critical", "major"], states: [...OPEN_STATES] }],
    ["severity:critical severity:major", { severities: ["critical", "major"] }],
    [
      'component:"log in" since:24h double charge',
      { components: ["log in"], since: "24h", text: "double charge" },
    ],
    ["see https://shop.test/pay", { text: "see https://shop.test/pay" }],
    ["SEVERITY:critical", { severities: ["critical"] }],
  ])("%s", (written, expected) =>
    expect(parseFilter(written)).toMatchObject({ filter: expected, problems: [] }),
  );

  test.each([
    ["since:yesterday", "since:yesterday"],
    ["state:broken", "state:broken"],
  ])("%s is told as a problem and left out", (written, token) => {
    const { filter, problems } = parseFilter(written);
    expect(problems.map((p) => p.token)).toEqual([token]);
    expect(filter).toEqual(BoardFilter.parse({}));
  });
});

test("a person's urgency stays, also when it repeats the computed one; null takes it back", () => {
  const set = planAct(issue({ urgency: "later" }), { kind: "urgency", urgency: "later" }, NOW);
  expect(set).toMatchObject({ ok: true, changes: { "provenance.urgency": { by: "person" } } });
  const provenance = { urgency: { by: "person" as const, confidence: 1, reason: "" } };
  expect(
    planAct(issue({ urgency: "now", provenance }), { kind: "urgency", urgency: null }, NOW),
  ).toMatchObject({ changes: { urgency: "later", "provenance.urgency": null }, isRescored: true });
  expect(planAct(issue({ urgency: "later" }), { kind: "urgency", urgency: null }, NOW)).toMatchObject({
    changes: {},
  });
});
