/** What a read line is, before it is stored: its class, its route, and what of its duration is a latency. */
import type { TrafficClass } from "@/contracts/traffic";
import { latencyOfLine, type Connection } from "./latency-of";
import type { LogRow } from "./log-formats/log-row";
import { admitRoutes, type RouteKnowledge, type RouteTally } from "./route-cap";
import type { TrafficJudge } from "./traffic-class";

/** A line as it is stored: `latencyMs` is what it is judged by, `lastedMs` a connection's life. */
export type JudgedRow = LogRow & {
  trafficClass: TrafficClass;
  connection: Connection | null;
  lastedMs: number | null;
  /** The entry that took it. */
  ruleId: string | null;
};

/**
 * Judges lines: whose each path is and what the request is comes before any cap. Learns routes in `knowledge`.
 * @returns the lines with their routes, and the portion's tallies of routes
 */
export function judgeRows(
  rows: readonly LogRow[],
  judge: TrafficJudge,
  knowledge: RouteKnowledge,
  nowMs: number,
): { rows: JudgedRow[]; tallies: RouteTally[] } {
  const classified = rows.map((row) => judge.classify(row));
  const judged = rows.map((row, index): JudgedRow => {
    const { trafficClass, ruleId } = classified[index]!;
    return { ...row, trafficClass, ruleId, ...latencyOfLine(row) };
  });
  const tallies = admitRoutes(
    knowledge,
    judged,
    classified.map(({ owner, trafficClass }) => ({ owner, isUse: trafficClass === "use" })),
    judge.patterns,
    nowMs,
  );
  return { rows: judged, tallies };
}
