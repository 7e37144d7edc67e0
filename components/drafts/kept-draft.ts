import type { z } from "zod";

/**
 * What somebody typed and has not sent, kept in this browser: it outlives a reload, a closed tab and the end of a session. Whoever keeps a
 * draft names it by whose it is, so that nobody is offered another's.
 */

/** A draft is offered for so long; after that nobody remembers what it was about. */
const KEPT_MS = 7 * 86_400_000;
const PREFIX = "steady.draft.";

const keyOf = (name: string): string => PREFIX + name;

/** The draft of a name; null when there is none, it is too old, or it is not of that shape any more. Storage may be refused. */
export function readDraft<S extends z.ZodType>(name: string, shape: S, nowMs: number): z.output<S> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") as {
      at?: unknown;
      draft?: unknown;
    } | null;
    if (kept === null) return null;
    if (typeof kept.at !== "number" || nowMs - kept.at > KEPT_MS) {
      dropDraft(name);
      return null;
    }
    const read = shape.safeParse(kept.draft);
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Keeps a draft under a name, in the place of the one before. */
export function keepDraft(name: string, draft: unknown, nowMs: number): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify({ at: nowMs, draft }));
  } catch {
    // Storage may be full or refused; then it lives as long as the page.
  }
}

/** Forgets a draft: it was sent, or discarded. */
export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // Storage may be refused; then there was none.
  }
}
