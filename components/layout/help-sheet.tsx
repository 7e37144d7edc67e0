"use client";
import { usePathname } from "next/navigation";
import { ShortcutSheet, type ShortcutGroup } from "@/components/ui/shortcut-sheet";
import { helpFor } from "./help-words";

/** What this screen is for and its keys; the keys alone where a screen has no help of its own. */
export function HelpSheet({ groups, onClose }: { groups: readonly ShortcutGroup[]; onClose: () => void }) {
  const help = helpFor(usePathname());
  return (
    <ShortcutSheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={help ? `Help: ${help.title}` : "Keyboard shortcuts"}
      groups={groups}
    >
      {help && (
        <section className="mb-5 max-w-measure">
          <p>{help.what}</p>
          <ul className="mt-2 list-disc space-y-1 pl-5 text-muted-foreground">
            {help.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
          <h3 className="mt-5 font-medium">Keyboard shortcuts</h3>
        </section>
      )}
    </ShortcutSheet>
  );
}
