import { describe, expect, test } from "vitest";
import { readContact } from "@/contracts/contact";

describe("what somebody left as their address", () => {
  test.each<[string, string]>([
    ["r&d@acme.example", "r&d@acme.example"],
    ["info@bäckerei-müller.example", "info@bäckerei-müller.example"],
    ["x@xn--e1afmkfd.example", "x@xn--e1afmkfd.example"],
    [" Kim@Shop.Example ", "kim@shop.example"],
    ["o'brien+shop@acme.co.example", "o'brien+shop@acme.co.example"],
    ["почта@пример.example", "почта@пример.example"],
    ["名前@例え.テスト", "名前@例え.テスト"],
    ["ｋｉｍ＠shop.example", "kim@shop.example"],
    ["kim@shop.example\u200b", "kim@shop.example"],
    ["mailto:kim@shop.example?subject=Hi", "kim@shop.example"],
    ["(kim@shop.example).", "kim@shop.example"],
    ["kim@shop.example, lee@shop.example", "kim@shop.example"],
    ["call me: 555 or kim@shop.example", "kim@shop.example"],
    ["a.@docomo.example", "a.@docomo.example"],
    ["_x-1@a-b.c1.example", "_x-1@a-b.c1.example"],
  ])("%s can be written to", (written, email) => expect(readContact(written)).toEqual({ email }));

  test.each<[string, string, string]>([
    ["Jo <jo@x.example>", "jo@x.example", "Jo"],
    ['"Roe, Jo" <JO@x.example>', "jo@x.example", "Roe, Jo"],
    ["Müller GmbH & Co <a@x.example> ", "a@x.example", "Müller GmbH & Co"],
  ])("%s has a name before it", (written, email, name) =>
    expect(readContact(written)).toEqual({ email, name }),
  );

  test.each([
    "kim",
    "kim@",
    "@shop.example",
    "kim@localhost",
    "kim@10.0.0.1",
    "kim@shop..example",
    "kim@-shop.example",
    "+49 30 123456",
    "see my other ticket",
    "Jo <nowhere>",
  ])("%s is kept as text", (written) => expect(readContact(written)).toEqual({ contact: written }));

  test.each<unknown>(["", "  ", null, undefined, 42, true, {}, ["kim@shop.example"], "\u200b"])(
    "%j says nothing",
    (value) => expect(readContact(value)).toEqual({}),
  );

  test("however long, it is cut between characters", () => {
    expect(readContact("😀".repeat(1_000)).contact).toBe("😀".repeat(100));
    expect(readContact(`${"a".repeat(300)}@x.example`).email).toBeUndefined();
  });
});
