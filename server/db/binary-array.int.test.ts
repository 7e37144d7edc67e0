import { expect, test } from "vitest";
import { workPool } from "@/server/db/client";
import { binaryArray } from "@/server/db/binary-array";

test.each([
  { name: "none", elements: [] },
  { name: "empty", elements: [""] },
  {
    name: "what an array literal would have to quote",
    elements: ['a "quoted" one', "{a,b}", "back\\slash", "NULL"],
  },
  { name: "more than one byte a letter", elements: ["é", "日本語", "👍🏽", "ⲁ"] },
])("texts arrive as they were: $name", async ({ elements }) => {
  const { rows } = await workPool().query<{ got: string[] }>("select $1::text[] as got", [
    binaryArray("text", elements),
  ]);
  expect(rows[0]!.got).toEqual(elements);
});

test("bytes arrive as they were, also out of the middle of a buffer", async () => {
  const whole = Uint8Array.from({ length: 256 }, (_, n) => n);
  const given = [whole, whole.subarray(100, 110), new Uint8Array()];
  const { rows } = await workPool().query<{ got: Buffer[] }>("select $1::bytea[] as got", [
    binaryArray("bytea", given),
  ]);
  expect(rows[0]!.got.map((b) => [...b])).toEqual(given.map((b) => [...b]));
});
