import superjson from "superjson";
import { describe, expect, test } from "vitest";
import { asAppError } from "@/server/platform/errors";
import { guardInput, guardedTransformer } from "./input-guard";

/** The refusal's code and words; null when nothing was refused. */
function refusalOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    const refusal = asAppError(error);
    if (!refusal) throw error;
    return `${refusal.code}: ${refusal.message}`;
  }
}
/** So many lists in each other. */
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe("an input before anything else sees it", () => {
  test.each<[string, unknown]>([
    ["a plain object", { issueId: "iss_1", ids: ["a", "b"], act: { kind: "fix", version: null } }],
    ["numbers, nothing and truth", [1, null, true, undefined]],
    ["a whole emoji", { "😀": "👩‍🚀" }],
    ["32 levels", nested(32)],
    ["20,000 values with what holds them", Array<number>(19_999).fill(1)],
  ])("is let through: %s", (_, input) => expect(refusalOf(() => guardInput(input))).toBeNull());

  test.each<[string, unknown, string]>([
    ["33 levels", nested(33), "BAD_REQUEST: The input is nested deeper than 32 levels."],
    ["levels without end", nested(5_000), "BAD_REQUEST: The input is nested deeper than 32 levels."],
    ["one value more", Array<number>(20_000).fill(1), "BAD_REQUEST: The input has too many values."],
    ["NUL in a text", { a: ["x\0"] }, "BAD_REQUEST: The input contains a NUL character."],
    ["NUL in a name", { a: { "x\0": 1 } }, "BAD_REQUEST: The input contains a NUL character."],
    [
      "half a character in a text",
      "a\ud83d",
      "BAD_REQUEST: The input contains half of a surrogate pair, which is not a character.",
    ],
    [
      "half a character in a name",
      { "\ude00": 1 },
      "BAD_REQUEST: The input contains half of a surrogate pair, which is not a character.",
    ],
  ])("is refused for %s", (_, input, words) => expect(refusalOf(() => guardInput(input))).toBe(words));
});

describe("what a client sends through superjson", () => {
  const read = (sent: unknown): unknown => guardedTransformer.input.deserialize(sent);

  test.each<[string, unknown]>([
    ["an object", { a: 1, b: ["x"], c: null }],
    ["a date", { until: new Date("2026-11-24T10:00:00.000Z") }],
    [
      "dates in lists",
      { all: [new Date("2026-11-24T10:00:00.000Z"), { at: new Date("2026-02-28T00:00:00Z") }] },
    ],
    ["a date alone", new Date("2026-11-24T10:00:00.000Z")],
    ["what is undefined", { a: undefined, b: 1 }],
    ["nothing", undefined],
  ])("comes out as it went in: %s", (_, value) => {
    expect(read(guardedTransformer.input.serialize(value))).toEqual(value);
    expect(guardedTransformer.output.deserialize(guardedTransformer.output.serialize(value))).toEqual(value);
  });

  test.each([
    ["a day that the calendar does not have", "2026-02-31T10:00:00.000Z", /no day of the calendar/],
    ["a moment without a zone", "2026-11-24T10:00:00", /has no time zone/],
    ["a word", "tomorrow", /is no time/],
  ])("%s is no date", (_, text, words) =>
    expect(refusalOf(() => read({ json: { at: text }, meta: { values: { at: ["Date"] } } }))).toMatch(words),
  );

  test.each<[string, unknown]>([
    ["a set", new Set([1])],
    ["a map", { all: new Map([["a", 1]]) }],
    ["a number without bounds", [[10n]]],
    ["an error", { deep: [{ er: new Error("x") }] }],
  ])("%s is not constructed", (_, value) =>
    expect(refusalOf(() => read(superjson.serialize(value)))).toBe(
      "BAD_REQUEST: The input names a type that is not accepted.",
    ),
  );

  test("a type among accepted ones is refused all the same", () =>
    expect(
      refusalOf(() =>
        read({ json: { a: "x", b: "y" }, meta: { values: { a: ["undefined"], b: ["regexp"] } } }),
      ),
    ).toMatch("not accepted"));

  test("references are not followed: no value is tied into a ring", () => {
    const sent = { json: { a: { b: 1 }, c: null }, meta: { referentialEqualities: { a: ["c"] } } };
    expect(read(sent)).toEqual({ a: { b: 1 }, c: null });
  });

  test.each([[null], ["text"], [7], [[]]])("%j holds no input", (sent) => expect(read(sent)).toBeUndefined());

  test("what is wrong with its texts is found before it is read", () =>
    expect(refusalOf(() => read({ json: { a: "x\0" } }))).toBe(
      "BAD_REQUEST: The input contains a NUL character.",
    ));
});
