import { expect, it } from "vitest";
import type { Provenance } from "@/contracts/triage";
import { describeLabelReason } from "./label-reason";

const by = (who: Provenance["by"], reason: string): Provenance => ({ by: who, confidence: 1, reason });

it.each<[string, Provenance | undefined, string | undefined, string | null]>([
  [
    "a minimum",
    by("floor", 'Data was lost ("all gone").'),
    undefined,
    'Minimum severity: data was lost ("all gone").',
  ],
  [
    "a minimum whose reason begins with an abbreviation",
    by("floor", "HTTP 500."),
    undefined,
    "Minimum severity: HTTP 500.",
  ],
  ["a minimum without a reason", by("floor", ""), undefined, "Minimum severity"],
  ["a rule by its name", by("rule", "Rule “Checkout first”."), undefined, "Rule “Checkout first”."],
  ["a person by name", by("person", ""), "Lena Lead", "Set by Lena Lead"],
  [
    "a person and why",
    by("person", "Three accounts called."),
    "Lena Lead",
    "Set by Lena Lead: “Three accounts called.”",
  ],
  [
    "a person and why, from right to left",
    by("person", "الدفع فشل (خطأ 500)."),
    "محمد",
    "Set by \u2068محمد\u2069: “\u2068الدفع فشل (خطأ 500).\u2069”",
  ],
  [
    "a minimum that quotes words from right to left",
    by("floor", "Data was lost (“בדיקה”)."),
    undefined,
    "Minimum severity: \u2068data was lost (“בדיקה”).\u2069",
  ],
  ["a person who is not known any more", by("person", ""), undefined, "Set by a person"],
  ["a model's reading", by("model", "Few people are hit."), undefined, "Few people are hit."],
  ["nothing", undefined, undefined, null],
])("%s", (_name, provenance, setBy, expected) =>
  expect(describeLabelReason(provenance, setBy)).toBe(expected),
);
