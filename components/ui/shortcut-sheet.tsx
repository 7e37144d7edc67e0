"use client";
import type { ReactNode } from "react";
import { Dialog, DialogContent } from "./dialog";
import { Kbd } from "./kbd";
import { nameKeys } from "./key-names";
import { useIsApple } from "./use-hydrated";

export type ShortcutGroup = { title: string; shortcuts: readonly { keys: string; label: string }[] };

/** The `?` overlay: what this screen is for, and its keys. */
export function ShortcutSheet({
  isOpen,
  onOpenChange,
  groups,
  title,
  children,
}: {
  title: string;
  /** What the screen is for, above the keys. */
  children?: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  groups: readonly ShortcutGroup[];
}) {
  const isApple = useIsApple();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={title} size="lg">
        {children}
        <div className="gap-x-10 sm:columns-2">
          {groups.map((group) => (
            <section key={group.title} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-meta font-medium text-faint-foreground">{group.title}</h3>
              <dl>
                {group.shortcuts.map((shortcut) => (
                  <div
                    key={`${shortcut.keys}-${shortcut.label}`}
                    className="flex min-h-7 items-center justify-between gap-4"
                  >
                    <dt className="min-w-0">{shortcut.label}</dt>
                    <dd>
                      <Kbd keys={shortcut.keys} />
                      <span className="sr-only">
                        {nameKeys(shortcut.keys, isApple)
                          .map((step) => step.join(" "))
                          .join(" then ")}
                      </span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
