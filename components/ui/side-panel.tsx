"use client";
import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, type ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { Tooltip } from "./tooltip";

/**
 * A panel beside a list that stays usable: not modal, keeps the list where it is, Esc closes.
 * Escape in a text control only leaves the control, so nothing typed is lost. Focus moves into the panel
 * when it opens (and when `panelKey` changes) unless a text control holds it, and returns when it closes.
 */
export function SidePanel({
  isOpen,
  onClose,
  label,
  title,
  fullHref,
  onPrevious,
  onNext,
  actions,
  panelKey,
  size = "md",
  className,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** Accessible name of the region. */
  label: string;
  /** The head's text; the content may bring its own head instead. */
  title?: ReactNode;
  /** Where the same thing is shown full (⇧↵). */
  fullHref?: string;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  actions?: ReactNode;
  /** Identity of what is shown. */
  panelKey?: string;
  size?: "sm" | "md" | "lg";
  className?: string;
  children: ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isOpen]);

  useEffect(() => {
    if (!isOpen || isTextControl(document.activeElement)) return;
    panel.current?.focus({ preventScroll: true });
  }, [isOpen, panelKey]);

  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // A menu or dialog above the panel has first claim on Escape and marks it as handled.
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector("[data-modal][data-state=open]")) return;
      const focused = document.activeElement;
      if (isTextControl(focused)) {
        (focused as HTMLElement).blur();
        panel.current?.focus({ preventScroll: true });
        return;
      }
      event.preventDefault();
      close.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      className={cn(
        "fixed top-12 right-0 bottom-0 z-30 flex w-full animate-panel-in flex-col border-l border-border " +
          "bg-surface shadow-float outline-none max-nav:bottom-[var(--toast-room,0px)]",
        size === "sm" && "sm:max-w-md",
        size === "md" && "sm:max-w-xl",
        size === "lg" && "sm:max-w-3xl",
        className,
      )}
    >
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-border pr-2 pl-4">
        <div className="min-w-0 flex-1 truncate font-medium">{title}</div>
        {actions}
        {onPrevious !== undefined && (
          <IconButton label="Previous" shortcut="k" size="sm" onClick={onPrevious}>
            <ChevronUp aria-hidden />
          </IconButton>
        )}
        {onNext !== undefined && (
          <IconButton label="Next" shortcut="j" size="sm" onClick={onNext}>
            <ChevronDown aria-hidden />
          </IconButton>
        )}
        {fullHref !== undefined && (
          <Tooltip label="Open full page" shortcut="shift+enter">
            <Link
              href={fullHref}
              aria-label="Open full page"
              className={buttonStyle({ variant: "ghost", size: "sm", isIcon: true })}
            >
              <Maximize2 aria-hidden />
            </Link>
          </Tooltip>
        )}
        <IconButton label="Close" shortcut="escape" size="sm" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </aside>
  );
}

function isTextControl(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("input:not([type=checkbox],[type=radio]),textarea,select"))
  );
}
