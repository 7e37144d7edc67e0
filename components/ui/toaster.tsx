"use client";
import { useTheme } from "next-themes";
import { Toaster as Sonner, toast } from "sonner";

const UNDO_MS = 10_000;

/** Where toasts appear; the root layout holds one. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-left"
      gap={8}
      offset={16}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-90 max-w-[calc(100vw-2rem)] items-center gap-3 rounded-md border border-border bg-raised " +
            "px-3 py-2.5 font-sans text-body text-foreground shadow-float",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-meta text-muted-foreground",
          actionButton:
            "h-7 shrink-0 rounded-md px-2 text-body font-medium text-accent-text hover:bg-accent-soft",
          cancelButton: "h-7 shrink-0 rounded-md px-2 text-body text-muted-foreground hover:bg-hover",
          icon: "text-muted-foreground [&_svg]:size-4",
          error: "border-critical/40",
        },
      }}
    />
  );
}

/** Says what was done and offers to take it back for ten seconds. Returns the toast's id for `dismissToast`. */
export function toastUndo(message: string, onUndo: () => void, description?: string): string | number {
  return toast(message, {
    duration: UNDO_MS,
    ...(description === undefined ? {} : { description }),
    action: { label: "Undo", onClick: onUndo },
  });
}

/** Says that something was done. */
export function toastDone(message: string, description?: string): string | number {
  return toast(message, description === undefined ? {} : { description });
}

/** Says that something was done, and leads to what it left to be looked at, or two ways on from there; stays until it is read. */
export function toastFollowUp(
  message: string,
  description: string,
  action: { label: string; onClick: () => void },
  other?: { label: string; onClick: () => void },
): string | number {
  return toast(message, { duration: 12_000, description, action, ...(other && { cancel: other }) });
}

/** Says what failed and what was kept; stays until it is read. */
export function toastError(message: string, description?: string): string | number {
  return toast.error(message, {
    duration: 12_000,
    closeButton: false,
    ...(description === undefined ? {} : { description }),
  });
}

/** Takes a toast back before its time. */
export const dismissToast = (id: string | number): void => {
  toast.dismiss(id);
};
