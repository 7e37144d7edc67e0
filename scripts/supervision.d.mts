/** What was seen of one part: how its process ended, or its last answer, when that came and whether a signal has stopped it. */
export type Seen = {
  ended?: { code: number | null; signal: string | null; words?: string };
  answer?: "ok" | "recovering" | "none";
  answeredMs?: number;
  isStopped?: boolean;
};
export type Act = { kind: "start" | "kill"; part: string };
declare const opaque: unique symbol;
export type SupervisionState = {
  readonly outage: { sinceMs: number; limitMs: number; reason: string } | null;
  readonly [opaque]: true;
};
export const WRONG_SETTING: number;
export const LIMITS: Record<
  | "stoppedMs"
  | "bootMs"
  | "firstPauseMs"
  | "longestPauseMs"
  | "ranWellMs"
  | "outageMs"
  | "lastWaitMs"
  | "firstStartMs"
  | "gapMs",
  number
> & { silentMs: Record<"database" | "web" | "worker", number> };
export function beginSupervision(names: string[], nowMs: number): SupervisionState;
export function superviseOnce(
  before: SupervisionState,
  seen: { parts: Record<string, Seen>; isReady: boolean; isFull: boolean },
  nowMs: number,
): {
  state: SupervisionState;
  acts: Act[];
  lines: string[];
  giveUp: { reason: string; code: number } | null;
};
