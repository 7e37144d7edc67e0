"use client";
import type { ExternalToast, toast } from "sonner";

const UNDO_MS = 10_000;

type Sonner = typeof toast;
let sonner: Sonner | null = null;
const waiting: ((toast: Sonner) => void)[] = [];
let want = (): void => undefined;
/** Settles once a toast is wanted. */
export const toastWanted = new Promise<void>((done) => (want = done));

/** Names what shows toasts, once the place for them is there; those that were wanted before come up now. */
export function showToastsWith(shower: Sonner): void {
  sonner = shower;
  for (const act of waiting.splice(0)) act(shower);
}

function withSonner(act: (toast: Sonner) => void): void {
  if (sonner) act(sonner);
  else {
    waiting.push(act);
    want();
  }
}

let count = 0;
/** Shows a toast, now or as soon as the place for it is there. @returns its id */
function show(kind: "message" | "error", message: string, options: ExternalToast): string | number {
  const id = options.id ?? `toast-${(count += 1)}`;
  withSonner((toast) => toast[kind](message, { ...options, id }));
  return id;
}

/**
 * Says what was done and offers to take it back for ten seconds; `replaces` is the toast that said so before there was more of it.
 * Returns the toast's id for `dismissToast`.
 */
export function toastUndo(
  message: string,
  onUndo: () => void,
  {
    description,
    isOfSeveral = false,
    replaces,
  }: {
    description?: string | undefined;
    isOfSeveral?: boolean;
    replaces?: string | number | undefined;
  } = {},
): string | number {
  return show("message", message, {
    duration: UNDO_MS,
    description,
    action: { label: isOfSeveral ? "Undo all" : "Undo", onClick: onUndo },
    ...(replaces === undefined ? {} : { id: replaces }),
  });
}

/** Says that something was done. */
export function toastDone(message: string, description?: string): string | number {
  return show("message", message, description === undefined ? {} : { description });
}

/** Says that something was done, and leads to what it left to be looked at, or two ways on from there; stays until it is read. */
export function toastFollowUp(
  message: string,
  description: string,
  action: { label: string; onClick: () => void },
  other?: { label: string; onClick: () => void },
): string | number {
  return show("message", message, {
    duration: 12_000,
    description,
    action,
    ...(other && { cancel: other }),
  });
}

/** Says what failed and what was kept; stays until it is read. */
export function toastError(message: string, description?: string): string | number {
  return show("error", message, {
    duration: 12_000,
    closeButton: false,
    ...(description === undefined ? {} : { description }),
  });
}

/** Takes a toast back before its time. */
export const dismissToast = (id: string | number): void => {
  withSonner((toast) => toast.dismiss(id));
};
