import { describe, expect, test } from "vitest";
import { ageOfPage, formNonce, PASSED_LENGTHS, PostedForm, TEXT_MAX } from "./intake";

const MADE = Date.UTC(2026, 11, 1, 9);

describe("how long ago a page was made", () => {
  test.each([
    ["just now", 0, 0],
    ["a minute ago", 60_000, 60_000],
    ["by a clock that is ahead", -1, null],
  ])("%s", (_, later, age) => expect(ageOfPage(formNonce("r4nd0m", MADE), MADE + later)).toBe(age));

  test.each([
    ["nothing", ""],
    ["no time", "r4nd0m"],
    ["a time too short to be one of ours", "abcdefg.r4nd0m"],
    ["one too long", "abcdefghij.r4nd0m"],
    ["one that is not written as ours", "ABCDEFGH.r4nd0m"],
    ["a time that is not first", "x.mb1234567.r4nd0m"],
  ])("is not known by a nonce of %s", (_, nonce) =>
    expect(ageOfPage(nonce, Number.MAX_SAFE_INTEGER)).toBeNull(),
  );
});

describe("what a hosted form brings", () => {
  const parse = (fields: Record<string, string>) => PostedForm.parse({ text: "It broke.", ...fields });

  test("is a text; everything else may be absent", () =>
    expect(parse({})).toEqual({
      text: "It broke.",
      email: "",
      name: "",
      url: "",
      version: "",
      account: "",
      request_id: "",
      nonce: "",
      lang: "",
      second_line: "",
      website: "",
    }));

  test("has no spaces around it, and what stands beside the text is cut, never refused", () => {
    expect(parse({ text: "  It broke. \n", name: " Jo " })).toMatchObject({ text: "It broke.", name: "Jo" });
    const long = "x".repeat(3_000);
    expect(parse({ email: long, nonce: long, ...mapFields(() => long) })).toMatchObject({
      email: "x".repeat(500),
      nonce: "x".repeat(100),
      ...mapFields((max) => "x".repeat(max)),
    });
  });

  test.each([
    ["de", "de"],
    ["pt-BR", "pt"],
    ["xx", ""],
    ["", ""],
  ])("a page in %j was drawn in %j of ours", (lang, own) => expect(parse({ lang }).lang).toBe(own));

  test.each([
    ["", "Please say what happened."],
    [" \n ", "Please say what happened."],
    ["x".repeat(TEXT_MAX + 1), "Please keep it under 20,000 characters."],
  ])("a text that is none is refused with a reason", (text, message) =>
    expect(PostedForm.safeParse({ text }).error?.issues[0]).toMatchObject({ path: ["text"], message }),
  );
});

function mapFields(textOf: (max: number) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(PASSED_LENGTHS).map(([field, max]) => [field, textOf(max)]));
}
