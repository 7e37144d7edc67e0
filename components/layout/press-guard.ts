/**
 * When a press counts as somebody's decision. Held keys, bouncing keys, second clicks and taps on what has just changed place are none:
 * what decides needs a press of its own, on something that has been in front of the person for a moment.
 */

/** How long something has to have been in front of somebody before anything decides about it, ms. */
export const SEEN_MS = 300;
/** How long a key that decides has to have been up before it decides again, ms: longer than keys bounce, shorter than anybody reads. */
const REST_MS = 250;
/** A key that comes down again sooner than this, ms, was never let go: some systems repeat a held key as pairs of down and up. */
const PAIR_MS = 50;
/** A key that has been silent for this long, ms, is not held any more, though nobody saw it come up. */
const SILENT_MS = 1_500;

/** What was seen of one key so far, in ms of the events' clock. */
export type KeyHistory = { isDown: boolean; lastDownAt: number; lastUpAt: number };
export const NEVER_PRESSED: KeyHistory = {
  isDown: false,
  lastDownAt: Number.NEGATIVE_INFINITY,
  lastUpAt: Number.NEGATIVE_INFINITY,
};

/** What a key coming down is: a press of its own, one so soon after the last that it may be a bounce, or a key that is held. */
export type PressKind = "own" | "bounce" | "held";

/** @param isFlagged whether the browser itself calls it a repeat */
export function kindOfPress(history: KeyHistory, now: number, isFlagged: boolean): PressKind {
  const isStillDown = history.isDown && now - history.lastDownAt < SILENT_MS;
  if (isFlagged || isStillDown || now - history.lastUpAt < PAIR_MS) return "held";
  return now - history.lastUpAt < REST_MS ? "bounce" : "own";
}

/**
 * Whether a key may do this now: what moves goes on while a key is held, everything else needs a press, and what decides one of its own.
 */
export function mayRun(kind: PressKind, does: { isRepeatable: boolean; isDeciding: boolean }): boolean {
  return kind === "own" || does.isRepeatable || (kind === "bounce" && !does.isDeciding);
}

/**
 * Whether a decision is about what the person has seen.
 * @param shownAt when what it is about came in front of them, ms; null when they have put it together themselves
 * @param clicks how many clicks in a row this one is, as the browser counts them; 0 for a key
 */
export function isAboutSeen({
  now,
  shownAt,
  clicks,
}: {
  now: number;
  shownAt: number | null;
  clicks: number;
}): boolean {
  return clicks < 2 && (shownAt === null || now - shownAt >= SEEN_MS);
}
