import { describe, expect, test } from "vitest";
import { mapFreeText, withoutWords } from "./free-text";

const shout = (text: string) => text.toUpperCase();

describe("free texts within a value", () => {
  test.each([
    "title",
    "text",
    "reason",
    "workaround",
    "impactReason",
    "effortReason",
    "message",
    "raised",
    "explain",
    "note",
  ])("“%s” is one", (key) => {
    expect(mapFreeText({ [key]: "words", state: "new" }, shout)).toEqual({ [key]: "WORDS", state: "new" });
  });

  test.each(["labels", "add", "remove"])("each of “%s” is one", (key) =>
    expect(mapFreeText({ [key]: ["vip", "late"] }, shout)).toEqual({ [key]: ["VIP", "LATE"] }),
  );

  test("are found at any depth, and nothing else is touched", () => {
    const at = new Date("2026-12-01T10:00:00Z");
    const value = {
      id: "iss_1",
      count: 2,
      isOpen: true,
      nothing: null,
      at,
      from: [{ reason: "late", state: "new" }, { state: "closed" }],
      // Only what stands directly under a free text's name is one.
      text: { state: "open", note: "mine" },
    };
    expect(mapFreeText(value, shout)).toEqual({
      ...value,
      from: [{ reason: "LATE", state: "new" }, { state: "closed" }],
      text: { state: "open", note: "MINE" },
    });
  });

  test("that stay the same leave the very same object", () => {
    const value = { title: "a", from: [{ reason: "b" }], labels: ["c"], at: new Date(0) };
    expect(mapFreeText(value, (text) => text)).toBe(value);
    const half = mapFreeText({ title: "a", from: value.from }, (text) => (text === "a" ? "x" : text));
    expect(half).toEqual({ title: "x", from: value.from });
    expect(half).toHaveProperty("from", value.from);
  });

  test("of which one changes in a list make it another list", () =>
    expect(mapFreeText({ labels: ["a", "b"] }, (text) => (text === "b" ? "x" : text))).toEqual({
      labels: ["a", "x"],
    }));

  test.each([["words"], [7], [null], [undefined], [true]])("%j by itself is none", (value) =>
    expect(mapFreeText(value, shout)).toBe(value),
  );
});

test("the log says how long a text was that it does not keep, and nothing of one that was empty", () =>
  expect(withoutWords({ title: "Größe 😀", reason: "", state: "new", labels: ["vip"] })).toEqual({
    title: "(7 characters)",
    reason: "",
    state: "new",
    labels: ["(3 characters)"],
  }));
