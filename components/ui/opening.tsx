/** While what was asked for by key is on its way, keys typed ahead must not act on the list behind it. */
export const OPENING = <span hidden data-modal="" data-state="open" />;
