import { splitStep } from "@/components/ui/key-names";

/** The parts of a keyboard event that decide which key was meant. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (modifier: string) => boolean;
};

const MODIFIER_KEYS = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Fn", "FnLock"]);
/** Keys that were pressed while what they will become was not known yet. */
const WITHOUT_CHARACTER = new Set(["Dead", "Process", "Unidentified"]);
const ORDER = ["mod", "alt", "shift"];

/** What the places beside the letters carry on the layout that shortcuts are written for (US English). */
const SYMBOL_PLACES: Readonly<Record<string, string>> = { BracketLeft: "[", BracketRight: "]", Slash: "/" };
const SHIFTED_SYMBOL_PLACES: Readonly<Record<string, string>> = { Slash: "?" };
/** Hebrew has no letter at W; Latin layouts have letters or other symbols there, so the two are told apart. */
const LETTER_PLACES_WITH_SYMBOLS: Readonly<Record<string, string>> = { KeyW: "'" };

/**
 * A key press as the steps of a shortcut it may be, the likeliest first: `"mod+k"`, `"shift+enter"`, `"?"`; none for a modifier alone.
 *
 * The character decides, so that letters stay where a person's own Latin layout has them (AZERTY, Dvorak). The key's place (`code`)
 * decides where the character is no Latin letter, a digit that is only reached with Shift, or a dead key. What AltGr types is that
 * character and never a combination with Ctrl and Alt. Ctrl and ⌘ are the same `mod`. Shift counts for letters and named keys; in `"?"`
 * it only helped to type the character.
 */
export function readSteps(press: KeyPress): string[] {
  if (MODIFIER_KEYS.has(press.key)) return [];
  const isAltGraph = isTypedWithAltGraph(press);
  // Full-width letters of an input method are the letters that they look like.
  const key = press.key === " " ? "space" : press.key.normalize("NFKC").toLowerCase();
  const places = isAltGraph ? [] : placesOf(press, key);
  const characters = WITHOUT_CHARACTER.has(press.key) ? places : [key, ...places];
  return [...new Set(characters)]
    .filter((character) => !(isAltGraph && isLetterOrDigit(character)))
    .map((character) => withModifiers(press, character, isAltGraph));
}

/** A written shortcut in the form `readSteps` gives: one entry per step, modifiers in a fixed order. */
export function parseShortcut(keys: string): string[] {
  return keys
    .trim()
    .split(/\s+/)
    .map((step) => {
      const parts = splitStep(step);
      const modifiers = ORDER.filter((modifier) => parts.slice(0, -1).includes(modifier));
      return [...modifiers, parts[parts.length - 1]].join("+");
    });
}

type Match<B> = { kind: "complete"; binding: B } | { kind: "partial" } | { kind: "none" };

/** What the steps pressed so far amount to among the bindings: one is complete, one may yet be, or none. */
export function matchShortcut<B extends { steps: readonly string[] }>(
  pressed: readonly string[],
  bindings: readonly B[],
): Match<B> {
  const starts = (binding: B) => pressed.every((step, index) => binding.steps[index] === step);
  // The latest registered wins: what is on top of the screen was mounted last.
  const candidates = bindings.filter(starts);
  const complete = [...candidates].reverse().find((binding) => binding.steps.length === pressed.length);
  if (complete) return { kind: "complete", binding: complete };
  return candidates.length > 0 ? { kind: "partial" } : { kind: "none" };
}

/**
 * What a press amounts to after the steps before it: the first of its readings that continues them or, where none does, that begins
 * anew. `pressed` is what waits for the rest of its sequence.
 */
export function matchPress<B extends { steps: readonly string[] }>(
  before: readonly string[],
  readings: readonly string[],
  bindings: readonly B[],
): { match: Match<B>; pressed: readonly string[] } {
  const tries = [
    ...(before.length > 0 ? readings.map((step) => [...before, step]) : []),
    ...readings.map((step) => [step]),
  ];
  for (const pressed of tries) {
    const match = matchShortcut(pressed, bindings);
    if (match.kind !== "none") return { match, pressed: match.kind === "partial" ? pressed : [] };
  }
  return { match: { kind: "none" }, pressed: [] };
}

/** The characters that the place of a key stands for, where the character it typed does not say which key was meant. */
function placesOf({ key: raw, code, shiftKey }: KeyPress, key: string): string[] {
  // Shift and a digit is another character on most layouts, and the digit itself on those that need it.
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey ? [] : [digit];
  // Without its lock the number pad moves, and types nothing.
  const padDigit = /^Numpad(\d)$/.exec(code)?.[1];
  if (padDigit !== undefined) return key.length === 1 ? [padDigit] : [];
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const isUnknown = WITHOUT_CHARACTER.has(raw);
  if (letter !== undefined)
    return isUnknown || isForeignLetter(key) || LETTER_PLACES_WITH_SYMBOLS[code] === key ? [letter] : [];
  if (!isUnknown && isAscii(key)) return [];
  const symbol = (shiftKey ? SHIFTED_SYMBOL_PLACES : SYMBOL_PLACES)[code];
  return symbol === undefined ? [] : [symbol];
}

function withModifiers(press: KeyPress, character: string, isAltGraph: boolean): string {
  const isSymbol = character.length === 1 && character.toUpperCase() === character.toLowerCase();
  // On a Mac ⌥ is the key that types [ and ] on most layouts; digits with it are the browser's or the system's.
  const isAltForTyping = isSymbol && !/\d/.test(character) && !press.ctrlKey && !press.metaKey;
  const modifiers = [
    !isAltGraph && (press.ctrlKey || press.metaKey) ? "mod" : "",
    !isAltGraph && press.altKey && !isAltForTyping ? "alt" : "",
    press.shiftKey && !isSymbol ? "shift" : "",
  ];
  return [...modifiers.filter(Boolean), character].join("+");
}

/** Whether AltGr was held to type this character. Windows presents it as Ctrl and Alt, with which nobody types symbols otherwise. */
function isTypedWithAltGraph(press: KeyPress): boolean {
  if (press.getModifierState?.("AltGraph") === true) return true;
  return press.ctrlKey && press.altKey && press.key.length === 1 && !/^[a-z0-9]$/i.test(press.key);
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
const isLetterOrDigit = (text: string): boolean => /^[\p{L}\p{N}]$/u.test(text);
/** A letter of another script; some keys type two of them at once (لا). */
const isForeignLetter = (text: string): boolean =>
  /^\P{ASCII}+$/u.test(text) && !/\p{Script=Latin}/u.test(text);
