import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFilter, formatFilter, BoardFilter, NONE } from "@/contracts/board";
import { ISSUE_STATES, OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { IssueAct, type AnyAct } from "@/contracts/issues";
import type { Snooze } from "@/contracts/snooze";
import { ITEM_TYPES, QUADRANTS, SEVERITIES, URGENCIES, type Severity } from "@/contracts/triage";
import { isSameValue, planAct, type ActableIssue } from "./issue-acts";
import { canMove } from "./issue-lifecycle";
import { issue as sample, NOW } from "./samples/plans";

const issue = (rest: Partial<ActableIssue> = {}): ActableIssue =>
  sample({ computedUrgency: "later", needsReview: "new", ...rest });
const planned = (on: ActableIssue, act: AnyAct, now = NOW) => planAct(on, act, now, "mem_ana");
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
    const plan = planned(issue({ state: from }), moveTo(to));
    expect(plan.ok).toBe(canMove(from, to));
    if (plan.ok) expect(plan.changes).toMatchObject({ state: to, needsReview: null });
  });

  test.each(["fixed", "verified", "closed", "declined", "parked"] as const)(
    "accepting what is %s and waits for a look leaves it so, and takes it out of the inbox",
    (state) => {
      expect(
        planned(issue({ state, needsReview: "reporter_wrote_again", settledAt: NOW }), { kind: "accept" }),
      ).toMatchObject({ ok: true, kind: "reviewed", changes: { needsReview: null } });
    },
  );

  test("a fix notes its version and its moment, verifying keeps both with what was seen, reopening takes both away", () => {
    const later = new Date(NOW.getTime() + 60_000);
    expect(planned(issue(), { kind: "fix", version: "2.0.3" })).toMatchObject({
      changes: { state: "fixed", fixedVersion: "2.0.3", settledAt: NOW.toISOString() },
    });
    const fixed = issue({ state: "fixed", fixedVersion: "2.0.3", settledAt: NOW });
    const verified = planned(fixed, { kind: "verify", evidence: "Tried it." }, later);
    expect(verified).toMatchObject({ reason: "Tried it.", changes: { state: "verified" } });
    expect(verified.ok && "settledAt" in verified.changes).toBe(false);
    expect(planned(fixed, { kind: "reopen", reason: "" }, later)).toMatchObject({
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
      planned(on, { kind: "relabel", severity, reason: "" });
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
    expect(planAct(issue({ severity }), act, NOW, "mem_1").ok).toBe(isPlanned);
  });

  test("accepting what is being worked on confirms a look and leaves the state", () => {
    expect(
      planned(issue({ state: "in_progress", needsReview: "low_confidence" }), { kind: "accept" }),
    ).toMatchObject({ ok: true, kind: "reviewed", changes: { needsReview: null } });
  });

  test("taking an override back gives the computed value the word", () => {
    const overridden = issue({ impact: 99, isImpactOverridden: true, impactReason: "Because." });
    expect(planned(overridden, { kind: "place", impact: null })).toMatchObject({
      changes: { impact: 12, isImpactOverridden: false, impactReason: null },
      isRescored: true,
    });
  });

  describe("setting impact and effort by hand", () => {
    const place = (on: Partial<ActableIssue>, act: Omit<Extract<AnyAct, { kind: "place" }>, "kind">) =>
      planned(issue(on), { kind: "place", ...act });
    const by = { impactSetBy: "mem_ana", impactSetAt: NOW.toISOString() };
    const critical = { severity: "critical", state: "accepted" } as const;

    test("keeps each with its own reason, its own author and its own moment", () => {
      expect(place({}, { impact: 80, impactReason: "Every shop is affected.", effort: 20 })).toMatchObject({
        kind: "placed",
        changes: {
          impact: 80,
          isImpactOverridden: true,
          impactReason: "Every shop is affected.",
          ...by,
          effort: 20,
          isEffortOverridden: true,
          effortSetBy: "mem_ana",
          effortSetAt: NOW.toISOString(),
        },
      });
      const onlyEffort = place({}, { effort: 65, effortReason: "Two teams." });
      expect(onlyEffort).toMatchObject({
        kind: "effort_set",
        changes: { effort: 65, effortReason: "Two teams." },
      });
      expect(
        onlyEffort.ok && Object.keys(onlyEffort.changes).filter((name) => name.startsWith("impact")),
      ).toEqual([]);
    });

    test("again to the same for the same reason changes nothing, for another reason its author as well", () => {
      const set = {
        impact: 80,
        isImpactOverridden: true,
        impactReason: "Every shop is affected.",
        impactSetBy: "mem_bo",
        impactSetAt: NOW,
      };
      expect(place(set, { impact: 80, impactReason: "Every shop is affected." })).toMatchObject({
        changes: {},
      });
      expect(place(set, { impact: 80, impactReason: "Two more shops are affected." })).toMatchObject({
        changes: { impactReason: "Two more shops are affected.", impactSetBy: "mem_ana" },
      });
    });

    test("takes each back alone, with who set it", () => {
      const set = {
        impact: 80,
        isImpactOverridden: true,
        impactSetBy: "mem_bo",
        impactSetAt: NOW,
        effort: 20,
        isEffortOverridden: true,
        effortSetBy: "mem_bo",
        effortSetAt: NOW,
      };
      expect(place(set, { effort: null })).toMatchObject({
        changes: { effort: 44, isEffortOverridden: false, effortSetBy: null, effortSetAt: null },
        isRescored: true,
      });
      const plan = place(set, { impact: null });
      expect(plan.ok && Object.keys(plan.changes).sort()).toEqual([
        "impact",
        "impactSetAt",
        "impactSetBy",
        "isImpactOverridden",
      ]);
    });

    test.each<[string, Partial<ActableIssue>, number | null, string | undefined, boolean]>([
      ["an open critical below the line, no reason", critical, 49, undefined, false],
      ["an open critical below the line, a blank reason", critical, 0, "", false],
      ["an open critical typed as a wish", { ...critical, type: "wish" }, 10, undefined, false],
      ["a fixed critical, which is open still", { ...critical, state: "fixed" }, 10, undefined, false],
      ["an open critical with a reason", critical, 49, "One customer.", true],
      ["an open critical on the line", critical, 50, undefined, true],
      ["an open critical taken back", { ...critical, isImpactOverridden: true }, null, undefined, true],
      ["a closed critical", { ...critical, state: "closed" }, 10, undefined, true],
      ["an open major", { ...critical, severity: "major" }, 10, undefined, true],
    ])("%s", (_name, on, impact, impactReason, isOk) => {
      const plan = place(on, { impact, ...(impactReason === undefined ? {} : { impactReason }) });
      expect(plan.ok).toBe(isOk);
      if (!plan.ok)
        expect(plan).toMatchObject({ field: "impactReason", message: expect.stringContaining("#4") });
    });

    test("below the line is confirmed by its reason and asks for no further look; on the line nothing is kept", () => {
      const before = {
        ...critical,
        impact: 30,
        isImpactOverridden: true,
        belowLine: "unconfirmed",
        needsReview: "below_line",
      } as const;
      expect(place(before, { impact: 30, impactReason: "One customer." })).toMatchObject({
        changes: { belowLine: "confirmed", needsReview: null, ...by },
      });
      expect(place(before, { impact: 70 })).toMatchObject({
        changes: { belowLine: null, needsReview: null },
      });
      expect(place(before, { impact: null })).toMatchObject({
        changes: { belowLine: null, needsReview: null },
      });
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
    // Any sign at all, halves included; fast-check's own unit of this kind makes a list of a million signs before it begins.
    const sign = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: sign }), (text) => {
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
  const set = planned(issue({ urgency: "later" }), { kind: "urgency", urgency: "later" });
  expect(set).toMatchObject({ ok: true, changes: { "provenance.urgency": { by: "person" } } });
  const provenance = { urgency: { by: "person" as const, confidence: 1, reason: "" } };
  expect(planned(issue({ urgency: "now", provenance }), { kind: "urgency", urgency: null })).toMatchObject({
    changes: { urgency: "later", "provenance.urgency": null },
    isRescored: true,
  });
  expect(planned(issue({ urgency: "later" }), { kind: "urgency", urgency: null })).toMatchObject({
    changes: {},
  });
});
