"use client";
import { Area, ComposedChart, Line, Tooltip, usePlotArea, useXAxisScale } from "recharts";
import { formatFigure } from "@/components/format/numbers";
import { CURSOR } from "./axis-style";
import { Levels, ReleaseFlags } from "./chart-marks";
import type { BurnDownModel, BurnDownRow } from "./prepare-burn-down";
import { TimeAxes } from "./time-axes";

type Drawn = {
  model: BurnDownModel;
  timeZone: string;
  /** When a row was, or will be, in words. */
  momentOf: (row: BurnDownRow, model: BurnDownModel, timeZone: string) => string;
};

/** The lines of a burn-down, at a width that is known. */
export function BurnDownPlot({
  model,
  label,
  timeZone,
  widthPx,
  heightPx,
  momentOf,
}: Drawn & { label: string; widthPx: number; heightPx: number }) {
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={model.rows}
      title={label}
      margin={{ top: 24, right: 20, bottom: 0, left: 0 }}
    >
      <TimeAxes from={model.from} to={model.to} axis={model.axis} widthPx={widthPx} timeZone={timeZone} />
      <Tooltip
        isAnimationActive={false}
        cursor={CURSOR}
        content={({ active, payload }) =>
          active ? (
            <BurnTooltip
              row={payload[0]?.payload as BurnDownRow | undefined}
              model={model}
              timeZone={timeZone}
              momentOf={momentOf}
            />
          ) : null
        }
      />
      <Area
        dataKey="cone"
        type="linear"
        stroke="none"
        fill="var(--chart-1)"
        fillOpacity={0.14}
        isAnimationActive={false}
        activeDot={false}
        connectNulls={false}
      />
      <Line
        dataKey="expected"
        type="linear"
        stroke="var(--chart-1)"
        strokeWidth={1.25}
        strokeDasharray="4 3"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="actual"
        type="linear"
        stroke="var(--chart-1)"
        strokeWidth={1.75}
        dot={false}
        activeDot={{ r: 3 }}
        isAnimationActive={false}
      />
      {model.goal > 0 && (
        <Levels
          levels={[
            {
              value: model.goal,
              label: `Goal: ${formatFigure(model.goal, model.unit)}`,
              kind: "target",
            },
          ]}
        />
      )}
      <ReleaseFlags releases={model.releases} timeZone={timeZone} />
      {model.targetAt !== null && <DateLine at={model.targetAt} text="Planned exit" />}
    </ComposedChart>
  );
}

function DateLine({ at, text }: { at: number; text: string }) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (!plot || !scale) return null;
  const x = Math.round(scale(at) ?? 0) + 0.5;
  const isLate = x > plot.x + plot.width - 80;
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={plot.y - 8}
        y2={plot.y + plot.height}
        stroke="var(--foreground)"
        strokeWidth="1"
      />
      <text
        x={isLate ? x - 5 : x + 5}
        y={plot.y - 8}
        fontSize="11"
        textAnchor={isLate ? "end" : "start"}
        fill="var(--foreground)"
        dominantBaseline="middle"
      >
        {text}
      </text>
    </g>
  );
}

function BurnTooltip({ row, model, timeZone, momentOf }: Drawn & { row: BurnDownRow | undefined }) {
  if (!row) return null;
  return (
    <div className="rounded-md border border-border bg-raised px-2.5 py-2 text-meta shadow-float">
      <p className="text-muted-foreground">{momentOf(row, model, timeZone)}</p>
      {row.actual !== null && (
        <p className="font-medium figures">{formatFigure(row.actual, model.unit)} left</p>
      )}
      {row.cone !== null && row.actual === null && (
        <p className="font-medium figures">
          between {formatFigure(row.cone[0], model.unit)} and {formatFigure(row.cone[1], model.unit)} left
        </p>
      )}
    </div>
  );
}
