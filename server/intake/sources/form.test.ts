import { describe, expect, test } from "vitest";
import type { RawDelivery } from "@/contracts/intake";
import { readApiItem } from "./api";
import { readForm } from "./form";

const occurredAt = new Date("2026-11-24T10:00:00Z");
const raw = (body: unknown, rest: Partial<RawDelivery> = {}): RawDelivery => ({
  kind: "form",
  contentType: "application/json",
  headers: {},
  config: {},
  occurredAt,
  body: new TextEncoder().encode(JSON.stringify(body)),
  ...rest,
});
const draftOf = (result: ReturnType<typeof readForm>) => {
  if (!result.ok) throw new Error(result.reason);
  return result.draft;
};
const form = (fields: object, rest: Partial<RawDelivery> = {}) =>
  draftOf(readForm(raw({ text: "x", ...fields }, rest)));
const item = (fields: object) => draftOf(readApiItem(raw({ launch: "two", text: "x", ...fields })));

describe("a hosted form", () => {
  test("says who wrote, by what they left and how they call themselves", () => {
    expect(form({ name: " Kim ", email: "kim@x.example", account: "acme" })).toMatchObject({
      reporter: { name: "Kim", email: "kim@x.example", account: "acme" },
      context: { account: "acme", channel: "form" },
    });
    expect(form({ email: "Jo Roe <jo@x.example>" }).reporter).toEqual({
      name: "Jo Roe",
      email: "jo@x.example",
    });
    expect(form({ name: "Kim", email: "Jo Roe <jo@x.example>" }).reporter?.name).toBe("Kim");
    expect(form({ email: "call 555" })).toMatchObject({ reporter: null, context: { contact: "call 555" } });
    expect(form({}).reporter).toBeNull();
  });

  test("keeps its title, and the language of the page it was written on", () => {
    expect(form({ title: " It\nfails ", lang: "de-AT" })).toMatchObject({
      title: "It fails",
      context: { pageLanguage: "de" },
    });
    const plain = form({ lang: "xx" });
    expect(plain.title).toBeNull();
    expect(plain.context).not.toHaveProperty("pageLanguage");
  });

  test("keeps the time it was made at, and what its sender's browser says", () => {
    const draft = form(
      { url: "https://shop.example/a", version: "2.0.1", request_id: "8f2c" },
      { headers: { "user-agent": "Firefox", "accept-language": "fr-CA,fr" } },
    );
    expect(draft.occurredAt).toBe(occurredAt);
    expect(draft.context).toEqual({
      url: "https://shop.example/a",
      version: "2.0.1",
      requestId: "8f2c",
      channel: "form",
      userAgent: "Firefox",
      locale: "fr-CA",
    });
  });

  test.each<[string, object, { isTrapFilled: boolean; isMarkedSpam: boolean }]>([
    ["nothing in the trap", { second_line: "" }, { isTrapFilled: false, isMarkedSpam: false }],
    ["blanks in the trap", { second_line: "  " }, { isTrapFilled: false, isMarkedSpam: false }],
    ["something in the trap", { second_line: "Buy" }, { isTrapFilled: true, isMarkedSpam: false }],
    [
      "something in the former trap",
      { website: "http://spam.example" },
      { isTrapFilled: true, isMarkedSpam: false },
    ],
    ["our own mark in the trap", { second_line: "test event" }, { isTrapFilled: true, isMarkedSpam: true }],
    ["a number in the trap", { second_line: 7 }, { isTrapFilled: false, isMarkedSpam: false }],
  ])("with %s", (_, fields, { isTrapFilled, isMarkedSpam }) =>
    expect(form(fields)).toMatchObject({ isMarkedSpam, formSigns: { isTrapFilled } }),
  );

  test.each([
    [4_200, 4_200],
    [0, 0],
    ["4200", null],
    [undefined, null],
  ])("filled in within %j ms counts as %j", (filledInMs, kept) =>
    expect(form({ filledInMs }).formSigns?.filledInMs).toBe(kept),
  );

  test.each([
    ["no fields", [1], "The form's fields cannot be read."],
    ["no text", {}, "The form holds no text."],
    ["a text that is none", { text: 7 }, "The form holds no text."],
    ["blanks", { text: " \n" }, "The form holds no text."],
  ])("with %s is none", (_, body, reason) => expect(readForm(raw(body))).toEqual({ ok: false, reason }));
});

describe("an item of the API", () => {
  test("says what it says and no more", () => {
    expect(item({})).toEqual({
      title: null,
      text: "x",
      reporter: null,
      context: { channel: "api" },
      occurredAt,
      isMarkedSpam: false,
    });
  });

  test("is somebody's, by what is known of them", () => {
    const reporter = { name: " Kim ", email: "kim@x.example", account: "A1", externalId: "u-7" };
    expect(item({ reporter })).toMatchObject({
      reporter: { name: "Kim", email: "kim@x.example", account: "A1", externalId: "u-7" },
      context: { account: "A1" },
    });
    expect(item({ reporter: { email: "Jo Roe <jo@x.example>" } }).reporter).toEqual({
      name: "Jo Roe",
      email: "jo@x.example",
    });
    expect(item({ reporter: { name: "Kim", email: "Jo <jo@x.example>" } }).reporter?.name).toBe("Kim");
    expect(item({ reporter: { email: "call 555" } })).toMatchObject({
      reporter: null,
      context: { contact: "call 555" },
    });
    expect(item({ reporter: "Kim" }).reporter).toBeNull();
  });

  test("has the context it was sent with, whose own account and channel come first", () => {
    const context = { account: "C", channel: "call", statusCode: 502 };
    expect(item({ reporter: { account: "A" }, context }).context).toEqual(context);
    expect(item({ context: "none" }).context).toEqual({ channel: "api" });
  });

  test("keeps a time that could not be taken beside the one that was", () => {
    expect(item({ occurredAt: "yesterday" }).context).toMatchObject({ occurred: "yesterday" });
    expect(item({ occurredAt: "2026-11-24T10:00:00Z" }).context).not.toHaveProperty("occurred");
  });

  test.each([
    ["is no JSON", undefined, "The item's JSON cannot be read."],
    ["is a list", ["a", "b"], "The item's JSON cannot be read."],
    ["has no text", { title: "x" }, "The item holds no text."],
    ["has a text that is none", { text: ["x"] }, "The item holds no text."],
  ])("that %s is none", (_, body, reason) => {
    const delivery = raw(body, body === undefined ? { body: new TextEncoder().encode("{") } : {});
    expect(readApiItem(delivery)).toEqual({ ok: false, reason });
  });
});
