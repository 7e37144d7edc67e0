import { PHASE_MOVES } from "@/contracts/launches";
import { addDays, daysBetween, type ZoneOffset } from "@/contracts/zones";
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

/** The plan a launch begins with, from its two dates; people move it. */
export function planPhases(madeAt: Date, liveAt: Date, endsAt: Date, offset: ZoneOffset): PlannedPhase[] {
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
    watching: addDays(endsAt, WATCH_DAYS, offset),
  };
  return LAUNCH_PHASES.map((phase) => ({ phase, startsAt: starts[phase], endsAt: ends[phase] }));
}

/**
 * The running day of hypercare (1 on the first, 0 before) and how many there are by plan. A day lasts until the clocks of the launch's zone
 * show the time at which it went live, so that a night of 25 hours makes no day more.
 */
export function dayOf(
  liveAt: Date,
  endsAt: Date,
  now: Date,
  offset: ZoneOffset,
): { day: number; days: number } {
  const days = Math.max(1, Math.ceil(daysBetween(liveAt, endsAt, offset)));
  return { day: now < liveAt ? 0 : Math.max(0, Math.floor(daysBetween(liveAt, now, offset))) + 1, days };
}
