import { describe, expect, test } from "vitest";
import { AppError, RetryAfter, Terminal } from "@/server/platform/errors";
import { failureInWords } from "./failure-words";

const coded = (code: string, message = 'invalid input syntax for type json, Token "\\ud83d" is invalid') =>
  Object.assign(new Error(message), { code: "P2010", meta: { code } });

describe("why work failed", () => {
  test.each<[string, unknown, RegExp]>([
    ["what was written for people", new Terminal("The report raw_1 does not exist."), /^The report raw_1/],
    [
      "a refusal",
      new AppError("NOT_FOUND", "That launch no longer exists."),
      /^That launch no longer exists\.$/,
    ],
    ["a wait", new RetryAfter(1_000, "The mail server asks to wait."), /^The mail server asks/],
    ["half a character in JSON", coded("22P02"), /character that the database cannot store.*22P02/],
    ["a NUL", coded("22021"), /character/],
    ["a number out of range", coded("22003"), /value that the database cannot store/],
    ["a check", coded("23514"), /does not allow/],
    ["an old schema", coded("42703"), /update finished/],
    ["a trigger", coded("P0001"), /rule of the database/],
    ["a lost connection", Object.assign(new Error("x"), { code: "ECONNREFUSED" }), /could not be reached/],
    ["a surprise", new TypeError("cannot read properties of undefined (reading 'x')"), /TypeError/],
    ["no error at all", "boom", /unknown/],
  ])("%s is said in words", (_, error, words) => {
    const failure = failureInWords(error);
    expect(failure).toMatch(words);
    expect(failure).not.toMatch(/ud83d|cannot read properties/);
  });
});
