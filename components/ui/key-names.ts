const APPLE: Readonly<Record<string, string>> = {
  mod: "⌘",
  alt: "⌥",
  shift: "⇧",
  enter: "↵",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  backspace: "⌫",
  space: "Space",
  tab: "Tab",
};
const OTHER: Readonly<Record<string, string>> = {
  ...APPLE,
  mod: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
  backspace: "Backspace",
};

/**
 * How a shortcut is written for people: one entry per step of a sequence, one cap per key in it.
 * `"mod+k"` gives `[["⌘", "K"]]` on an Apple keyboard, `"g i"` gives `[["G"], ["I"]]`.
 */
export function nameKeys(keys: string, isApple: boolean): string[][] {
  const names = isApple ? APPLE : OTHER;
  return keys
    .trim()
    .split(/\s+/)
    .map((step) => splitStep(step).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}

/** The keys of one step, lower case; `+` itself may be the last key (`"mod++"`). */
export function splitStep(step: string): string[] {
  if (step.length === 1) return [step.toLowerCase()];
  const parts = step.toLowerCase().split("+");
  const isPlusKey = step.endsWith("++");
  return [...parts.filter((part) => part !== ""), ...(isPlusKey ? ["+"] : [])];
}
