/** The browser may be busy for longer than this; then it is not waited for any more. */
const IDLE_AT_MOST_MS = 1_000;
/** Nor is a page of which a part does not come. */
const PAGE_AT_MOST_MS = 5_000;

/**
 * Calls `act` once the page has come in whole and the browser has nothing to do, at the latest after six seconds. React takes over piece
 * by piece what the server drew; data that changes before a piece's turn makes it throw that piece away and draw it anew.
 * @returns how to call it off
 */
export function whenTakenOver(act: () => void): () => void {
  let idleCallback: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onWhole = () => {
    clearTimeout(timer);
    window.removeEventListener("load", onWhole);
    // Safari has no idle callback.
    if (typeof requestIdleCallback === "undefined") timer = setTimeout(act, 0);
    else idleCallback = requestIdleCallback(act, { timeout: IDLE_AT_MOST_MS });
  };
  if (document.readyState === "complete") onWhole();
  else {
    window.addEventListener("load", onWhole);
    timer = setTimeout(onWhole, PAGE_AT_MOST_MS);
  }
  return () => {
    clearTimeout(timer);
    window.removeEventListener("load", onWhole);
    if (idleCallback !== undefined) cancelIdleCallback(idleCallback);
  };
}
