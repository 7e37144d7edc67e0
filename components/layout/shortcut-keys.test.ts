import { describe, expect, it } from "vitest";
import { matchShortcut, parseShortcut, readStep } from "./shortcut-keys";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("a key press", () => {
  it.each([
    [press("k", { metaKey: true }), "mod+k"],
    [press("k", { ctrlKey: true }), "mod+k"],
    [press("?", { shiftKey: true }), "?"],
    [press("J", { shiftKey: true }), "shift+j"],
    [press("J"), "j"],
    [press("Enter", { shiftKey: true }), "shift+enter"],
    [press(" "), "space"],
    [press("Shift", { shiftKey: true }), null],
  ])("is read as the shortcut people write", (event, step) => expect(readStep(event)).toBe(step));
});

it("a shortcut may name its modifiers in any order", () => {
  expect(parseShortcut("shift+mod+k")).toEqual(parseShortcut("mod+shift+k"));
  expect(parseShortcut("g i")).toEqual(["g", "i"]);
});

describe("matching", () => {
  const bindings = ["g i", "g b", "j", "j"].map((keys, id) => ({ id, steps: parseShortcut(keys) }));
  it("waits for the rest of a sequence", () => expect(matchShortcut(["g"], bindings).kind).toBe("partial"));
  it("completes a sequence", () =>
    expect(matchShortcut(["g", "b"], bindings)).toMatchObject({ kind: "complete", binding: { id: 1 } }));
  it("gives a key to whoever claimed it last", () =>
    expect(matchShortcut(["j"], bindings)).toMatchObject({ kind: "complete", binding: { id: 3 } }));
  it("knows nothing of other keys", () => expect(matchShortcut(["x"], bindings).kind).toBe("none"));
});
