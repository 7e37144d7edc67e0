"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { overlayStyle } from "./dialog";
import { IconButton } from "./icon-button";

/** A modal panel from an edge: navigation and filters on narrow screens. */
export function Sheet({
  isOpen,
  onOpenChange,
  side = "left",
  label,
  children,
  className,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  side?: "left" | "right";
  /** Accessible name. */
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          data-modal=""
          aria-describedby={undefined}
          className={cn(
            "fixed inset-y-0 z-50 flex w-72 max-w-[calc(100vw-3rem)] flex-col overflow-y-auto bg-raised shadow-float outline-none",
            side === "left"
              ? "left-0 border-r border-border data-[state=open]:animate-sheet-in"
              : "right-0 border-l border-border data-[state=open]:animate-panel-in",
            className,
          )}
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          {children}
          <Radix.Close asChild>
            <IconButton label="Close" size="sm" isTooltipHidden className="absolute top-2.5 right-2.5">
              <X aria-hidden />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
