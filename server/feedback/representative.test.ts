import { expect, test } from "vitest";
import { chooseRepresentative, type QuotableReport } from "./representative";

const report = (id: string, more: Partial<QuotableReport> = {}): QuotableReport => ({
  id,
  severity: "minor",
  chars: 120,
  occurredAt: new Date("2026-11-24T12:00:00Z"),
  isGone: false,
  isSuspicious: false,
  ...more,
});
const later = new Date("2026-11-24T13:00:00Z");

test.each<{ what: string; reports: QuotableReport[]; expected: string | null }>([
  { what: "none of none", reports: [], expected: null },
  { what: "the only one", reports: [report("a")], expected: "a" },
  { what: "the only one, however short", reports: [report("a", { chars: 3 })], expected: "a" },
  {
    what: "the most severe, though longer and older",
    reports: [report("a", { severity: "critical", chars: 900 }), report("b", { occurredAt: later })],
    expected: "a",
  },
  {
    what: "of equally severe ones that of a clear length",
    reports: [report("a"), report("b", { chars: 12, occurredAt: later }), report("c", { chars: 2_000 })],
    expected: "a",
  },
  {
    what: "a long one before one that says hardly anything",
    reports: [report("a", { chars: 2_000 }), report("b", { chars: 12, occurredAt: later })],
    expected: "a",
  },
  {
    what: "of clear ones the newest",
    reports: [report("a", { chars: 390 }), report("b", { chars: 41, occurredAt: later })],
    expected: "b",
  },
  {
    what: "40 characters before 39",
    reports: [report("a", { chars: 40 }), report("b", { chars: 39, occurredAt: later })],
    expected: "a",
  },
  {
    what: "400 characters before 401",
    reports: [report("a", { chars: 400 }), report("b", { chars: 401, occurredAt: later })],
    expected: "a",
  },
  {
    what: "the newest, whatever it is called",
    reports: [report("a", { occurredAt: later }), report("b")],
    expected: "a",
  },
  { what: "the same one whatever the order", reports: [report("b"), report("a")], expected: "b" },
  {
    what: "none with instructions for machines where there is another",
    reports: [report("a", { severity: "critical", isSuspicious: true }), report("b", { chars: 5 })],
    expected: "b",
  },
  {
    what: "such a one where it is the only one",
    reports: [report("a", { isSuspicious: true })],
    expected: "a",
  },
  {
    what: "none that was withdrawn or has no words",
    reports: [report("a", { severity: "critical", isGone: true }), report("b", { chars: 0 })],
    expected: null,
  },
])("quotes $what", ({ reports, expected }) => {
  expect(chooseRepresentative(reports)?.id ?? null).toBe(expected);
  expect(chooseRepresentative([...reports].reverse())?.id ?? null).toBe(expected);
});
