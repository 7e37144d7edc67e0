import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeUtf8,
  exceedsJsonLimits,
  parseJsonBytes,
  parseJsonText,
  storableJson,
  storableValue,
} from "./json";

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

describe("limits of a JSON text", () => {
  test.each([
    ["as deep as is allowed", "[".repeat(32) + "]".repeat(32), null],
    ["lists beside each other are not deep", `[${"[[]],".repeat(50)}[]]`, null],
    ["objects beside each other are not deep", `[${'{"a":{}},'.repeat(50)}{}]`, null],
    ["objects in lists in objects are", '{"a":['.repeat(17), "depth"],
    ["as many values as are allowed", `[${"1,".repeat(19_997)}1]`, null],
    ["a text that never ends", `"${"x".repeat(100)}`, null],
    ["an escape at the end of a long text", `"${"x".repeat(100)}\\`, null],
    ["what stands behind a long text", `["${"x".repeat(100)}",${"[".repeat(40)}`, "depth"],
    ["what stands behind a text of just 64 bytes", `["${"x".repeat(64)}",${"[".repeat(40)}`, "depth"],
    ["nothing", "", null],
  ] as const)("%s", (_, text, excess) => expect(exceedsJsonLimits(bytes(text))).toBe(excess));
});

test("a refusal of JSON names its reason for programs", () => {
  const refusal = (code: string, message: string, details: object) =>
    expect.objectContaining({ code, message, details }) as Error;
  expect(() => parseJsonBytes(bytes("[[["), { maxDepth: 2, maxValues: 9 })).toThrow(
    refusal("UNPROCESSABLE", "The JSON is nested deeper than 2 levels.", { reason: "json_depth" }),
  );
  expect(() => parseJsonBytes(bytes("[1,1,1]"), { maxDepth: 2, maxValues: 3 })).toThrow(
    refusal("UNPROCESSABLE", "The JSON holds more than 3 values.", { reason: "json_values" }),
  );
  expect(() => decodeUtf8(Uint8Array.of(0xff))).toThrow(
    refusal("BAD_REQUEST", "The body is not valid UTF-8.", { reason: "utf8" }),
  );
  expect(() => parseJsonBytes(bytes("{a}"))).toThrow(
    refusal("BAD_REQUEST", "The body is not valid JSON.", {}),
  );
  expect(() => parseJsonBytes(bytes(" "))).toThrow(
    refusal("BAD_REQUEST", "The body is empty; JSON was expected.", {}),
  );
  expect(decodeUtf8(bytes("Größe"))).toBe("Größe");
});

describe("what Postgres can store", () => {
  test.each<[string, unknown, unknown]>([
    ["is left as it is", { a: ["x", 1, null, true, "😀"] }, { a: ["x", 1, null, true, "😀"] }],
    ["has no NUL, in texts and in keys", { "a\0": ["x\0y", { b: "\0" }] }, { a: ["xy", { b: "" }] }],
    ["has no half characters", ["a\ud83d", { "\ude00": 1 }], ["a\ufffd", { "\ufffd": 1 }]],
    ["keeps what only looks like one", { a: "\\u0000 \\ud800" }, { a: "\\u0000 \\ud800" }],
    ["keeps numbers, truth and nothing beside them", [1, false, null, "\0"], [1, false, null, ""]],
  ])("%s", (_, value, stored) => {
    expect(JSON.parse(storableJson(value))).toEqual(stored);
    expect(storableValue(value)).toEqual(stored);
  });

  test("a value without such characters is not copied; what is no JSON stays", () => {
    const value = { at: new Date(0) };
    expect(storableValue(value)).toBe(value);
    expect(storableValue(undefined)).toBeUndefined();
  });
});
