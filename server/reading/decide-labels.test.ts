import { describe, expect, test } from "vitest";
import { SEVERITIES, type Provenance, type SetBy, type Severity } from "@/contracts/triage";
import {
  decideLabels,
  personLabelsOf,
  type LabelAnswer,
  type PersonLabels,
  type SeverityBound,
} from "./decide-labels";

const answer = (severity: Severity, over: Partial<LabelAnswer["answer"]> = {}): LabelAnswer["answer"] => ({
  type: "functional",
  typeConfidence: 0.8,
  severity,
  severityConfidence: 0.7,
  sentiment: "negative",
  sentimentScore: -0.5,
  sentimentConfidence: 0.6,
  reason: "Because.",
  ...over,
});
const model = (severity: Severity, over: Partial<LabelAnswer["answer"]> = {}): LabelAnswer => ({
  answer: answer(severity, over),
  model: "m-1",
  version: "1",
});
const builtin = (severity: Severity): LabelAnswer => ({
  answer: answer(severity, { type: "question", sentiment: "neutral", sentimentScore: 0 }),
  model: "builtin",
  version: "1",
});
const byPerson: Provenance = { by: "person", confidence: 1, reason: "I was there." };
const bound = (by: SeverityBound["by"], severity: Severity): SeverityBound => ({
  by,
  severity,
  reason: `At least ${severity}.`,
  confidence: 1,
});

describe("severity when the model comes back", () => {
  type Row = [
    name: string,
    person: Severity | null,
    bounds: SeverityBound[],
    away: [Severity, SetBy],
    louder: [Severity, SetBy],
    softer: [Severity, SetBy],
  ];
  // The built-in classifier answers minor; the model then comes back with critical (louder) or cosmetic (softer).
  const table: Row[] = [
    ["nobody else", null, [], ["minor", "model"], ["critical", "model"], ["cosmetic", "model"]],
    [
      "a rule: at least major",
      null,
      [bound("rule", "major")],
      ["major", "rule"],
      ["critical", "model"],
      ["major", "rule"],
    ],
    [
      "a floor: at least major",
      null,
      [bound("floor", "major")],
      ["major", "floor"],
      ["critical", "model"],
      ["major", "floor"],
    ],
    [
      "a floor: critical",
      null,
      [bound("floor", "critical")],
      ["critical", "floor"],
      ["critical", "model"],
      ["critical", "floor"],
    ],
    [
      "a rule: at least minor",
      null,
      [bound("rule", "minor")],
      ["minor", "model"],
      ["critical", "model"],
      ["minor", "rule"],
    ],
    [
      "a floor and a louder rule",
      null,
      [bound("floor", "minor"), bound("rule", "major")],
      ["major", "rule"],
      ["critical", "model"],
      ["major", "rule"],
    ],
    [
      "a rule and a louder floor",
      null,
      [bound("floor", "critical"), bound("rule", "major")],
      ["critical", "floor"],
      ["critical", "model"],
      ["critical", "floor"],
    ],
    [
      "a floor and a rule that demand the same",
      null,
      [bound("floor", "major"), bound("rule", "major")],
      ["major", "floor"],
      ["critical", "model"],
      ["major", "floor"],
    ],
    [
      "a person: cosmetic",
      "cosmetic",
      [],
      ["cosmetic", "person"],
      ["cosmetic", "person"],
      ["cosmetic", "person"],
    ],
    [
      "a person: critical",
      "critical",
      [],
      ["critical", "person"],
      ["critical", "person"],
      ["critical", "person"],
    ],
    [
      "a person below a rule and a floor",
      "minor",
      [bound("floor", "critical"), bound("rule", "major")],
      ["minor", "person"],
      ["minor", "person"],
      ["minor", "person"],
    ],
  ];
  test.each(table)("%s", (_name, severity, bounds, away, louder, softer) => {
    const person: PersonLabels = severity ? { severity: { value: severity, provenance: byPerson } } : {};
    const decided = [
      decideLabels({ person, bounds, model: null, builtin: builtin("minor") }),
      decideLabels({ person, bounds, model: model("critical"), builtin: builtin("minor") }),
      decideLabels({ person, bounds, model: model("cosmetic"), builtin: builtin("minor") }),
    ];
    expect(decided.map((d) => [d.severity, d.provenance.severity.by])).toEqual([away, louder, softer]);
  });

  test("never below a bound and never below the classifier's word, for every combination", () => {
    const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
    for (const answered of SEVERITIES)
      for (const rule of SEVERITIES)
        for (const floor of SEVERITIES) {
          const { severity } = decideLabels({
            person: {},
            bounds: [bound("floor", floor), bound("rule", rule)],
            model: model(answered),
            builtin: null,
          });
          expect(rank(severity)).toBe(Math.min(rank(answered), rank(rule), rank(floor)));
        }
  });
});

