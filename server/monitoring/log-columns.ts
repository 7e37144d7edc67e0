import { binaryArray } from "@/server/db/binary-array";
import type { JudgedRow } from "./judge-rows";
import { countRepeats } from "./repeats";
import type { RuleCount } from "./traffic-rule-counts";
import { writeBuckets, type MinuteTraffic } from "./traffic-rollup";

/** Rows as the columns of an `insert … select from unnest`, each as Postgres reads it. */
export type Columns = { count: number; columns: Uint8Array[] };

/** The columns of `gateway_log` that a batch brings, in the order of `INSERT_ROWS` (logs.commands.ts). */
export function rowColumns(rows: readonly JudgedRow[]): Columns {
  const text = (of: (row: JudgedRow) => string | null) => binaryArray("text", rows.map(of));
  const real = (of: (row: JudgedRow) => number | null) => binaryArray("float4", rows.map(of));
  const whole = (of: (row: JudgedRow) => number | null) => binaryArray("int4", rows.map(of));
  return {
    count: rows.length,
    columns: [
      binaryArray(
        "float8",
        rows.map((row) => row.tsMs),
      ),
      text((row) => row.method),
      text((row) => row.path),
      text((row) => row.route),
      text((row) => row.service),
      text((row) => row.consumer),
      text((row) => row.version),
      binaryArray(
        "int2",
        rows.map((row) => row.status),
      ),
      real((row) => row.latencyMs),
      real((row) => row.upstreamMs),
      real((row) => row.gatewayMs),
      whole((row) => row.bytesIn),
      whole((row) => row.bytesOut),
      text((row) => row.clientIp),
      text((row) => row.userAgent),
      text((row) => row.requestId),
      text((row) => row.traceId),
      binaryArray("int2", countRepeats(rows)),
      text((row) => row.trafficClass),
      text((row) => row.connection),
      real((row) => row.firstByteMs),
      real((row) => row.lastedMs),
    ],
  };
}

/** The columns of `traffic_minute`, in the order of `UPSERT_MINUTES` (logs.commands.ts). */
export function minuteColumns(minutes: readonly MinuteTraffic[]): Columns {
  const text = (of: (minute: MinuteTraffic) => string) => binaryArray("text", minutes.map(of));
  const whole = (of: (minute: MinuteTraffic) => number) => binaryArray("int4", minutes.map(of));
  const double = (of: (minute: MinuteTraffic) => number) => binaryArray("float8", minutes.map(of));
  return {
    count: minutes.length,
    columns: [
      double((minute) => minute.minuteMs),
      text((minute) => minute.service),
      text((minute) => minute.route),
      text((minute) => minute.method),
      whole((minute) => minute.n),
      whole((minute) => minute.n4xx),
      whole((minute) => minute.n5xx),
      whole((minute) => minute.nNoAnswer),
      binaryArray(
        "int8",
        minutes.map((minute) => minute.bytesOut),
      ),
      double((minute) => minute.latencySum),
      binaryArray(
        "float4",
        minutes.map((minute) => minute.latencyMax),
      ),
      text((minute) => writeBuckets(minute.buckets)),
      text((minute) => minute.trafficClass),
      whole((minute) => minute.nConnections),
    ],
  };
}

/** The columns of `traffic_rule_count`, in the order of `UPSERT_RULE_COUNTS` (logs.commands.ts). */
export const ruleCountColumns = (counts: readonly RuleCount[]): Columns => ({
  count: counts.length,
  columns: [
    binaryArray(
      "float8",
      counts.map(({ quarterMs }) => quarterMs),
    ),
    binaryArray(
      "text",
      counts.map(({ ruleId }) => ruleId),
    ),
    binaryArray(
      "int4",
      counts.map(({ n }) => n),
    ),
  ],
});
