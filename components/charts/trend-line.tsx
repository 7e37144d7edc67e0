"use client";
import { useMemo, type ReactNode } from "react";
import { Area, ComposedChart, Line, Tooltip } from "recharts";
import { formatFigure } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { formatTime } from "@/components/format/time-text";
import { CURSOR } from "./axis-style";
import { ChartFrame, LegendMark } from "./chart-frame";
import { DirectLabels, Levels, ONSET_ROW_PX, ReleaseFlags } from "./chart-marks";
import { describeTrend, type PreparedSeries, type TrendModel, type TrendRow } from "./prepare-trend";
import { TimeAxes } from "./time-axes";
import { useWidth } from "./use-width";

const NARROW_PX = 520;

/** Lines over time, from `prepareTrend`. */
export function TrendLine({
  model,
  label,
  title,
  unitLabel,
  heightPx = 220,
  syncId,
  emptyText,
  actions,
  className,
}: {
  model: TrendModel;
  /** Accessible name and title. */
  label: string;
  title?: ReactNode;
  /** "items per hour", "ms, 95th percentile". */
  unitLabel?: ReactNode;
  heightPx?: number;
  /** Charts with the same id share one crosshair. */
  syncId?: string;
  emptyText?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  const [ref, widthPx] = useWidth();
  const isDirect = widthPx >= NARROW_PX && model.series.length > 1;
  const rows = useMemo(() => new Map(model.rows.map((row) => [row.at, row])), [model.rows]);
  const single = model.series.length === 1 ? model.series[0] : undefined;

  return (
    <ChartFrame
      label={label}
      title={title}
      unitLabel={unitLabel}
      summary={describeTrend(model)}
      minHeightPx={heightPx}
      isEmpty={model.isEmpty}
      emptyText={emptyText}
      actions={actions}
      {...(className === undefined ? {} : { className })}
      legend={model.series.length > 1 && !isDirect && !model.isEmpty && <Legend series={model.series} />}
      table={() => ({
        columns: [
          { key: "at", label: "Time" },
          ...model.series.map((series) => ({ key: series.key, label: series.label, isFigure: true })),
        ],
        rows: model.rows.map((row) => ({
          key: String(row.at),
          cells: [
            <Time key="at" value={row.at} style="datetime" />,
            ...model.series.map((series) => formatFigure(row.values[series.key], model.unit)),
          ],
        })),
      })}
    >
      <div ref={ref} style={{ height: heightPx }} className="min-w-0">
        {widthPx > 0 && (
          <ComposedChart
            width={widthPx}
            height={heightPx}
            data={model.rows}
            title={label}
            margin={{
              top:
                (model.releases.length > 0 ? 24 : 8) +
                (model.releases.some((release) => release.isOnset) ? ONSET_ROW_PX : 0),
              right: isDirect ? 116 : 20,
              bottom: 0,
              left: 0,
            }}
            {...(syncId === undefined ? {} : { syncId, syncMethod: "value" as const })}
          >
            <TimeAxes from={model.from} to={model.to} axis={model.axis} widthPx={widthPx} />
            <Tooltip
              isAnimationActive={false}
              cursor={CURSOR}
              content={({ active, label: at }) =>
                active && typeof at === "number" ? <TrendTooltip row={rows.get(at)} model={model} /> : null
              }
            />
            {single && !single.isDashed && (
              <Area
                dataKey={(row: TrendRow) => row.values[single.key]}
                type="linear"
                stroke="none"
                fill={single.colour}
                fillOpacity={0.08}
                isAnimationActive={false}
                activeDot={false}
                tooltipType="none"
              />
            )}
            {model.series.map((series) => (
              <Line
                key={series.key}
                name={series.label}
                dataKey={(row: TrendRow) => row.values[series.key]}
                type="linear"
                stroke={series.colour}
                strokeWidth={series.isDashed ? 1.25 : 1.75}
                {...(series.isDashed ? { strokeDasharray: "4 3" } : {})}
                strokeLinejoin="round"
                dot={(dot: { cx?: number; cy?: number; index?: number }) => (
                  <LoneDot
                    key={`${series.key}-${String(dot.index)}`}
                    {...dot}
                    series={series}
                    rows={model.rows}
                  />
                )}
                activeDot={{ r: 3, strokeWidth: 1.5, stroke: "var(--surface)", fill: series.colour }}
                connectNulls={false}
                isAnimationActive={false}
              />
            ))}
            <Levels levels={model.levels} />
            <ReleaseFlags releases={model.releases} />
            {isDirect && <DirectLabels series={model.series} />}
          </ComposedChart>
        )}
      </div>
      {model.folded.how === "left_out" && (
        <p className="mt-1 text-meta text-muted-foreground">
          {model.folded.count} smaller series are not drawn; shares and percentiles cannot be added up.
        </p>
      )}
    </ChartFrame>
  );
}

/** A value between two gaps has no line to be seen by. */
function LoneDot({
  cx,
  cy,
  index,
  series,
  rows,
}: {
  cx?: number;
  cy?: number;
  index?: number;
  series: PreparedSeries;
  rows: readonly TrendRow[];
}) {
  if (index === undefined || cx === undefined || cy === undefined) return null;
  const has = (at: number) => typeof rows[at]?.values[series.key] === "number";
  return has(index) && !has(index - 1) && !has(index + 1) ? (
    <circle cx={cx} cy={cy} r={2} fill={series.colour} />
  ) : null;
}

function TrendTooltip({ row, model }: { row: TrendRow | undefined; model: TrendModel }) {
  if (!row) return null;
  return (
    <div className="rounded-md border border-border bg-raised px-2.5 py-2 text-meta shadow-float">
      <p className="mb-1 text-muted-foreground">{formatTime(row.at, "datetime", row.at)}</p>
      <ul className="flex flex-col gap-0.5">
        {model.series.map((series) => (
          <li key={series.key} className="flex items-center gap-2">
            <LegendMark colour={series.colour} isDashed={series.isDashed} />
            <span dir="auto" className="max-w-44 min-w-0 flex-1 truncate">
              {series.label}
            </span>
            <span className="pl-3 font-medium figures">
              {formatFigure(row.values[series.key], model.unit)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Legend({ series }: { series: readonly PreparedSeries[] }) {
  return (
    <ul className="order-last flex w-full flex-wrap gap-x-3 gap-y-0.5 text-meta text-muted-foreground">
      {series.map((line) => (
        <li key={line.key} className="inline-flex items-center gap-1.5">
          <LegendMark colour={line.colour} isDashed={line.isDashed} />
          {line.label}
        </li>
      ))}
    </ul>
  );
}
