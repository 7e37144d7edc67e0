import { splitStep } from "@/components/ui/key-names";

/** The parts of a keyboard event that decide which key was meant. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const MODIFIER_KEYS = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock"]);
const ORDER = ["mod", "alt", "shift"];

/**
 * A key press as one step of a shortcut: `"mod+k"`, `"shift+enter"`, `"?"`; null for a modifier alone.
 * Ctrl and ⌘ are the same `mod`. Shift counts for letters and named keys; in `"?"` it only helped to type the character.
 */
export function readStep(press: KeyPress): string | null {
  if (MODIFIER_KEYS.has(press.key)) return null;
  const key = press.key === " " ? "space" : press.key.toLowerCase();
  const isSymbol = key.length === 1 && key.toUpperCase() === key.toLowerCase();
  const modifiers = [
    press.ctrlKey || press.metaKey ? "mod" : "",
    press.altKey ? "alt" : "",
    press.shiftKey && !isSymbol ? "shift" : "",
  ];
  return [...modifiers.filter(Boolean), key].join("+");
}

/** A written shortcut in the form `readStep` gives: one entry per step, modifiers in a fixed order. */
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

/** What the steps pressed so far amount to among the bindings: one is complete, one may yet be, or none. */
export function matchShortcut<B extends { steps: readonly string[] }>(
  pressed: readonly string[],
  bindings: readonly B[],
): { kind: "complete"; binding: B } | { kind: "partial" } | { kind: "none" } {
  const starts = (binding: B) => pressed.every((step, index) => binding.steps[index] === step);
  // The latest registered wins: what is on top of the screen was mounted last.
  const candidates = bindings.filter(starts);
  const complete = [...candidates].reverse().find((binding) => binding.steps.length === pressed.length);
  if (complete) return { kind: "complete", binding: complete };
  return candidates.length > 0 ? { kind: "partial" } : { kind: "none" };
}
