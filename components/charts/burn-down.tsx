"use client";
import { lazy, Suspense, type ReactNode } from "react";
import { formatFigure } from "@/components/format/numbers";
import { formatTime } from "@/components/format/time-text";
import { ChartFrame, LegendMark } from "./chart-frame";
import type { BurnDownModel, BurnDownRow } from "./prepare-burn-down";
import { useWidth } from "./use-width";

// What draws charts is heavier than the rest of a page, and its width has to be known first.
const BurnDownPlot = lazy(() =>
  import("./burn-down-plot").then(({ BurnDownPlot: Plot }) => ({ default: Plot })),
);

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
          <Suspense>
            <BurnDownPlot
              model={model}
              label={label}
              timeZone={timeZone}
              widthPx={widthPx}
              heightPx={heightPx}
              momentOf={momentOf}
            />
          </Suspense>
        )}
      </div>
      <p className="mt-1 max-w-measure">{sentence}</p>
      <p className="text-meta text-muted-foreground">{`Days are those of ${timeZone}, the launch’s time zone.`}</p>
    </ChartFrame>
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
