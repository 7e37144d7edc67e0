/**
 * Give as `ref` to a control that appears because somebody asked for it ("Add a workaround"): typing can begin at once. Not for what a
 * page shows by itself, where moving the focus would take people by surprise.
 */
export function focusWhenShown(control: HTMLElement | null): void {
  control?.focus();
}
