import { describe, expect, test } from "vitest";
import { readFirstFields, readMultipart, type MultipartLimits } from "./multipart";

const LIMITS: MultipartLimits = { fieldsMax: 4, fieldBytesMax: 20, fileField: "screenshot" };
const TYPE = "multipart/form-data; boundary=b1";
const bytes = (text: string) => new TextEncoder().encode(text);

const field = (name: string, value: string) =>
  `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, value: string) =>
  `--b1\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n${value}\r\n`;
const form = (...parts: string[]) => bytes(`${parts.join("")}--b1--\r\n`);
const textOf = (file: Uint8Array | null) => (file === null ? null : new TextDecoder().decode(file));

describe("a multipart body", () => {
  test("is read field by field, in their order, with the one file", async () => {
    const read = await readMultipart(
      TYPE,
      form(field("text", "Größe"), file("screenshot", "PNG"), field("a", "")),
      LIMITS,
    );
    expect(read.fields).toEqual([
      ["text", "Größe"],
      ["a", ""],
    ]);
    expect(textOf(read.file)).toBe("PNG");
  });

  test.each([
    ["a quoted boundary", 'multipart/form-data; charset=utf-8; boundary="b1"'],
    ["capitals", "multipart/form-data; BOUNDARY=b1"],
    ["more behind it", "multipart/form-data; boundary=b1; charset=utf-8"],
  ])("is read with %s", async (_, type) =>
    expect((await readMultipart(type, form(field("text", "x")), LIMITS)).fields).toEqual([["text", "x"]]),
  );

  test("is read where its bytes are a part of others", async () => {
    const whole = bytes("xxx");
    const body = form(field("text", "x"));
    const around = new Uint8Array([...whole, ...body, ...whole]);
    const within = around.subarray(whole.length, whole.length + body.length);
    expect((await readMultipart(TYPE, within, LIMITS)).fields).toEqual([["text", "x"]]);
    expect(await readFirstFields(TYPE, within, LIMITS)).toEqual([["text", "x"]]);
  });

  test.each([
    ["another field's file", [file("avatar", "PNG")], null],
    ["a file field without a file", [file("screenshot", "")], null],
    ["two files of the field: the first", [file("screenshot", "one"), file("screenshot", "two")], "one"],
    ["no file", [field("text", "x")], null],
  ])("%s", async (_, parts, kept) =>
    expect(textOf((await readMultipart(TYPE, form(...parts), LIMITS)).file)).toBe(kept),
  );

  test("a field is cut where it is too long", async () =>
    expect((await readMultipart(TYPE, form(field("text", "x".repeat(50))), LIMITS)).fields).toEqual([
      ["text", "x".repeat(20)],
    ]));

  test("as many parts as are allowed are read, one more is refused whole, whatever the parts are", async () => {
    const parts = (count: number) => Array.from({ length: count }, (_, n) => field(`f${n}`, "x"));
    expect((await readMultipart(TYPE, form(...parts(4)), LIMITS)).fields).toHaveLength(4);
    const refusal = {
      code: "BAD_REQUEST",
      message: "The form has more than 4 parts.",
      details: { reason: "too_many_fields" },
    };
    await expect(readMultipart(TYPE, form(...parts(5)), LIMITS)).rejects.toMatchObject(refusal);
    await expect(
      readMultipart(TYPE, form(...parts(3), file("a", "x"), file("b", "x")), LIMITS),
    ).rejects.toMatchObject(refusal);
    await expect(readMultipart(TYPE, form(...parts(5_000)), LIMITS)).rejects.toMatchObject(refusal);
  });

  test.each([
    ["names no boundary", "multipart/form-data", form(field("text", "x"))],
    ["is of another kind", "application/pdf", form(field("text", "x"))],
    ["is cut off within a part", TYPE, bytes(field("text", "x").slice(0, 40))],
    ["has no part at all", TYPE, bytes("nothing")],
  ])("that %s cannot be read", async (_, type, body) =>
    expect(readMultipart(type, body, LIMITS)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "The form's parts cannot be read.",
    }),
  );
});

describe("the beginning of a multipart body", () => {
  test("gives the fields that stand whole in it", async () => {
    const whole = new TextDecoder().decode(
      form(field("launch", "two"), file("screenshot", "PNG"), field("text", "Hello")),
    );
    expect(await readFirstFields(TYPE, bytes(whole), LIMITS)).toEqual([
      ["launch", "two"],
      ["text", "Hello"],
    ]);
    expect(await readFirstFields(TYPE, bytes(whole.slice(0, whole.indexOf("PNG") + 2)), LIMITS)).toEqual([
      ["launch", "two"],
    ]);
  });
  test.each([
    ["no multipart type", "application/json", form(field("text", "x"))],
    ["nothing", TYPE, bytes("")],
  ])("gives none of %s", async (_, type, body) =>
    expect(await readFirstFields(type, body, LIMITS)).toEqual([]),
  );
  test("is cut by the same limits", async () =>
    expect(await readFirstFields(TYPE, form(field("text", "x".repeat(50))), LIMITS)).toEqual([
      ["text", "x".repeat(20)],
    ]));
});
