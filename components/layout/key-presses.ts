import { kindOfPress, NEVER_PRESSED, type KeyHistory, type PressKind } from "./press-guard";

/**
 * Follows the keys of a window. A key that has done something does nothing more until it was let go, wherever the focus went meanwhile:
 * held, it would press the button of the dialog that it has just opened, or fill its first field.
 */
export function keyPresses() {
  const histories = new Map<string, KeyHistory>();
  const kinds = new WeakMap<Event, PressKind>();
  const spentKeys = new Set<string>();
  const idOf = (event: KeyboardEvent): string => event.code || event.key;
  const historyOf = (event: KeyboardEvent): KeyHistory => histories.get(idOf(event)) ?? NEVER_PRESSED;

  const onKeyDown = (event: KeyboardEvent): void => {
    // A browser that fills a form in by itself sends events of no key.
    if (!event.key) return;
    const id = idOf(event);
    const kind = kindOfPress(historyOf(event), event.timeStamp, event.repeat);
    // A Mac never tells that a key came up while ⌘ is held; its repeats carry the browser's mark.
    histories.set(id, { ...historyOf(event), isDown: !event.metaKey, lastDownAt: event.timeStamp });
    kinds.set(event, kind);
    if (kind !== "held") spentKeys.delete(id);
    else if (spentKeys.has(id)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (doesSomethingByItself(event)) spentKeys.add(id);
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    histories.set(idOf(event), { ...historyOf(event), isDown: false, lastUpAt: event.timeStamp });
  };
  // What comes up while another window has the focus is never seen here.
  const onBlur = (): void => histories.clear();

  return {
    watch: (target: Window): void => {
      target.addEventListener("keydown", onKeyDown, true);
      target.addEventListener("keyup", onKeyUp, true);
      target.addEventListener("blur", onBlur);
    },
    unwatch: (target: Window): void => {
      target.removeEventListener("keydown", onKeyDown, true);
      target.removeEventListener("keyup", onKeyUp, true);
      target.removeEventListener("blur", onBlur);
    },
    /** What a press is; one that was not seen coming down is one of its own. */
    kindOf: (event: KeyboardEvent): PressKind => kinds.get(event) ?? "own",
    /** Says that a press has done something. */
    spend: (event: KeyboardEvent): void => void spentKeys.add(idOf(event)),
  };
}
export type KeyPresses = ReturnType<typeof keyPresses>;

/** Enter and Space press what has the focus, Enter sends a form, Escape closes; in longer text Enter is a new line and may repeat. */
function doesSomethingByItself({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key === "Escape") return true;
  if (!(target instanceof HTMLElement)) return false;
  if (key === "Enter") return ctrlKey || metaKey || !(target.isContentEditable || target.matches("textarea"));
  return key === " " && target.closest("button,summary,[role=button],[role=checkbox],[role=radio]") !== null;
}
