import { describe, expect, it } from "vitest";
import { matchPress, matchShortcut, parseShortcut, readSteps, type KeyPress } from "./shortcut-keys";

type Modifier = "ctrlKey" | "metaKey" | "altKey" | "shiftKey";

const press = (
  key: string,
  held: Partial<Record<Modifier, boolean>> & { code?: string; hasAltGraph?: boolean } = {},
): KeyPress => {
  const { code, hasAltGraph = false, ...modifiers } = held;
  return {
    key,
    code: code ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : ""),
    ...{ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...modifiers,
    getModifierState: (modifier) => modifier === "AltGraph" && hasAltGraph,
  };
};

/** What the screens bind. */
const BINDINGS = [
  ...["1", "2", "3", "w", "h", "j", "k", "m", "u", "x", "a", "l", "?", "/", "[", "]", "g i", "g b"],
  ...["mod+k", "mod+a", "shift+j", "shift+enter", "escape"],
].map((keys) => ({ keys, steps: parseShortcut(keys) }));

const meant = (event: KeyPress): string | null => {
  const { match } = matchPress([], readSteps(event), BINDINGS);
  return match.kind === "complete" ? match.binding.keys : match.kind === "partial" ? "…" : null;
};

describe("a key press", () => {
  it.each([
    [press("k", { metaKey: true }), "mod+k"],
    [press("k", { ctrlKey: true }), "mod+k"],
    [press("?", { shiftKey: true, code: "Slash" }), "?"],
    [press("J", { shiftKey: true }), "shift+j"],
    [press("J"), "j"],
    [press("Enter", { shiftKey: true }), "shift+enter"],
    [press(" "), "space"],
    [press("1", { code: "Digit1" }), "1"],
  ])("is read as the shortcut people write", (event, step) => expect(readSteps(event)).toEqual([step]));

  it("is nothing while only modifiers are down", () =>
    expect(readSteps(press("Shift", { shiftKey: true }))).toEqual([]));
});

describe("D5: on a layout without Latin letters the place of the key decides", () => {
  it.each([
    ["Russian ц", press("ц", { code: "KeyW" }), "w"],
    ["Russian Й with Shift", press("О", { code: "KeyJ", shiftKey: true }), "shift+j"],
    ["Russian л with Ctrl", press("л", { code: "KeyK", ctrlKey: true }), "mod+k"],
    ["Russian х, where [ is printed beside it", press("х", { code: "BracketLeft" }), "["],
    ["Russian ?, over 7", press("?", { code: "Digit7", shiftKey: true }), "?"],
    ["Ukrainian ї", press("ї", { code: "BracketRight" }), "]"],
    ["Bulgarian (phonetic) ш", press("ш", { code: "BracketLeft" }), "["],
    ["Greek ς", press("ς", { code: "KeyW" }), "w"],
    ["Greek ξ", press("ξ", { code: "KeyJ" }), "j"],
    ["Hebrew ח", press("ח", { code: "KeyJ" }), "j"],
    ["Hebrew ', at W", press("'", { code: "KeyW" }), "w"],
    ["Hebrew /, at Q", press("/", { code: "KeyQ" }), "/"],
    ["Arabic ص", press("ص", { code: "KeyW" }), "w"],
    ["Arabic لا, two letters of one key", press("لا", { code: "KeyB" }), null],
    ["Arabic digits", press("١", { code: "Digit1" }), "1"],
    ["Arabic digits of the number pad", press("٣", { code: "Numpad3" }), "3"],
    ["Arabic question mark", press("؟", { code: "Slash", shiftKey: true }), "?"],
    ["Persian digits", press("۲", { code: "Digit2" }), "2"],
    ["Kana て", press("て", { code: "KeyW" }), "w"],
    ["Kana ぬ at 1", press("ぬ", { code: "Digit1" }), "1"],
    ["Japanese full width ｗ", press("ｗ", { code: "KeyW" }), "w"],
    ["Japanese full width ？", press("？", { code: "Slash", shiftKey: true }), "?"],
    ["Korean ㅈ", press("ㅈ", { code: "KeyW" }), "w"],
    ["Thai ไ", press("ไ", { code: "KeyW" }), "w"],
    ["Devanagari ै", press("ै", { code: "KeyW" }), "w"],
    ["Georgian წ", press("წ", { code: "KeyW" }), "w"],
    ["Armenian ք", press("ք", { code: "KeyW" }), "w"],
    ["a key that an input method keeps", press("Process", { code: "KeyW" }), "w"],
  ])("%s", (_layout, event, expected) => expect(meant(event)).toBe(expected));

  it("a sequence goes on by place", () =>
    expect(matchPress(["g"], readSteps(press("ш", { code: "KeyI" })), BINDINGS).match).toMatchObject({
      kind: "complete",
      binding: { keys: "g i" },
    }));
});

