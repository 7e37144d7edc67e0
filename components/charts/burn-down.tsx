"use client";
import type { ReactNode } from "react";
import { Area, ComposedChart, Line, Tooltip, usePlotArea, useXAxisScale } from "recharts";
import { formatFigure } from "@/components/format/numbers";
import { formatTime } from "@/components/format/time-text";
import { CURSOR } from "./axis-style";
import { ChartFrame, LegendMark } from "./chart-frame";
import { Levels, ReleaseFlags } from "./chart-marks";
import type { BurnDownModel, BurnDownRow } from "./prepare-burn-down";
import { TimeAxes } from "./time-axes";
import { useWidth } from "./use-width";

/** What is left over time, the range of days in which it is done, and the planned exit; from `prepareBurnDown`. */
export function BurnDown({
  model,
  label,
  title,
  unitLabel,
  sentence,
  timeZone,
  heightPx = 240,
  className,
}: {
  model: BurnDownModel;
  label: string;
  title?: ReactNode;
  /** "open issues that block exit". */
  unitLabel?: ReactNode;
  /** The projection in words, or why there is none. */
  sentence: ReactNode;
  /** Whose days these are: a launch's own. */
  timeZone: string;
  heightPx?: number;
  className?: string;
}) {
  const [ref, widthPx] = useWidth();
  const hasCone = model.rows.some((row) => row.cone !== null);
  const now = model.now;
  return (
    <ChartFrame
      label={label}
      title={title}
      unitLabel={unitLabel}
      summary={
        now
          ? `${formatFigure(now.value, model.unit)} left at the last measurement; the goal is ${formatFigure(model.goal, model.unit)}.`
          : "No data yet."
      }
      minHeightPx={heightPx}
      isEmpty={now === null}
      emptyText="The burn-down begins with the first day of data."
      {...(className === undefined ? {} : { className })}
      legend={
        <ul className="flex flex-wrap gap-x-3 text-meta text-muted-foreground max-sm:order-last max-sm:w-full">
          <li className="inline-flex items-center gap-1.5">
            <LegendMark colour="var(--chart-1)" /> actual
          </li>
          {hasCone && (
            <li className="inline-flex items-center gap-1.5">
              <span aria-hidden className="h-2.5 w-3 rounded-[2px] bg-chart-1/20" /> projected range
            </li>
          )}
        </ul>
      }
      table={() => ({
        columns: [
          { key: "at", label: `Moment (${timeZone})` },
          { key: "actual", label: "Actual", isFigure: true },
          { key: "best", label: "Best case", isFigure: true },
          { key: "worst", label: "Worst case", isFigure: true },
        ],
        rows: model.rows.map((row) => ({
          key: String(row.at),
          cells: [
            momentOf(row, model, timeZone),
            figure(row.actual, model),
            figure(row.cone?.[0] ?? null, model),
            figure(row.cone?.[1] ?? null, model),
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
            margin={{ top: 24, right: 20, bottom: 0, left: 0 }}
          >
            <TimeAxes
              from={model.from}
              to={model.to}
              axis={model.axis}
              widthPx={widthPx}
              timeZone={timeZone}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={CURSOR}
              content={({ active, payload }) =>
                active ? (
                  <BurnTooltip
                    row={payload[0]?.payload as BurnDownRow | undefined}
                    model={model}
                    timeZone={timeZone}
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
        )}
      </div>
      <p className="mt-1 max-w-measure">{sentence}</p>
      <p className="text-meta text-muted-foreground">{`Days are those of ${timeZone}, the launch’s time zone.`}</p>
    </ChartFrame>
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

function BurnTooltip({
  row,
  model,
  timeZone,
}: {
  row: BurnDownRow | undefined;
  model: BurnDownModel;
  timeZone: string;
}) {
  if (!row) return null;
  return (
    <div className="rounded-md border border-border bg-raised px-2.5 py-2 text-meta shadow-float">
      <p className="text-muted-foreground">{momentOf(row, model, timeZone)}</p>
      {row.actual !== null && <p className="font-medium figures">{figure(row.actual, model)} left</p>}
      {row.cone !== null && row.actual === null && (
        <p className="font-medium figures">
          between {figure(row.cone[0], model)} and {figure(row.cone[1], model)} left
        </p>
      )}
    </div>
  );
}

/** When a row was, or will be: the moment it begins, the end of a day, now, or a day to come. */
function momentOf(row: BurnDownRow, model: BurnDownModel, timeZone: string): string {
  const readAt = model.now?.at ?? row.at;
  const isEnd = row.cone === null && row.at !== model.startAt;
  return row.at === model.now?.at
    ? "now"
    : isEnd
      ? `end of ${formatTime(row.at - 1, "date", readAt, timeZone)}`
      : formatTime(row.at, row.at === model.startAt ? "datetime" : "date", readAt, timeZone);
}

const figure = (value: number | null, model: BurnDownModel) => formatFigure(value, model.unit);
