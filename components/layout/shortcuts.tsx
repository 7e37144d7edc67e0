"use client";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { later } from "@/components/ui/load-when-idle";
import type { ShortcutGroup } from "@/components/ui/shortcut-sheet";
import { mayRun } from "./press-guard";
import { keyPresses, type KeyPresses } from "./key-presses";
import { matchPress, parseShortcut, readSteps } from "./shortcut-keys";

const HelpSheet = later(() => import("./help-sheet").then(({ HelpSheet: Sheet }) => Sheet));

/** How long a sequence (`g i`) waits for its next key. */
const SEQUENCE_MS = 900;

export type ShortcutOptions = {
  /** What it does, for the `?` sheet; a verb. */
  label: string;
  /** The group in the sheet. */
  group?: string;
  /** Off while false; also absent from the sheet. */
  isEnabled?: boolean;
  /** Also while typing; for keys with a modifier and Escape only. */
  isActiveInInputs?: boolean;
  /** Also while a dialog is open. */
  isActiveInDialogs?: boolean;
  /** Works, but is not listed (an alias). */
  isHidden?: boolean;
  /** Goes on while the key is held: for what only moves. Everything else happens once per press. */
  isRepeatable?: boolean;
  /** Decides something about an issue: not for a key that bounces either. */
  isDeciding?: boolean;
};

type Binding = Required<Omit<ShortcutOptions, "isEnabled">> & {
  keys: string;
  steps: string[];
  run: (event: KeyboardEvent) => void;
};

type Registry = { add: (binding: Binding) => () => void; openSheet: () => void };
const RegistryContext = createContext<Registry | null>(null);

/** Listens for the keys that the components below bind with `useShortcut`, and shows them on `?`. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const bindings = useRef<Binding[]>([]);
  const [sheet, setSheet] = useState<readonly ShortcutGroup[] | null>(null);

  const registry = useMemo<Registry>(
    () => ({
      add: (binding) => {
        bindings.current.push(binding);
        return () => {
          bindings.current = bindings.current.filter((other) => other !== binding);
        };
      },
      openSheet: () => setSheet(groupShortcuts(bindings.current)),
    }),
    [],
  );

  useEffect(() => {
    const presses = keyPresses();
    const listen = shortcutListener(presses, () => bindings.current);
    presses.watch(window);
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
      presses.unwatch(window);
    };
  }, []);

  return (
    <RegistryContext value={registry}>
      <SheetShortcut />
      {children}
      {sheet !== null && <HelpSheet groups={sheet} onClose={() => setSheet(null)} />}
    </RegistryContext>
  );
}

/**
 * Binds keys while the component is mounted: `"j"`, `"mod+k"`, `"shift+enter"`, `"g i"`. Ignored while somebody types and
 * while a dialog is open, unless the options say otherwise. Without a provider it does nothing.
 */
export function useShortcut(
  keys: string,
  run: (event: KeyboardEvent) => void,
  options: ShortcutOptions,
): void {
  const registry = useContext(RegistryContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const {
    label,
    group = "This screen",
    isEnabled = true,
    isActiveInInputs = false,
    isActiveInDialogs = false,
    isHidden = false,
    isRepeatable = false,
    isDeciding = false,
  } = options;
  useEffect(() => {
    if (!registry || !isEnabled) return;
    return registry.add({
      keys,
      steps: parseShortcut(keys),
      label,
      group,
      isActiveInInputs,
      isActiveInDialogs,
      isHidden,
      isRepeatable,
      isDeciding,
      run: (event) => latest.current(event),
    });
  }, [
    registry,
    keys,
    label,
    group,
    isEnabled,
    isActiveInInputs,
    isActiveInDialogs,
    isHidden,
    isRepeatable,
    isDeciding,
  ]);
}

/** What a key press does: runs the binding it completes, unless it is the press of somebody who types, or none of its own. */
function shortcutListener(presses: KeyPresses, bindings: () => readonly Binding[]) {
  let pressed: readonly string[] = [];
  let lastAt = 0;
  return (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || !event.key) return;
    const kind = presses.kindOf(event);
    if (kind === "held" && pressed.length > 0) return;
    const readings = readSteps(event);
    if (readings.length === 0) return;
    const isTyping = isTextEntry(event.target);
    const isInDialog = document.querySelector("[data-modal][data-state=open]") !== null;
    // Menus and lists of options use letters to find entries.
    if (
      event.target instanceof Element &&
      event.target.closest("[role=menu],[role=listbox],[role=option]") &&
      !readings.some((step) => step.startsWith("mod+"))
    )
      return;
    const active = bindings().filter(
      (binding) => (!isTyping || binding.isActiveInInputs) && (!isInDialog || binding.isActiveInDialogs),
    );
    const now = event.timeStamp;
    const found = matchPress(now - lastAt > SEQUENCE_MS ? [] : pressed, readings, active);
    pressed = found.pressed;
    lastAt = now;
    if (found.match.kind !== "complete") return;
    event.preventDefault();
    const { binding } = found.match;
    if (!mayRun(kind, binding)) return;
    if (!binding.isRepeatable) presses.spend(event);
    binding.run(event);
  };
}

/** Opens the `?` sheet from a menu. */
export function useShortcutSheet(): () => void {
  const registry = useContext(RegistryContext);
  return useCallback(() => registry?.openSheet(), [registry]);
}

function SheetShortcut() {
  const open = useShortcutSheet();
  useShortcut("?", open, { label: "Help and keys of this screen", group: "Everywhere" });
  return null;
}

/**
 * The listed bindings by group, this screen's before what works everywhere; a key claimed twice is shown once, as its latest owner has
 * it.
 */
function groupShortcuts(bindings: readonly Binding[]): ShortcutGroup[] {
  const byKeys = new Map<string, Binding>();
  for (const binding of bindings) if (!binding.isHidden) byKeys.set(binding.steps.join(" "), binding);
  const groups = new Map<string, { keys: string; label: string }[]>();
  for (const { group, keys, label } of byKeys.values())
    groups.set(group, [...(groups.get(group) ?? []), { keys, label }]);
  const rank = (title: string) =>
    title === "This screen" ? 0 : title === "Go to" ? 2 : title === "Everywhere" ? 3 : 1;
  return [...groups]
    .map(([title, shortcuts]) => ({ title, shortcuts }))
    .sort((a, b) => rank(a.title) - rank(b.title));
}

function isTextEntry(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches("textarea,select,input:not([type=checkbox],[type=radio],[type=button],[type=range])")
  );
}
