import type { DayEvent } from "@/contracts/analysis";

const DAY_MS = 86_400_000;

/** Lanes of the day's axis, from top to bottom. */
export const DAY_LANES = [
  "critical",
  "errors",
  "release",
  "decision",
] as const satisfies readonly DayEvent["kind"][];

/** One mark on a lane; several events that would lie on top of each other are one mark. Shares are 0–1 of the axis. */
export type DayMark = { key: string; at: number; share: number; widthShare: number; events: DayEvent[] };
export type DayLane = { kind: DayEvent["kind"]; count: number; marks: DayMark[] };
export type DayAxis = { from: number; to: number; lanes: DayLane[] };

/**
 * The last 24 hours as four lanes. Events of a lane closer than `minShare` of its width share a mark, because a mark nobody can point
 * at tells nothing; runs of errors keep their length and never share.
 */
export function prepareDayAxis(events: readonly DayEvent[], now: number, minShare = 0.05): DayAxis {
  const from = now - DAY_MS;
  const lanes = DAY_LANES.map((kind): DayLane => {
    const ofDay = events
      .filter(
        (event) => event.kind === kind && Math.max(event.at.getTime(), event.until?.getTime() ?? 0) >= from,
      )
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    const marks: DayMark[] = [];
    for (const event of ofDay) {
      const at = Math.max(from, event.at.getTime());
      const share = (at - from) / DAY_MS;
      const widthShare =
        kind === "errors" && event.until
          ? Math.max(0, (Math.min(now, event.until.getTime()) - at) / DAY_MS)
          : 0;
      const last = marks.at(-1);
      if (last && kind !== "errors" && share - last.share < minShare) last.events.push(event);
      else marks.push({ key: event.id, at, share: Math.min(1, share), widthShare, events: [event] });
    }
    return { kind, count: ofDay.length, marks };
  });
  return { from, to: now, lanes };
}
