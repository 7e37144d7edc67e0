/** A sparkline's drawing in px: line segments between gaps, the lone points among them, and the last point. */
export type SparklineModel = {
  segments: string[];
  dots: { x: number; y: number }[];
  last: { x: number; y: number } | null;
};

/** Values left to right in a box, from zero (or the lowest value with `isFromZero` off) to the highest; null is a gap. */
export function prepareSparkline(
  values: readonly (number | null)[],
  width: number,
  height: number,
  isFromZero = true,
): SparklineModel {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { segments: [], dots: [], last: null };
  const low = isFromZero ? Math.min(0, ...known) : Math.min(...known);
  const high = Math.max(...known);
  const pad = 2;
  const x = (index: number) =>
    round(pad + (values.length <= 1 ? width - 2 * pad : (index / (values.length - 1)) * (width - 2 * pad)));
  const y = (value: number) =>
    round(
      high === low
        ? isFromZero && high === 0
          ? height - pad
          : height / 2
        : height - pad - ((value - low) / (high - low)) * (height - 2 * pad),
    );

  const segments: string[] = [];
  const dots: { x: number; y: number }[] = [];
  let run: { x: number; y: number }[] = [];
  let last: { x: number; y: number } | null = null;
  const endRun = () => {
    const [only] = run;
    if (run.length > 1)
      segments.push(run.map((point, index) => `${index === 0 ? "M" : "L"}${point.x} ${point.y}`).join(""));
    else if (only) dots.push(only);
    run = [];
  };
  values.forEach((value, index) => {
    if (value === null) return endRun();
    last = { x: x(index), y: y(value) };
    run.push(last);
  });
  endRun();
  return { segments, dots, last };
}

const round = (value: number) => Math.round(value * 10) / 10;
