import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { ExitReportPage, ReportCriterion } from "@/contracts/exit-report";
import { ExitReport } from "./exit-report";

const DAY = 86_400_000;
const at = new Date(Date.UTC(2026, 11, 1, 9));
const inDays = (days: number) => new Date(at.getTime() + days * DAY);

const criterion = (over: Partial<ReportCriterion>): ReportCriterion => ({
  id: over.title ?? "cri",
  kind: "new_items_per_day",
  title: "Calm",
  componentName: null,
  unit: "count",
  compare: "at_most",
  state: "not_met",
  value: 300,
  target: 120,
  hold: { heldMs: 0, neededMs: 3 * DAY, since: null, until: null },
  blockedBy: null,
  note: null,
  ownerName: null,
  confirmation: null,
  waiver: null,
  moves: [],
  ...over,
});

const report = (over: Partial<ExitReportPage["snapshot"]> = {}): ExitReportPage => ({
  organization: "Acme",
  sharedBy: "Maren Lead",
  expiresAt: inDays(14),
  snapshot: {
    at,
    launch: {
      name: "Pay 2.0",
      slug: "pay",
      phase: "stabilising",
      liveAt: inDays(-4),
      endsAt: inDays(10),
      day: 5,
      days: 14,
    },
    met: 0,
    waived: 0,
    total: 1,
    isReady: false,
    criteria: [criterion({})],
    burnDown: {
      timeZone: "Europe/Berlin",
      severities: ["critical"],
      start: { at: inDays(-4), open: 3 },
      days: [{ at, open: 1, opened: 0, resolved: 2 }],
      goal: 0,
      targetAt: inDays(10),
      projection: { isKnown: false, reason: "No projection: nothing has been closed in 4 days." },
    },
    criticals: [{ issueId: "iss_1", number: 12, state: "accepted", ownerName: null, title: null }],
    criticalCount: 1,
    ...over,
  },
});
const textOf = (page: ExitReportPage) =>
  renderToStaticMarkup(
    <TooltipProvider>
      <ExitReport report={page} csvHref="/criteria.csv" />
    </TooltipProvider>,
  )
    .replaceAll(/<[^<>]+>/g, " ")
    .replaceAll(/[\s\u202f]+/g, " ");

describe("a shared exit report", () => {
  it("says the verdict first, as of when and who shared it", () => {
    const text = textOf(report());
    expect(text).toMatch(
      /Acme Exit report · Pay 2\.0 · Stabilising, day 5 of 14 Not ready to exit yet 0 of 1 criterion met/,
    );
    expect(text).toContain("The exit is planned for 11 Dec.");
    expect(text).toContain("As of 1 Dec 2026, 10:00 (Europe/Berlin), shared by Maren Lead.");
  });

  it.each([
    [{ isReady: true, met: 1 }, "Ready to exit"],
    [{ total: 0, criteria: [] }, "No exit criteria yet"],
    [{ launch: { ...report().snapshot.launch, phase: "exited" as const } }, "The launch has left hypercare"],
  ])("of %j the verdict is %s", (over, verdict) => expect(textOf(report(over))).toContain(verdict));

  it("shows of an issue number, state and owner, and its title only where it was shared", () => {
    expect(textOf(report())).toMatch(/#12 Accepted no owner/);
    const [critical] = report().snapshot.criticals;
    const titled = textOf(report({ criticals: [{ ...critical!, title: "الدفع فشل (خطأ 500)" }] }));
    expect(titled).toContain("الدفع فشل (خطأ 500)");
    expect(textOf(report({ criticalCount: 61 }))).toContain("The 1 with most impact are listed.");
  });

  it("shows why a criterion was waived, what its target was before, and what is left to hold", () => {
    const condition = { target: 120, targetMinutes: null, holdHours: 72, componentName: null };
    const text = textOf(
      report({
        criteria: [
          criterion({
            state: "waived",
            waiver: { reason: "Agreed for this exit", by: "Ana", until: inDays(2), isExpired: false },
            moves: [
              {
                at: inDays(-1),
                by: "Ana",
                reason: "Second country",
                before: condition,
                after: { ...condition, target: 300 },
              },
            ],
          }),
          criterion({
            title: "Fast",
            state: "holding",
            hold: { heldMs: DAY, neededMs: 3 * DAY, since: inDays(-1), until: inDays(2) },
          }),
          criterion({ title: "Rehearsed", kind: "manual", compare: "manual", unit: "none", value: null }),
        ],
      }),
    );
    expect(text).toContain("Waived until 3 Dec, 10:00 Europe/Berlin by Ana: Agreed for this exit");
    expect(text).toContain("Target moved from 120 to 300 by Ana, 30 Nov: Second country");
    expect(text).toContain("held 1 d of 3 d, 2 d to go");
    expect(text).toContain("Not met · manual check");
  });
});
