"use client";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { showToastsWith } from "./toaster";

const EDGE_PX = 8;
const GAP_PX = 8;
/** So many are seen at once; the others come up when one goes. */
const SHOWN_MAX = 2;

/**
 * Where toasts appear; the root layout holds one. They cover nothing: below the navigation where that is beside the page, and otherwise
 * below the page, the frame (`AppShell`) and dialogs leave the room that they take (`--toast-room`).
 * @param props.label what the place is called, in the page's language
 */
export function ToastRegion({ label }: { label: string }) {
  const { resolvedTheme } = useTheme();
  useToastRoom();
  // After Sonner's own effects: from then on it hears of toasts.
  useEffect(() => showToastsWith(toast), []);
  return (
    <Sonner
      containerAriaLabel={label}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-left"
      gap={GAP_PX}
      offset={EDGE_PX}
      mobileOffset={EDGE_PX}
      visibleToasts={SHOWN_MAX}
      expand
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-90 max-w-[calc(100vw-1rem)] items-center gap-x-3 rounded-md border border-border bg-raised " +
            "px-3 py-2 font-sans text-body text-foreground shadow-float nav:w-50 nav:flex-wrap",
          content: "min-w-0 flex-1 nav:basis-full [overflow-wrap:anywhere]",
          title: "font-medium",
          description: "text-meta text-muted-foreground",
          actionButton:
            "h-7 shrink-0 rounded-md px-2 nav:-mx-2 nav:mt-1 text-body font-medium text-accent-text hover:bg-accent-soft",
          cancelButton: "h-7 shrink-0 rounded-md px-2 text-body text-muted-foreground hover:bg-hover",
          icon: "text-muted-foreground [&_svg]:size-4",
          error: "border-critical/40",
        },
      }}
    />
  );
}

/** Keeps `--toast-room` at the height that the toasts take at the bottom of the window; absent while there are none. */
function useToastRoom(): void {
  useEffect(() => {
    const root = document.documentElement;
    const measure = () => {
      const shown = [...document.querySelectorAll<HTMLElement>("[data-sonner-toast][data-visible=true]")];
      const heights = shown.map((toast) => toast.offsetHeight + GAP_PX);
      if (heights.length === 0) root.style.removeProperty("--toast-room");
      else root.style.setProperty("--toast-room", `${EDGE_PX + heights.reduce((sum, px) => sum + px, 0)}px`);
    };
    // Toasts come and go by their own time: they still slide out when they are on no list any more.
    const observer = new MutationObserver(measure);
    const region = document.querySelector("section[aria-label^=Notifications]");
    if (region)
      observer.observe(region, { childList: true, subtree: true, characterData: true, attributes: true });
    return () => {
      observer.disconnect();
      root.style.removeProperty("--toast-room");
    };
  }, []);
}
