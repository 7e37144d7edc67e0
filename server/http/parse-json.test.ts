import { describe, expect, test } from "vitest";
import { z } from "zod";
import { asAppError, type AppError } from "@/server/platform/errors";
import { expectMediaType, expectShape, guardText, parseJson } from "./parse-json";

function refused(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error("was not refused");
}

describe("the media type of a request", () => {
  const ACCEPTED = ["application/json", "multipart/form-data"];
  const of = (type: string | null) =>
    new Request("http://steady.test", {
      method: "POST",
      ...(type !== null && { headers: { "content-type": type } }),
    });

  test.each([
    ["application/json", "application/json"],
    ["Application/JSON ; Charset=UTF-8", "application/json"],
    ['application/json; charset="utf8"', "application/json"],
    ["application/json;charset=utf-8;profile=x", "application/json"],
    ["multipart/form-data; boundary=x", "multipart/form-data"],
  ])("%s is %s", (sent, type) => expect(expectMediaType(of(sent), ACCEPTED)).toBe(type));

  test.each([
    ["another one", "text/plain"],
    ["none", null],
    ["another charset", "application/json; charset=iso-8859-1"],
    ["no charset", "application/json; charset="],
  ])("%s is refused with what is accepted", (_, sent) => {
    const refusal = refused(() => expectMediaType(of(sent), ACCEPTED));
    expect(refusal).toMatchObject({
      code: "UNSUPPORTED_MEDIA_TYPE",
      message: "Send application/json or multipart/form-data in UTF-8.",
      details: { header: "Content-Type", accepted: ACCEPTED },
    });
  });
});

describe("JSON that Postgres could not store", () => {
  // As a sender would write it: with the character's escape.
  const parsed = (value: unknown) => parseJson(new TextEncoder().encode(JSON.stringify(value)));

  test("is anything but an honest text", () => {
    const value = { a: ["x", { ключ: "😀" }], b: null, c: 4 };
    expect(parsed(value)).toEqual(value);
    expect(parsed("text")).toBe("text");
  });

  test.each<[string, unknown, string, string]>([
    ["NUL", { a: { b: ["x", "y\0"] } }, "a.b.1", "There is a NUL character in a.b.1."],
    ["NUL in a key", { a: { "b\0": 1 } }, "a", "There is a NUL character in a."],
    ["NUL alone", "\0", "", "There is a NUL character in the body."],
    ["NUL in a key at the top", { "\0": 1 }, "", "There is a NUL character in the body."],
    [
      "half a character",
      [{ text: "\ud83d" }],
      "0.text",
      "There is half a surrogate pair, which is not a character, in 0.text.",
    ],
    [
      "half a character alone",
      "\ude00",
      "",
      "There is half a surrogate pair, which is not a character, in the body.",
    ],
  ])("is refused with its place: %s", (_, value, path, message) => {
    expect(refused(() => parsed(value))).toMatchObject({
      code: "UNPROCESSABLE",
      message,
      details: { path, reason: "unstorable_text" },
    });
  });

  test("of a long path the beginning is told", () =>
    expect(refused(() => guardText("\0", "x".repeat(500))).details["path"]).toBe("x".repeat(200)));
});

describe("the shape that a route takes", () => {
  const shape = z.object({
    text: z
      .string("Write a text.")
      .min(1, "Say what happened.")
      .regex(/^[a-z]*$/, "Letters only."),
    at: z.object({ n: z.int("Count.") }).optional(),
  });

  test("is what comes out", () =>
    expect(expectShape(shape.extend({ text: z.string().trim() }), { text: " a ", more: 1 })).toEqual({
      text: "a",
    }));

  test("or each field that is wrong is told, with the first thing that is", () => {
    const refusal = refused(() => expectShape(shape, { text: "", at: { n: "x" } }));
    expect(refusal).toMatchObject({
      code: "UNPROCESSABLE",
      message: "text: Say what happened.",
      details: {
        fields: { text: "Say what happened.", "at.n": "Count." },
        fieldCodes: { text: "too_small", "at.n": "invalid_type" },
      },
    });
    const both = shape.extend({
      text: z
        .string()
        .min(3, "Too short.")
        .regex(/^[a-z]*$/, "Letters only."),
    });
    expect(refused(() => expectShape(both, { text: "1" })).details).toMatchObject({
      fields: { text: "Too short." },
      fieldCodes: { text: "too_small" },
    });
  });

  test("or the body itself is wrong", () =>
    expect(refused(() => expectShape(z.string("Send a text."), 1))).toMatchObject({
      message: "body: Send a text.",
      details: { fields: { body: "Send a text." }, fieldCodes: { body: "invalid_type" } },
    }));

  test("of many wrong fields thirty are told, of long words the beginning", () => {
    const many = refused(() => expectShape(z.array(z.string("x".repeat(900))), Array<number>(50).fill(1)));
    const fields = Object.entries(many.details["fields"] as Record<string, string>);
    expect(fields).toHaveLength(30);
    expect(fields[0]).toEqual(["0", "x".repeat(300)]);
    const deep = refused(() => expectShape(z.record(z.string(), z.string()), { ["k".repeat(900)]: 1 }));
    expect(Object.keys(deep.details["fields"] as object)).toEqual(["k".repeat(200)]);
  });
});
