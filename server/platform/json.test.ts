import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exceedsJsonLimits, parseJsonBytes, parseJsonText } from "./json";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What there is in a value, as `exceedsJsonLimits` counts it: each value and each key once. */
function countValues(value: unknown): number {
  if (Array.isArray(value)) return 1 + value.reduce((sum: number, v) => sum + countValues(v), 0);
  if (typeof value === "object" && value !== null)
    return 1 + Object.values(value).reduce((sum: number, v) => sum + 1 + countValues(v), 0);
  return 1;
}

describe("JSON is counted before it is parsed", () => {
  test("whatever is within the limits is read as JSON.parse reads it, and never counted short", () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, isPretty) => {
        const text = JSON.stringify(value, null, isPretty ? 2 : 0);
        expect(parseJsonBytes(bytes(text))).toEqual(JSON.parse(text));
        const count = countValues(JSON.parse(text));
        expect(exceedsJsonLimits(bytes(text), { maxDepth: 1_000, maxValues: count - 1 })).toBe("values");
      }),
    ));

  test("what stands in long texts is not counted, and what stands behind them is", () => {
    const piece = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map((length) => "x".repeat(length)),
      fc.constantFrom('"', "\\", '\\"', "[[", "{", ",,", ":", "]", "é", "\u0000", "\ud800"),
    );
    const texts = fc.array(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(texts, (values) => {
        const text = bytes(JSON.stringify(values));
        const count = countValues(values);
        expect(exceedsJsonLimits(text, { maxDepth: 1, maxValues: count })).toBeNull();
        expect(exceedsJsonLimits(text, { maxDepth: 1, maxValues: count - 1 })).toBe("values");
        expect(exceedsJsonLimits(text, { maxDepth: 0, maxValues: count })).toBe("depth");
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["[".repeat(33), "depth"],
    ['{"a":'.repeat(33), "depth"],
    [`[${"[],".repeat(20_000)}[]]`, "values"],
    [`[${"1,".repeat(20_000)}1]`, "values"],
    [`{${'"a":1,'.repeat(20_000)}"a":1}`, "values"],
    [`"${"[".repeat(50_000)}"`, null],
    [`"${'\\"['.repeat(50_000)}"`, null],
    [`"\\\\", [[`, null],
  ] as const)("%.20s… has too much %s", (text, excess) =>
    expect(exceedsJsonLimits(bytes(text))).toBe(excess),
  );

  test("refusals name what is wrong; text that is no JSON is undefined", () => {
    expect(() => parseJsonBytes(bytes("[".repeat(40)))).toThrow("deeper than 32");
    expect(() => parseJsonBytes(bytes(`[${"1,".repeat(30_000)}1]`))).toThrow("more than 20000 values");
    expect(() => parseJsonBytes(bytes(" \n"))).toThrow("is empty");
    expect(() => parseJsonBytes(new Uint8Array([0x22, 0xff, 0x22]))).toThrow("UTF-8");
    expect([parseJsonText("{"), parseJsonText("[".repeat(40)), parseJsonText("[1]")]).toEqual([
      undefined,
      undefined,
      [1],
    ]);
  });
});
