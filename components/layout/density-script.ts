/** Where a browser keeps its reader's row height. */
export const DENSITY_KEY = "steady.density";

/**
 * Writes the stored density on the document before the first paint; inlined by the root layout. Not in density.tsx, because what a
 * server component imports from a client module is a reference and not its value.
 */
export const DENSITY_SCRIPT =
  `try{if(localStorage.getItem("${DENSITY_KEY}")==="comfortable")` +
  `document.documentElement.dataset.density="comfortable"}catch{}`;
