import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EntrySplitter } from "./split-entries";

const isJson = (bytes: Uint8Array) => {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
};

/** The entries of a body that arrives in pieces of a size. */
function split(text: string, pieceBytes = 1_000_000, maxEntryBytes = 100): [number, string | null][] {
  const body = new TextEncoder().encode(text);
  const splitter = new EntrySplitter(maxEntryBytes, isJson);
  const entries = [];
  for (let from = 0; from < body.length; from += pieceBytes)
    entries.push(...splitter.push(body.subarray(from, from + pieceBytes)));
  entries.push(...splitter.end());
  return entries.map(({ line, bytes }) => [line, bytes && new TextDecoder().decode(bytes).trim()]);
}

const PIECES = [1, 2, 3, 7, 1_000_000];

describe("a body is taken apart the same however it arrives", () => {
  test.each([
    ['[{"a":"],"},[1,[2]], "x" ]\n', ['{"a":"],"}', "[1,[2]]", '"x"'], [1, 2, 3]],
    [" \n [ ] \n", [], []],
    ['{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}'], [1, 2]],
    ['\ufeff\n\n{"a":1}\r\n\r\n{"b":2}\r\n', ['{"a":1}', '{"b":2}'], [3, 5]],
    ['{\n  "a": 1\n}\n', ['{\n  "a": 1\n}'], [1]],
    ['{"a":\n{"b":2}\nnonsense', ['{"a":', '{"b":2}', "nonsense"], [1, 2, 3]],
    ['{"a":1', ['{"a":1'], [1]],
    ["\t\r\n[\t1\r\n,\t{}\n]\t\r\n", ["1", "{}"], [1, 2]],
    ['["\\\\",{"a":"\\"]"}]', ['"\\\\"', '{"a":"\\"]"}'], [1, 2]],
    ["[[1,2],{},[[3],[4]]]", ["[1,2]", "{}", "[[3],[4]]"], [1, 2, 3]],
    ['{"a":1}\n \t\r\n\n{"b":2}\n \n', ['{"a":1}', '{"b":2}'], [1, 4]],
    ['\n{"a":1}', ['{"a":1}'], [2]],
    ['{"a":\n"b"}\n', ['{"a":\n"b"}'], [1]],
    ["", [], []],
    [" \n", [], []],
  ])("%j", (text, entries, lines) => {
    for (const piece of PIECES)
      expect(split(text, piece), `in pieces of ${piece}`).toEqual(
        entries.map((entry, index) => [lines[index], entry]),
      );
  });

  test.each([
    "[",
    "[1",
    "[1,]",
    "[,1]",
    "[1]]",
    "[1] x",
    '["a]',
    "[}",
    "[{}}]",
    "[,]",
    "[1,,2]",
    "[1][",
    "x[1]",
    "\n\ufeff[1]",
    "\ufefe[1]",
    "hello",
    "7",
    '"x"',
  ])("%j is refused", (text) => {
    for (const piece of PIECES) expect(() => split(text, piece)).toThrow(/JSON/);
  });

  test("any array is split into what JSON.parse finds in it", () =>
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (values, piece) => {
          const entries = split(JSON.stringify(values), piece, 1_000_000);
          expect(entries.map(([, entry]) => JSON.parse(entry!) as unknown)).toEqual(
            JSON.parse(JSON.stringify(values)),
          );
        },
      ),
    ));

  test("an entry that is too long is told of and not held; those around it are kept", () => {
    const long = "x".repeat(200);
    for (const piece of PIECES) {
      expect(split(`[{"a":1},"${long}",{"b":2}]`, piece)).toEqual([
        [1, '{"a":1}'],
        [2, null],
        [3, '{"b":2}'],
      ]);
      expect(split(`{"a":1}\n{"x":"${long}"}\n{"b":2}`, piece)).toEqual([
        [1, '{"a":1}'],
        [2, null],
        [3, '{"b":2}'],
      ]);
      expect(split(`{"x":"${long}"}\n{"b":2}`, piece)).toEqual([
        [1, null],
        [2, '{"b":2}'],
      ]);
      // A broken first line before more lines than one entry may have.
      expect(split(`{"a":\n${'{"b":2}\n'.repeat(20)}`, piece)).toHaveLength(21);
    }
  });

  test.each([
    ["hello", "The body is neither JSON nor one JSON object per line."],
    ["[1", "The body begins like a JSON array but is not one. One JSON object per line is fine too."],
    ["[1] x", "The body begins like a JSON array but is not one. One JSON object per line is fine too."],
  ])("%j is refused with what to send", (text, message) =>
    expect(() => split(text)).toThrow(expect.objectContaining({ code: "BAD_REQUEST", message })),
  );

  test("an entry may be as long as the longest, and not a byte longer", () => {
    const entryOf = (bytes: number) => `{"x":"${"y".repeat(bytes - 8)}"}`;
    for (const piece of PIECES)
      for (const body of [(entry: string) => `[7,${entry}]`, (entry: string) => `{}\n${entry}`]) {
        expect(split(body(entryOf(100)), piece).at(-1)).toEqual([2, entryOf(100)]);
        expect(split(body(entryOf(101)), piece).at(-1)).toEqual([2, null]);
      }
  });

  test("an object over several lines may be as long as one entry; beyond, its lines are entries", () => {
    const bodyOf = (bytes: number) => `{"x":\n"${"y".repeat(bytes - 9)}"}`;
    for (const piece of PIECES) {
      expect(split(bodyOf(100), piece)).toEqual([[1, bodyOf(100)]]);
      expect(split(bodyOf(101), piece)).toEqual(
        bodyOf(101)
          .split("\n")
          .map((line, index) => [index + 1, line]),
      );
    }
  });
});
