"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether this render happens in a browser after hydration; false on the server and in the first client render. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Whether the reader's keyboard carries ⌘. The server assumes it does not. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  );
}
