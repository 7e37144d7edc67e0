import { describe, expect, test } from "vitest";
import { ChangeRelease, looksLikeRequestId, ReleaseInput } from "./monitoring";

describe("a text that may be a request's id", () => {
  test.each([
    "6f1c0e9a",
    "01J9-4ZC8.b/q:x=+_",
    "4bf92f3577b34da6a3ce929d0e0e4736",
    `${"a".repeat(199)}1`,
    "1abcdefg",
  ])("%s", (text) => expect(looksLikeRequestId(text)).toBe(true));

  test.each([
    ["too short", "6f1c0e9"],
    ["too long", `${"a".repeat(200)}1`],
    ["without a digit, as any word", "checkout"],
    ["of two words", "request 6f1c0e9a"],
    ["with a sign before it", "#6f1c0e9a"],
    ["with a sign behind it", "6f1c0e9a!"],
    ["of another script", "запрос-12345"],
  ])("and one that is none: %s", (_, text) => expect(looksLikeRequestId(text)).toBe(false));
});

describe("a release", () => {
  const fields = { kind: "deployment", version: "2.0.3", outcome: "succeeded" };
  const startedAt = "2026-12-01T09:00:00Z";
  const announced = (over: object) =>
    ReleaseInput.safeParse({ launch: "pay", ...fields, startedAt, ...over }).error?.issues;

  test.each([
    ["that has not ended", {}],
    ["that ended in the same moment", { endedAt: startedAt }],
    ["that ended later", { endedAt: "2026-12-01T09:00:00.001Z" }],
    ["with an address", { url: "https://ci.example/42" }],
  ])("%s is taken", (_, over) => expect(announced(over)).toBeUndefined());

  test("does not end before it began, whoever announces it", () => {
    const endedAt = "2026-12-01T08:59:59.999Z";
    const refusal = { path: ["endedAt"], message: "endedAt is before startedAt." };
    expect(announced({ endedAt })).toMatchObject([refusal]);
    const changed = ChangeRelease.safeParse({
      releaseId: "rel_1",
      revision: 1,
      release: { ...fields, startedAt, endedAt },
    });
    expect(changed.error?.issues).toMatchObject([{ ...refusal, path: ["release", "endedAt"] }]);
  });

  test("has an address of the web or none", () =>
    expect(announced({ url: "javascript:alert(1)" })).toMatchObject([{ path: ["url"] }]));
});
