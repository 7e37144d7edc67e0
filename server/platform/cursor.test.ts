import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cutPage, readCursor, writeCursor } from "./cursor";

const Key = z.tuple([z.string(), z.number()]);

describe("where a list goes on", () => {
  test("is read as it was written, as one word for an address", () => {
    const cursor = writeCursor(["Größe", 7]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(readCursor(cursor, Key)).toEqual(["Größe", 7]);
  });

  test.each([null, undefined, ""])("%j is the beginning", (cursor) =>
    expect(readCursor(cursor, Key)).toBeNull(),
  );

  const deep = Buffer.from("[[[[1]]]]").toString("base64url");
  const many = Buffer.from(JSON.stringify(Array<number>(60).fill(1))).toString("base64url");
  test.each([
    ["no base64", "%%%", Key],
    ["no JSON", Buffer.from("nonsense").toString("base64url"), Key],
    ["another list's", writeCursor({ id: 1 }), Key],
    ["deeper than any key", deep, z.unknown().refine((value) => value !== undefined)],
    ["longer than any key", many, z.unknown().refine((value) => value !== undefined)],
  ])("%s is refused", (_, cursor, shape) =>
    expect(() => readCursor<unknown>(cursor, shape)).toThrow(
      expect.objectContaining({
        code: "BAD_REQUEST",
        message: "This list cannot continue from here: its cursor is not valid. Load it from the start.",
        details: { field: "cursor" },
      }),
    ),
  );

  test("three levels and fifty values are a key's", () => {
    const widest = Array<number>(25).fill(1);
    expect(readCursor(writeCursor([[[1]]]), z.unknown())).toEqual([[[1]]]);
    expect(readCursor(writeCursor(widest), z.unknown())).toEqual(widest);
  });
});

describe("a page of a list that was read with one row too many", () => {
  const keyOf = (row: number) => [row];
  test.each([
    ["no rows", [], { rows: [], nextCursor: null }],
    ["fewer than a page", [1], { rows: [1], nextCursor: null }],
    ["just a page", [1, 2], { rows: [1, 2], nextCursor: null }],
    [
      "more: it goes on behind the last of the page",
      [1, 2, 3],
      { rows: [1, 2], nextCursor: writeCursor([2]) },
    ],
  ])("%s", (_, rows, page) => expect(cutPage(rows, 2, keyOf)).toEqual(page));

  test("a page of nothing goes nowhere", () =>
    expect(cutPage([1, 2], 0, keyOf)).toEqual({ rows: [], nextCursor: null }));
});
