import { expect, test } from "vitest";
import type { SuspectRelease } from "@/contracts/evidence";
import { describeSuspect } from "./suspect-words";

const MINUTE_MS = 60_000;
const figures = (requests: number, errorPercent: number, p95Ms: number) => ({
  noAnswers: 0,
  requests,
  errors: (requests * errorPercent) / 100,
  errorPercent,
  p95Ms,
});
const suspect = (over: Partial<SuspectRelease>): SuspectRelease => ({
  release: {
    id: "rel_1",
    launchId: "lau_1",
    kind: "deployment",
    title: "2.0.2",
    version: "2.0.2",
    componentId: null,
    startedAt: new Date(0),
    endedAt: null,
    outcome: "succeeded",
    url: null,
  },
  score: 0.5,
  leadMs: 12 * MINUTE_MS,
  named: { reports: 0, of: 0 },
  before: null,
  after: null,
  haveErrorsRisen: false,
  hasSlowed: false,
  isElsewhere: false,
  ...over,
});
const words = (over: Partial<SuspectRelease>, componentName: string | null = "Checkout") =>
  describeSuspect(suspect(over), componentName).join("; ").replaceAll("\u202f", " ");

test.each<{ over: Partial<SuspectRelease>; component?: string | null; expected: string }>([
  {
    over: {
      named: { reports: 14, of: 20 },
      before: figures(1_000, 0.1, 200),
      after: figures(1_000, 6, 210),
      haveErrorsRisen: true,
    },
    expected:
      "started 12 min before the first report; 14 of 20 reports that name a version name it; errors of Checkout rose from 0.1 % to 6 %",
  },
  {
    over: {
      leadMs: -2 * 60 * MINUTE_MS,
      named: { reports: 1, of: 1 },
      before: figures(1_000, 0, 210),
      after: figures(1_000, 0, 1_900),
      hasSlowed: true,
    },
    expected:
      "started 2 h after the first report; the 1 report that names a version names it; p95 of Checkout rose from 210 ms to 1.9 s",
  },
  {
    over: { named: { reports: 0, of: 3 }, before: figures(90, 0, 210), after: figures(90, 0, 210) },
    expected:
      "started 12 min before the first report; none of the 3 reports that name a version names it; no clear " +
      "rise in errors or p95 of Checkout",
  },
  {
    over: {
      before: figures(1_000, 0, 445),
      after: figures(1_000, 15, 1_690),
      haveErrorsRisen: true,
      hasSlowed: true,
    },
    expected:
      "started 12 min before the first report; errors of Checkout rose from 0 % to 15 %, its p95 from 445 ms to 1.69 s",
  },
  {
    over: { isElsewhere: true },
    expected:
      "started 12 min before the first report; no traffic of Checkout on both sides of it to compare; rolled out to another component",
  },
  { over: {}, component: null, expected: "started 12 min before the first report" },
])("$expected", ({ over, component, expected }) => {
  expect(words(over, component)).toBe(expected);
});

test("a go-live went live, and no report names its version", () => {
  const goLive = suspect({ named: { reports: 0, of: 7 } });
  goLive.release = { ...goLive.release, kind: "go_live", version: null, title: "Pay 2.0" };
  expect(describeSuspect(goLive, null)).toEqual(["went live 12\u202fmin before the first report"]);
});
