"use client";
import { CartesianGrid, XAxis, YAxis } from "recharts";
import { AXIS, axisWidth, GRID } from "./axis-style";
import { offsetOf, readerOffset } from "@/contracts/zones";
import { prepareTimeAxis } from "./prepare-time-axis";
import type { ValueAxis } from "./prepare-value-axis";

/** How far apart marks on the time axis have to be, for their labels not to touch, px. */
const TICK_PX = 72;

/** The ground of a chart of values over time: round local times below, values from zero at the side, a line for each. */
export function TimeAxes({
  from,
  to,
  axis,
  widthPx,
  timeZone,
}: {
  /** ms since epoch; a chart of one instant is a millisecond wide. */
  from: number;
  to: number;
  axis: ValueAxis;
  widthPx: number;
  /** Whose days and hours are marked; without it the reader's. */
  timeZone?: string | undefined;
}) {
  const times = prepareTimeAxis(
    from,
    to,
    Math.max(2, Math.floor(widthPx / TICK_PX)),
    timeZone === undefined ? readerOffset : offsetOf(timeZone),
  );
  const timeAt = new Map(times.map((tick) => [tick.at, tick.label]));
  const valueAt = new Map(axis.ticks.map((tick) => [tick.value, tick.label]));
  return (
    <>
      <CartesianGrid vertical={false} {...GRID} />
      <XAxis
        dataKey="at"
        type="number"
        domain={[from, Math.max(to, from + 1)]}
        allowDataOverflow
        ticks={times.map((tick) => tick.at)}
        tickFormatter={(at: number) => timeAt.get(at) ?? ""}
        interval={0}
        height={22}
        tickMargin={6}
        {...AXIS}
      />
      <YAxis
        domain={[0, axis.max]}
        ticks={axis.ticks.map((tick) => tick.value)}
        tickFormatter={(value: number) => valueAt.get(value) ?? ""}
        width={axisWidth(axis.ticks.map((tick) => tick.label))}
        interval={0}
        {...AXIS}
        axisLine={false}
      />
    </>
  );
}
