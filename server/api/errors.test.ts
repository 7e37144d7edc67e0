import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { ErrorCode } from "@/contracts/errors";
import { AppError } from "@/server/platform/errors";
import { describeRefusal, toTrpcError } from "./errors";

const SURPRISE = "Something went wrong on our side. Nothing was changed; try again in a moment.";

/** What Zod finds wrong with a value. */
function wrongWith(schema: z.ZodType, value: unknown): z.ZodError {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error("nothing is wrong");
  return error;
}
const refusalOf = (error: z.ZodError) =>
  describeRefusal(new TRPCError({ code: "BAD_REQUEST", message: error.message, cause: error }));

describe("a domain's refusal as tRPC throws it", () => {
  test.each<[ErrorCode, string]>([
    ["BAD_REQUEST", "BAD_REQUEST"],
    ["UNAUTHENTICATED", "UNAUTHORIZED"],
    ["FORBIDDEN", "FORBIDDEN"],
    ["NOT_FOUND", "NOT_FOUND"],
    ["METHOD_NOT_ALLOWED", "METHOD_NOT_SUPPORTED"],
    ["CONFLICT", "CONFLICT"],
    ["GONE", "NOT_FOUND"],
    ["PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE"],
    ["UNSUPPORTED_MEDIA_TYPE", "UNSUPPORTED_MEDIA_TYPE"],
    ["UNPROCESSABLE", "UNPROCESSABLE_CONTENT"],
    ["RATE_LIMITED", "TOO_MANY_REQUESTS"],
    ["INTERNAL", "INTERNAL_SERVER_ERROR"],
    ["UNAVAILABLE", "SERVICE_UNAVAILABLE"],
  ])("%s is %s, and keeps its words and its cause", (code, trpcCode) => {
    const refusal = new AppError(code, "Not here.");
    const thrown = toTrpcError(refusal);
    expect(thrown).toBeInstanceOf(TRPCError);
    expect(thrown).toMatchObject({ code: trpcCode, message: "Not here.", cause: refusal });
  });

  test("one that tRPC has wrapped already is found inside; tRPC's own stay as they are", () => {
    const inner = new AppError("CONFLICT", "It has moved on.");
    const wrapped = new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "internal", cause: inner });
    expect(toTrpcError(wrapped)).toMatchObject({ code: "CONFLICT", message: "It has moved on." });
    const own = new TRPCError({ code: "PARSE_ERROR", message: "no JSON" });
    expect(toTrpcError(own)).toBe(own);
  });

  test.each([[new Error("password of the database")], ["a text"], [null], [{ code: "CONFLICT" }]])(
    "a surprise (%s) is a 500 whose words stay inside",
    (thrown) => {
      const error = toTrpcError(thrown);
      expect(error).toMatchObject({ code: "INTERNAL_SERVER_ERROR", message: "internal" });
      expect(describeRefusal(error)).toEqual({
        code: "INTERNAL",
        message: SURPRISE,
        details: {},
        retryAfterMs: null,
      });
    },
  );

  test("a surprise keeps its cause for the log", () => {
    const cause = new Error("out of memory");
    expect(toTrpcError(cause).cause).toBe(cause);
  });
});

describe("what a client is told", () => {
  test("a refusal's code, words, details and when to come back", () => {
    const refusal = new AppError("RATE_LIMITED", "Too many.", { limit: "network" }, 2_000);
    expect(describeRefusal(toTrpcError(refusal))).toEqual({
      code: "RATE_LIMITED",
      message: "Too many.",
      details: { limit: "network" },
      retryAfterMs: 2_000,
    });
    expect(describeRefusal(toTrpcError(new AppError("GONE", "It is gone.")))).toEqual({
      code: "GONE",
      message: "It is gone.",
      details: {},
      retryAfterMs: null,
    });
  });

  test("nothing of an internal refusal, neither words nor details", () => {
    const refusal = new AppError("INTERNAL", "table item is locked", { table: "item" });
    expect(describeRefusal(toTrpcError(refusal))).toMatchObject({ message: SURPRISE, details: {} });
  });

  const shape = z.object({
    name: z.string("Write a name."),
    age: z.object({ years: z.int("Count years.") }),
  });

  test("which fields are wrong, each with the first that is, the first of them in words", () => {
    expect(refusalOf(wrongWith(shape, { name: 1, age: { years: "x" } }))).toEqual({
      code: "BAD_REQUEST",
      message: "name: Write a name.",
      details: { fields: { name: "Write a name.", "age.years": "Count years." } },
      retryAfterMs: null,
    });
    const twice = z
      .string()
      .min(3, "Too short.")
      .regex(/^[a-z]+$/, "Letters only.");
    expect(refusalOf(wrongWith(z.object({ a: twice }), { a: "1" })).details).toEqual({
      fields: { a: "Too short." },
    });
  });

  test("without a field's name where the whole input is wrong", () => {
    expect(refusalOf(wrongWith(z.object({}, "Send an object."), 1)).message).toBe("Send an object.");
    expect(refusalOf(new z.ZodRealError([])).message).toBe("That input is not valid.");
  });

  test("of no more than fifty fields", () => {
    const many = wrongWith(z.array(z.string()), Array<number>(80).fill(1));
    expect(Object.keys(refusalOf(many).details["fields"] as object)).toHaveLength(50);
  });

  test.each([
    ["PARSE_ERROR", "BAD_REQUEST"],
    ["BAD_REQUEST", "BAD_REQUEST"],
    ["UNAUTHORIZED", "UNAUTHENTICATED"],
    ["NOT_FOUND", "NOT_FOUND"],
    ["METHOD_NOT_SUPPORTED", "METHOD_NOT_ALLOWED"],
    ["PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE"],
  ] as const)("tRPC's own %s as %s, in its words as far as a screen has room", (code, ours) => {
    const given = describeRefusal(new TRPCError({ code, message: "x".repeat(1_000) }));
    expect(given).toEqual({ code: ours, message: "x".repeat(300), details: {}, retryAfterMs: null });
  });

  test("a code of tRPC's that we do not give is a surprise", () =>
    expect(
      describeRefusal(new TRPCError({ code: "CLIENT_CLOSED_REQUEST", message: "inside" })),
    ).toMatchObject({
      code: "INTERNAL",
      message: SURPRISE,
    }));
});
