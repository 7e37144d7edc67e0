import { describe, expect, test } from "vitest";
import { AppError, asAppError, RetryAfter, Terminal } from "./errors";

/** An error as another copy of the module makes it. */
const copied = (name: string, rest: object = {}) => Object.assign(new Error("no"), { name, ...rest });

test("a refusal knows its status, its details and when to come back", () => {
  const refusal = new AppError("RATE_LIMITED", "Too many.", { limit: "form" }, 2_000);
  expect(refusal).toMatchObject({
    name: "AppError",
    code: "RATE_LIMITED",
    status: 429,
    message: "Too many.",
    details: { limit: "form" },
    retryAfterMs: 2_000,
  });
  expect(new AppError("NOT_FOUND", "None.")).toMatchObject({
    status: 404,
    details: {},
    retryAfterMs: undefined,
  });
});

describe("a refusal inside an unknown error", () => {
  test.each([
    ["one of this module", new AppError("CONFLICT", "Moved on.")],
    ["one of another copy of it", copied("AppError", { code: "CONFLICT" })],
  ])("is found: %s", (_, error) => expect(asAppError(error)).toBe(error));

  test.each<[string, unknown]>([
    ["another error", new Error("no")],
    ["another error with such a code", copied("Error", { code: "CONFLICT" })],
    ["one without a code", copied("AppError")],
    ["one with a code that we do not give", copied("AppError", { code: "ECONNRESET" })],
    ["what looks like one and is no error", { name: "AppError", code: "CONFLICT" }],
    ["nothing", null],
    ["a text", "AppError"],
  ])("is none: %s", (_, error) => expect(asAppError(error)).toBeNull());
});

test("work says by its error's name that it is dead, or how long it has to wait", () => {
  expect(new Terminal("never")).toMatchObject({ name: "Terminal", message: "never" });
  expect(new RetryAfter(5_000, "later")).toMatchObject({
    name: "RetryAfter",
    delayMs: 5_000,
    message: "later",
  });
});
