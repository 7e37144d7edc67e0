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
 * @returns the same lines with their routes, and the portion's tallies of routes
 */
export function judgeRows(
  rows: LogRow[],
  judge: TrafficJudge,
  knowledge: RouteKnowledge,
  nowMs: number,
): { rows: JudgedRow[]; tallies: RouteTally[] } {
  const classified = rows.map((row) => judge.classify(row));
  // In place: a copy of each of a million lines costs more than all that is decided here.
  const judged = rows as JudgedRow[];
  judged.forEach((row, index) => {
    const { trafficClass, ruleId } = classified[index]!;
    const { connection, latencyMs, lastedMs } = latencyOfLine(row);
    row.trafficClass = trafficClass;
    row.ruleId = ruleId;
    row.connection = connection;
    row.latencyMs = latencyMs;
    row.lastedMs = lastedMs;
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
