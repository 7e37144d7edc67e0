import { describe, expect, test } from "vitest";
import type { CriterionView, ExitView } from "@/contracts/exit";
import { ExitSnapshot } from "@/contracts/exit-report";
import { snapshotOf, tableOf } from "./exit-report";

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 9));
const HOUR_MS = 3_600_000;

const criterion = (change: Partial<CriterionView> = {}): CriterionView => ({
  id: "cri_1",
  kind: "error_rate",
  title: "Few requests fail",
  target: 1,
  targetMinutes: null,
  holdHours: 72,
  position: 0,
  version: 3,
  unit: "percent",
  compare: "below",
  basis: "Of real use.",
  componentId: "cmp_pay",
  owner: { id: "usr_1", name: "Ada Lindt" },
  state: "not_met",
  value: 2.4,
  hold: { heldMs: 1.26 * HOUR_MS, neededMs: 72 * HOUR_MS, since: at(3), until: null },
  evaluatedAt: at(5),
  blockedBy: "Payments fail.",
  note: "Over 900 requests.",
  confirmation: { evidence: "https://inside.example/protocol", at: at(4), by: "Ada Lindt" },
  waiver: { reason: "Until the new gateway.", by: "Cem Aydın", at: at(2), until: at(20), isExpired: false },
  moves: [
    {
      at: at(1),
      by: "Ada Lindt",
      reason: "Agreed with the client.",
      before: { target: 0.5, targetMinutes: null, holdHours: 72, componentName: null },
      after: { target: 1, targetMinutes: null, holdHours: 72, componentName: "Payments" },
    },
  ],
  readings: [{ at: at(5), value: 2.4, state: "not_met" }],
  ...change,
});
const bare = (change: Partial<CriterionView> = {}): CriterionView =>
  criterion({
    componentId: null,
    owner: null,
    blockedBy: null,
    note: null,
    confirmation: null,
    waiver: null,
    moves: [],
    ...change,
  });

const view = (criteria: CriterionView[]): ExitView => ({
  launch: {
    ...{ id: "lau_1", slug: "spring", name: "Spring", phase: "live", version: 7 },
    ...{ liveAt: at(1), endsAt: at(29), day: 5, days: 28 },
  },
  at: at(5),
  criteria,
  met: 2,
  waived: 1,
  total: 4,
  isReady: false,
  blockers: [],
  burnDown: {
    timeZone: "Europe/Berlin",
    severities: ["critical"],
    start: { at: at(1), open: 3 },
    days: [{ at: at(5), open: 4, opened: 2, resolved: 1 }],
    goal: 0,
    targetAt: at(29),
    projection: { isKnown: false, reason: "Too few days." },
  },
});
const CRITICALS = [{ issueId: "iss_1", number: 12, state: "accepted" as const, ownerName: null }];
const share = (...criteria: CriterionView[]) =>
  snapshotOf(view(criteria), new Map([["cmp_pay", "Payments"]]), { criticals: CRITICALS, criticalCount: 1 });

describe("what a report keeps of an exit", () => {
  test("is what its page shows, and can be kept as JSON", () => {
    const snapshot = share(criterion());
    expect(ExitSnapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      launch: { name: "Spring", slug: "spring", phase: "live", day: 5, days: 28 },
      ...{ at: at(5), met: 2, waived: 1, total: 4, isReady: false },
      ...{ criticals: CRITICALS, criticalCount: 1 },
    });
  });
  test("names people and components, and leaves out ids, evidence and readings", () => {
    const [kept] = share(criterion()).criteria;
    expect(kept).toMatchObject({ componentName: "Payments", ownerName: "Ada Lindt" });
    expect(kept?.confirmation).toEqual({ at: at(4), by: "Ada Lindt" });
    expect(kept?.waiver).toEqual({
      reason: "Until the new gateway.",
      by: "Cem Aydın",
      until: at(20),
      isExpired: false,
    });
    const text = JSON.stringify(share(criterion()));
    for (const inside of ["inside.example", "usr_1", "cmp_pay", "lau_1", "readings"])
      expect(text).not.toContain(inside);
  });
  test("has nothing where nothing is, also of a component that is gone", () => {
    const [none, gone] = share(bare(), criterion({ componentId: "cmp_gone" })).criteria;
    expect(none).toMatchObject({ componentName: null, ownerName: null, confirmation: null, waiver: null });
    expect(gone?.componentName).toBeNull();
  });
});

describe("a report as a table", () => {
  const rowOf = (view: CriterionView) => {
    const [heads, row, ...others] = tableOf(share(view));
    expect(others).toEqual([]);
    expect(row).toHaveLength(heads!.length);
    const cells: Record<string, unknown> = Object.fromEntries(
      heads!.map((head, index) => [head, row![index]]),
    );
    return cells;
  };
  test("has each figure in its unit under a head that says so", () => {
    expect(rowOf(criterion())).toEqual({
      Criterion: "Few requests fail",
      Component: "Payments",
      State: "not met",
      Value: 2.4,
      Condition: "below",
      Target: 1,
      Unit: "percent",
      "Held (hours)": 1.3,
      "To hold (hours)": 72,
      Owner: "Ada Lindt",
      "Confirmed by": "Ada Lindt",
      "Confirmed at": at(4),
      "Waived until": at(20),
      "Waived by": "Cem Aydın",
      "Reason of the waiver": "Until the new gateway.",
      "Last change of the target": at(1),
      "Reason of the change": "Agreed with the client.",
      "As of": at(5),
    });
  });
  test.each([
    ["open_major", "at_most", "at most", "count"],
    ["first_response", "at_least", "at least", "percent"],
    ["latency_p95", "below", "below", "ms"],
  ] as const)("%s is to be %s", (kind, compare, condition, unit) => {
    expect(rowOf(criterion({ kind, compare }))).toMatchObject({ Condition: condition, Unit: unit });
  });
  test("of what a person confirms there is no target, unit or time to hold", () => {
    const row = rowOf(bare({ kind: "manual", compare: "manual", value: null, state: "met" }));
    expect(row).toMatchObject({ State: "met", Condition: "", Target: null, Unit: null, Value: null });
    expect(row).toMatchObject({ "Held (hours)": null, "To hold (hours)": null, Owner: null });
    for (const head of ["Confirmed by", "Confirmed at", "Waived until", "Reason of the change"])
      expect(row[head]).toBeUndefined();
  });
  test("without criteria it is its heads", () => expect(tableOf(share())).toHaveLength(1));
});