describe("type and sentiment", () => {
  const person: PersonLabels = {
    type: { value: "performance", provenance: byPerson },
    sentiment: { value: "positive", provenance: byPerson },
  };
  test.each([
    ["a person", person, model("critical"), ["performance", "person"], ["positive", 0.5, "person"]],
    [
      "a person who says what the model says",
      { sentiment: { value: "negative", provenance: byPerson } },
      model("critical"),
      ["functional", "model"],
      ["negative", -0.5, "person"],
    ],
    ["the model", {}, model("critical"), ["functional", "model"], ["negative", -0.5, "model"]],
    [
      "a louder model",
      {},
      model("critical", { type: "technical", sentimentScore: -1 }),
      ["technical", "model"],
      ["negative", -1, "model"],
    ],
    [
      "a softer model",
      {},
      model("cosmetic", { type: "wish", sentiment: "positive", sentimentScore: 0.2 }),
      ["wish", "model"],
      ["positive", 0.2, "model"],
    ],
    ["the built-in classifier", {}, null, ["question", "model"], ["neutral", 0, "model"]],
    [
      "a person while the model is away",
      person,
      null,
      ["performance", "person"],
      ["positive", 0.5, "person"],
    ],
  ] as const)("by %s", (_name, set, came, type, sentiment) => {
    const labels = decideLabels(
      came
        ? { person: set, bounds: [bound("rule", "major")], model: came, builtin: builtin("minor") }
        : { person: set, bounds: [bound("rule", "major")], model: null, builtin: builtin("minor") },
    );
    expect([labels.type, labels.provenance.type.by]).toEqual(type);
    expect([labels.sentiment, labels.sentimentScore, labels.provenance.sentiment.by]).toEqual(sentiment);
  });

  test("who answered is named with version, confidence and reason, in each field", () => {
    const { provenance } = decideLabels({
      person: {},
      bounds: [],
      model: model("major"),
      builtin: builtin("minor"),
    });
    const named = { by: "model", reason: "Because.", model: "m-1", version: "1" };
    expect(provenance).toEqual({
      type: { ...named, confidence: 0.8 },
      severity: { ...named, confidence: 0.7 },
      sentiment: { ...named, confidence: 0.6 },
    });
    expect(
      decideLabels({ person: {}, bounds: [], model: null, builtin: builtin("minor") }).provenance.type.model,
    ).toBe("builtin");
  });
});

describe("a further entry of the same reporter", () => {
  const previous = {
    value: "major" as const,
    provenance: { by: "floor" as const, confidence: 1, reason: "Before." },
  };
  test.each([
    ["critical", "critical", "Because."],
    ["major", "major", "Before."],
    ["cosmetic", "major", "Before."],
  ] as const)("that reads as %s leaves %s", (answered, severity, reason) => {
    const labels = decideLabels({ person: {}, bounds: [], previous, model: model(answered), builtin: null });
    expect([labels.severity, labels.provenance.severity.reason]).toEqual([severity, reason]);
  });
  test("is lifted by a bound and decided by a person as ever", () => {
    const bounds = [bound("floor", "critical")];
    const answered = model("minor");
    expect(decideLabels({ person: {}, bounds, previous, model: answered, builtin: null }).severity).toBe(
      "critical",
    );
    const person: PersonLabels = { severity: { value: "minor", provenance: byPerson } };
    expect(decideLabels({ person, bounds, previous, model: answered, builtin: null }).severity).toBe("minor");
  });
});

test("of a stored report only what a person set is a person's", () => {
  const stored = {
    type: "wish",
    severity: "major",
    sentiment: "negative",
  } as const;
  const machine: Provenance = { by: "rule", confidence: 1, reason: "" };
  expect(personLabelsOf({ ...stored, provenance: {} })).toEqual({});
  expect(personLabelsOf({ ...stored, provenance: { type: machine, severity: byPerson } })).toEqual({
    severity: { value: "major", provenance: byPerson },
  });
  expect(personLabelsOf({ ...stored, provenance: { type: byPerson, sentiment: byPerson } })).toEqual({
    type: { value: "wish", provenance: byPerson },
    sentiment: { value: "negative", provenance: byPerson },
  });
});