describe("D5: on Latin layouts letters are where they are printed, digits where Shift would be needed", () => {
  it.each([
    ["AZERTY &", press("&", { code: "Digit1" }), "1"],
    ["AZERTY é", press("é", { code: "Digit2" }), "2"],
    ['AZERTY "', press('"', { code: "Digit3" }), "3"],
    ["AZERTY 1 with Shift", press("1", { code: "Digit1", shiftKey: true }), "1"],
    ["AZERTY w, at Z", press("w", { code: "KeyZ" }), "w"],
    ["AZERTY z, at W", press("z", { code: "KeyW" }), null],
    ["AZERTY a, at Q", press("a", { code: "KeyQ" }), "a"],
    ["AZERTY comma, at M", press(",", { code: "KeyM" }), null],
    ["AZERTY m, beside L", press("m", { code: "Semicolon" }), "m"],
    ["AZERTY ?, over the comma", press("?", { code: "KeyM", shiftKey: true }), "?"],
    ["AZERTY dead circumflex", press("Dead", { code: "BracketLeft" }), "["],
    ["Dvorak j, at C", press("j", { code: "KeyC" }), "j"],
    ["Dvorak comma, at W", press(",", { code: "KeyW" }), null],
    ["Dvorak w, at the comma", press("w", { code: "Comma" }), "w"],
    ["Dvorak ', at Q", press("'", { code: "KeyQ" }), null],
    ["Colemak k, at N", press("k", { code: "KeyN" }), "k"],
    ["Bépo é, at W", press("é", { code: "KeyW" }), null],
    ["Bépo ?", press("?", { code: "KeyN", shiftKey: true }), "?"],
    ["QWERTZ ?", press("?", { code: "Minus", shiftKey: true }), "?"],
    ["QWERTZ /, over 7", press("/", { code: "Digit7", shiftKey: true }), "/"],
    ["QWERTZ ü", press("ü", { code: "BracketLeft" }), "["],
    ["Czech +", press("+", { code: "Digit1" }), "1"],
    ["Czech ě", press("ě", { code: "Digit2" }), "2"],
    ["Lithuanian ą", press("ą", { code: "Digit1" }), "1"],
    ["Turkish ı, at I, is no i", press("ı", { code: "KeyI" }), null],
    ["US ! is no 1", press("!", { code: "Digit1", shiftKey: true }), null],
    ["US number pad", press("1", { code: "Numpad1" }), "1"],
    ["the number pad without its lock", press("End", { code: "Numpad1" }), null],
  ])("%s", (_layout, event, expected) => expect(meant(event)).toBe(expected));
});

describe("D5: AltGr types a character and is no combination", () => {
  it.each([
    ["German [", press("[", { code: "Digit8", ctrlKey: true, altKey: true, hasAltGraph: true }), "["],
    [
      "German [ where only Ctrl and Alt are seen",
      press("[", { code: "Digit8", ctrlKey: true, altKey: true }),
      "[",
    ],
    ["French ]", press("]", { code: "Minus", hasAltGraph: true }), "]"],
    ["Polish ł is no l", press("ł", { code: "KeyL", hasAltGraph: true }), null],
    ["Polish ć is no c", press("ć", { code: "KeyC", ctrlKey: true, altKey: true }), null],
    ["Romanian ș", press("ș", { code: "KeyS", hasAltGraph: true }), null],
    ["a letter that AltGr leaves as it is", press("w", { code: "KeyW", hasAltGraph: true }), null],
    ["Mac ⌥5", press("[", { code: "Digit5", altKey: true }), "["],
    ["Mac ⌥l", press("¬", { code: "KeyL", altKey: true }), null],
    ["Alt and a digit are the browser's", press("1", { code: "Digit1", altKey: true }), null],
    ["Ctrl and Alt and a letter are no mod", press("k", { ctrlKey: true, altKey: true }), null],
  ])("%s", (_layout, event, expected) => expect(meant(event)).toBe(expected));
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
  it("begins anew with a key that does not continue", () =>
    expect(matchPress(["g"], ["j"], bindings)).toMatchObject({ match: { binding: { id: 3 } }, pressed: [] }));
  it("knows nothing of other keys", () => expect(matchShortcut(["x"], bindings).kind).toBe("none"));
});
