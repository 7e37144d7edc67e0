import { describe, expect, it } from "vitest";
import type { Classification } from "@/contracts/triage";
import { applyFloor, describeFloor, findStatedFloors, severityFloor, type StatedFloor } from "./severity";

const LOST: StatedFloor = { rule: "data_loss", quote: "all files lost" };
const UNPAID: StatedFloor = { rule: "cannot_pay", quote: "cannot pay" };
const FAILED: StatedFloor = { rule: "server_error", quote: "error 500" };
const floor = (stated: StatedFloor[], change: Partial<Parameters<typeof severityFloor>[0]> = {}) =>
  severityFloor({ text: "", stated, ...change });
const BURST = { facts: { componentErrorBurst: true } };

describe("what a lead is told of a floor", () => {
  it.each<[string, ReturnType<typeof floor>, object]>([
    [
      "what is lost",
      floor([LOST]),
      { severity: "critical", rule: "data_loss", reason: 'Data was lost ("all files lost").' },
    ],
    [
      "a burst says no more of what is critical by itself",
      floor([LOST, UNPAID], BURST),
      { severity: "critical", rule: "data_loss", reason: 'Data was lost ("all files lost").' },
    ],
    [
      "what is blocked while its component fails",
      floor([FAILED, UNPAID], BURST),
      {
        severity: "critical",
        rule: "burst_and_block",
        reason:
          'Paying or checking out is not possible ("cannot pay") while its component answers with a burst of 5xx errors.',
      },
    ],
    [
      "what blocks nothing while its component fails",
      floor([FAILED], BURST),
      { severity: "major", rule: "server_error", reason: 'The server answered with an error ("error 500").' },
    ],
    [
      "what is blocked while nothing fails",
      floor([UNPAID], { facts: { componentErrorBurst: false } }),
      {
        severity: "major",
        rule: "cannot_pay",
        reason: 'Paying or checking out is not possible ("cannot pay").',
      },
    ],
    [
      "a request that failed",
      floor([], { context: { statusCode: 500 } }),
      { severity: "major", rule: "server_error", reason: "The reporter's request was answered with 500." },
    ],
    [
      "and not the burst it is part of",
      floor([], { context: { statusCode: 503 }, ...BURST }),
      { severity: "major", rule: "server_error", reason: "The reporter's request was answered with 503." },
    ],
    [
      "a burst around it",
      floor([], BURST),
      {
        severity: "major",
        rule: "error_burst",
        reason: "Its component answers with a burst of 5xx errors right now.",
      },
    ],
  ])("%s", (_what, found, expected) => expect(found).toEqual(expected));
  it.each(["question", "wish", "praise"] as const)(
    "what machines tell raises no %s, what is stated does",
    (type) => {
      expect(floor([], { type, context: { statusCode: 502 }, ...BURST })).toBeNull();
      expect(floor([UNPAID], { type, ...BURST })).toMatchObject({ severity: "major", rule: "cannot_pay" });
    },
  );
  it.each([200, 404, 499])("a request that was answered with %d holds nothing up", (statusCode) => {
    expect(floor([], { context: { statusCode } })).toBeNull();
  });
  it("quotes at most eighty characters", () => {
    const { reason } = floor([{ ...LOST, quote: "x".repeat(200) }])!;
    expect(reason).toBe(`Data was lost ("${"x".repeat(80)}").`);
  });
  it("is named without its full stop", () =>
    expect(describeFloor("product_down")).toBe("The whole product is down"));
});

describe("what a report states", () => {
  it("comes with the words that say so, the loudest first, each once", () => {
    const found = findStatedFloors({
      title: "We cannot pay",
      text: "Cannot pay since nine. And I was charged twice.",
    });
    expect(found.map(({ rule }) => rule)).toEqual(["payment_wrong", "cannot_pay"]);
    expect(found.map(({ quote }) => quote)).toEqual(["charged twice", "can not pay"]);
  });
  it("counts where it is stated, though it is denied elsewhere", () => {
    expect(findStatedFloors({ title: "I was not charged twice", text: "I was charged twice." })).toHaveLength(
      1,
    );
  });
  it.each([null, undefined, ""])("is read without a title: %j", (title) => {
    expect(findStatedFloors({ title, text: "I was charged twice" })).toHaveLength(1);
  });
});

describe("a classification that a floor lifts", () => {
  const base: Classification = {
    ...{ type: "functional", typeConfidence: 0.6, severity: "minor", severityConfidence: 0.5 },
    ...{
      sentiment: "neutral",
      sentimentScore: 0,
      sentimentConfidence: 0.5,
      language: "en",
      languageConfidence: 0.9,
    },
    ...{ component: null, componentConfidence: 0, isSpam: false, reason: "Looks small." },
  };
  it("is as sure as the rule, or as it was", () => {
    expect(applyFloor(base, floor([LOST])).severityConfidence).toBe(0.95);
    expect(applyFloor({ ...base, severityConfidence: 0.99 }, floor([LOST])).severityConfidence).toBe(0.99);
  });
  it("says so, and then what it said", () => {
    expect(applyFloor(base, floor([LOST])).reason).toBe(
      'At least critical: Data was lost ("all files lost"). Looks small.',
    );
  });
});
