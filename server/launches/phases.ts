import { PHASE_MOVES } from "@/contracts/launches";
import { LAUNCH_PHASES, type LaunchPhase } from "@/contracts/phases";

/** Whether a launch may move from one phase to another. */
export function canMovePhase(from: LaunchPhase, to: LaunchPhase): boolean {
  return PHASE_MOVES[from].includes(to);
}

/** Whether a launch in this phase is over: what is kept of it may reach its term. */
export const isClosed = (phase: LaunchPhase): boolean => phase === "exited" || phase === "watching";

export type PlannedPhase = { phase: LaunchPhase; startsAt: Date; endsAt: Date | null };

/** Shares of the hypercare period: a third live, to just before the end stabilising, the last fifth exiting. */
const LIVE_SHARE = 1 / 3;
const EXITING_SHARE = 4 / 5;
const WATCH_DAYS = 28;
const DAY_MS = 86_400_000;

/** The plan a launch begins with, from its two dates; people move it. */
export function planPhases(madeAt: Date, liveAt: Date, endsAt: Date): PlannedPhase[] {
  const at = (share: number): Date =>
    new Date(liveAt.getTime() + (endsAt.getTime() - liveAt.getTime()) * share);
  const starts: Record<LaunchPhase, Date> = {
    planned: new Date(Math.min(madeAt.getTime(), liveAt.getTime())),
    live: liveAt,
    stabilising: at(LIVE_SHARE),
    exiting: at(EXITING_SHARE),
    exited: endsAt,
    watching: endsAt,
  };
  const ends: Record<LaunchPhase, Date | null> = {
    planned: liveAt,
    live: starts.stabilising,
    stabilising: starts.exiting,
    exiting: endsAt,
    exited: endsAt,
    watching: new Date(endsAt.getTime() + WATCH_DAYS * DAY_MS),
  };
  return LAUNCH_PHASES.map((phase) => ({ phase, startsAt: starts[phase], endsAt: ends[phase] }));
}

/** The running day of hypercare (1 on the first, 0 before) and how many there are by plan. */
export function dayOf(liveAt: Date, endsAt: Date, now: Date): { day: number; days: number } {
  const days = Math.max(1, Math.ceil((endsAt.getTime() - liveAt.getTime()) / DAY_MS));
  const passedMs = now.getTime() - liveAt.getTime();
  return { day: passedMs < 0 ? 0 : Math.floor(passedMs / DAY_MS) + 1, days };
}
