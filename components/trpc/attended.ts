/** After this long without a touch nobody is taken to sit at the page, ms. */
export const UNATTENDED_AFTER_MS = 5 * 60_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

/** Notes when a page was touched last. @returns whether that was lately */
export function watchTouches(
  target: EventTarget,
  clock: () => number = () => performance.now(),
): () => boolean {
  let touchedAtMs = clock();
  const note = () => (touchedAtMs = clock());
  for (const touch of TOUCHES) target.addEventListener(touch, note, { capture: true, passive: true });
  return () => clock() - touchedAtMs < UNATTENDED_AFTER_MS;
}

/** Whether somebody sits at this page: it was opened, or touched, within the last minutes. */
export const isAttended: () => boolean = typeof window === "undefined" ? () => true : watchTouches(window);
