"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

/** Shares one opening delay between all tooltips below it; the root layout holds one. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

/** A short name or explanation on hover and focus. Never the only place something important is said. */
export function Tooltip({
  label,
  shortcut,
  side = "bottom",
  align = "center",
  className,
  children,
}: {
  label: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  align?: "start" | "center" | "end";
  className?: string;
  /** One focusable element that forwards its props. */
  children: ReactNode;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-60 flex max-w-72 items-center gap-2 rounded-md bg-foreground px-2 py-1 text-meta text-background " +
              "shadow-float data-[state=delayed-open]:animate-fade-in",
            className,
          )}
        >
          <span dir="auto">{label}</span>
          {shortcut !== undefined && <Kbd keys={shortcut} isInverse />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
