"use client";
import { useMemo } from "react";
import { prepareTrend, type ReleaseMark, type TrendSeries } from "@/components/charts/prepare-trend";
import { releaseMark } from "@/components/charts/release-mark";
import { TrendLine } from "@/components/charts/trend-line";
import type { Unit } from "@/components/format/numbers";
import type { EvidenceTraffic, LaunchChange } from "@/contracts/evidence";

const MINUTE_MS = 60_000;
const HEIGHT_PX = 180;

/** A release by its version, the go-live by its name. */
const changeMark = ({ version, ...change }: LaunchChange): ReleaseMark =>
  releaseMark({ ...change, version: version ?? "Go-live" });

/** Errors and latency of an issue's routes around it, with what was released and when the first report came. */
export function TrafficAround({
  traffic,
  releases,
  firstSeenAt,
}: {
  traffic: EvidenceTraffic;
  releases: readonly LaunchChange[];
  firstSeenAt: Date;
}) {
  const [errors, latency] = useMemo(() => {
    const marks: ReleaseMark[] = [
      ...releases.map(changeMark),
      { id: "first-report", at: firstSeenAt.getTime(), label: "First report", isOnset: true },
    ];
    const draw = (unit: Unit, series: TrendSeries) =>
      prepareTrend({
        unit,
        series: [series],
        from: traffic.from.getTime(),
        to: traffic.until.getTime(),
        bucketMs: traffic.stepMinutes * MINUTE_MS,
        releases: marks,
      });
    const points = traffic.points.map((point) => ({ ...point, at: point.at.getTime() }));
    return [
      draw("percent", {
        key: "errors",
        label: "Failed",
        tone: "negative",
        points: points.map(({ at, errorPercent }) => ({ at, value: errorPercent })),
      }),
      draw("ms", { key: "p95", label: "p95", points: points.map(({ at, p95Ms }) => ({ at, value: p95Ms })) }),
    ];
  }, [firstSeenAt, releases, traffic]);
  return (
    <div className="flex flex-col gap-4">
      <TrendLine
        model={errors}
        label="Share of its requests that failed: answered with 5xx, or not at all"
        title="Failed requests"
        heightPx={HEIGHT_PX}
        syncId="evidence"
        emptyText="No requests on its routes in this time."
      />
      <TrendLine
        model={latency}
        label="95th percentile of its latency"
        title="p95 latency"
        heightPx={HEIGHT_PX}
        syncId="evidence"
        emptyText="No latency was logged in this time."
      />
    </div>
  );
}
