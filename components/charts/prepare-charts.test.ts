import { describe, expect, it } from "vitest";
import { axisWidth } from "./axis-style";
import { groupFlags, placeLabels } from "./place-labels";
import { prepareBurnDown } from "./prepare-burn-down";
import { prepareCriterion } from "./prepare-criterion";
import { prepareParts } from "./prepare-parts";
import { prepareSparkline } from "./prepare-sparkline";
import { prepareTimeAxis } from "./prepare-time-axis";
import { describeTrend, OTHER_KEY, prepareTrend, type TrendSeries } from "./prepare-trend";
import { prepareValueAxis } from "./prepare-value-axis";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2025, 10, 24);
const utc = () => 0;
const plain = (text: string) => text.replaceAll("\u202f", " ");

const seriesOf = (key: string, values: (number | null)[]): TrendSeries => ({
  key,
  label: key,
  points: values.map((value, index) => ({ at: T0 + index * HOUR, value })),
});

describe("value axis", () => {
  it.each([
    [37, "count", ["0", "10", "20", "30", "40"]],
    [3, "count", ["0", "1", "2", "3"]],
    [0, "count", ["0", "1", "2", "3", "4"]],
    [0.4, "percent", ["0", "0.1 %", "0.2 %", "0.3 %", "0.4 %"]],
    [900, "ms", ["0", "250 ms", "500 ms", "750 ms", "1 s"]],
    [150, "minutes", ["0", "1 h", "2 h", "3 h"]],
  ] as const)("begins at zero and is marked at round values up to %d %s", (highest, unit, labels) => {
    const axis = prepareValueAxis(highest, unit);
    expect(axis.ticks.map((tick) => plain(tick.label))).toEqual(labels);
    expect(axis.max).toBeGreaterThanOrEqual(highest);
  });
});

describe("time axis", () => {
  it("marks local midnights with the date", () => {
    const ticks = prepareTimeAxis(T0, T0 + DAY, 8, () => 2 * HOUR);
    expect(ticks.map((tick) => tick.label)).toEqual([
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
      "25 Nov",
    ]);
    expect(ticks.at(-1)?.at).toBe(T0 + 22 * HOUR);
  });
  it("keeps to midnight when the clocks change", () => {
    const change = Date.UTC(2025, 9, 26, 1);
    const offset = (at: number) => (at < change ? 2 * HOUR : HOUR);
    const ticks = prepareTimeAxis(Date.UTC(2025, 9, 24), Date.UTC(2025, 9, 29), 6, offset);
    expect(ticks.map((tick) => new Date(tick.at + offset(tick.at)).getUTCHours())).toEqual([0, 0, 0, 0, 0]);
  });
  it("never has more marks than there is room for", () => {
    for (const span of [HOUR, 7 * HOUR, DAY, 4 * DAY, 14 * DAY, 90 * DAY, 900 * DAY]) {
      expect(prepareTimeAxis(T0 + 17, T0 + span, 6, utc).length).toBeLessThanOrEqual(7);
    }
  });
  it("an empty window has no marks", () => expect(prepareTimeAxis(T0, T0, 6, utc)).toEqual([]));
});

describe("trend", () => {
  it("keeps a missing bucket as a gap unless nothing means zero", () => {
    const series = [
      {
        key: "a",
        label: "a",
        points: [
          { at: T0, value: 4 },
          { at: T0 + 2 * HOUR, value: 6 },
        ],
      },
    ];
    const gaps = prepareTrend({ series, unit: "count", bucketMs: HOUR });
    expect(gaps.rows.map((row) => row.values["a"])).toEqual([4, null, 6]);
    const zeros = prepareTrend({ series, unit: "count", bucketMs: HOUR, absent: "zero" });
    expect(zeros.rows.map((row) => row.values["a"])).toEqual([4, 0, 6]);
  });
  it("a bucket known to be unknown stays a gap even where nothing means zero", () => {
    const model = prepareTrend({
      series: [seriesOf("a", [1, null, 3])],
      unit: "count",
      bucketMs: HOUR,
      absent: "zero",
    });
    expect(model.rows.map((row) => row.values["a"])).toEqual([1, null, 3]);
  });
  it("shows the six largest series and the sum of the rest", () => {
    const model = prepareTrend({
      series: Array.from({ length: 9 }, (_, index) => seriesOf(`s${index}`, [index, index])),
      unit: "count",
    });
    expect(model.series.map((series) => series.key)).toEqual(["s3", "s4", "s5", "s6", "s7", "s8", OTHER_KEY]);
    expect(model.rows[0]?.values[OTHER_KEY]).toBe(0 + 1 + 2);
    expect(model.folded).toEqual({ count: 3, how: "summed" });
  });
  it("knows no sum where one part is not known", () => {
    const model = prepareTrend({
      series: [
        ...Array.from({ length: 6 }, (_, index) => seriesOf(`s${index}`, [9, 9])),
        seriesOf("x", [1, null]),
        seriesOf("y", [1, 1]),
      ],
      unit: "count",
    });
    expect(model.rows.map((row) => row.values[OTHER_KEY])).toEqual([2, null]);
  });
  it("leaves series out rather than summing percentiles", () => {
    const model = prepareTrend({
      series: Array.from({ length: 8 }, (_, index) => seriesOf(`s${index}`, [index])),
      unit: "ms",
    });
    expect(model.series).toHaveLength(6);
    expect(model.folded).toEqual({ count: 2, how: "left_out" });
  });
  it("never folds what the others are compared with", () => {
    const own = Array.from({ length: 7 }, (_, index) => seriesOf(`s${index}`, [index]));
    const model = prepareTrend({
      series: [...own, { ...seriesOf("yesterday", [1]), isComparison: true }],
      unit: "ms",
    });
    expect(model.series.at(-1)).toMatchObject({ key: "yesterday", isDashed: true });
  });
  it("holds the target line inside the axis and only the releases inside the window", () => {
    const model = prepareTrend({
      series: [seriesOf("a", [1, 2])],
      unit: "count",
      levels: [{ value: 40, label: "Target", kind: "target" }],
      releases: [
        { id: "1", at: T0 - 1, label: "1.0" },
        { id: "2", at: T0 + 1, label: "1.1" },
      ],
    });
    expect(model.axis.max).toBeGreaterThanOrEqual(40);
    expect(model.releases.map((release) => release.id)).toEqual(["2"]);
  });
  it("says in words what it shows", () => {
    expect(describeTrend(prepareTrend({ series: [seriesOf("Incoming", [3, 9, 4])], unit: "count" }))).toBe(
      "Incoming: last 4, lowest 3, highest 9.",
    );
    expect(describeTrend(prepareTrend({ series: [seriesOf("Incoming", [null])], unit: "count" }))).toBe(
      "No data in this window.",
    );
    expect(prepareTrend({ series: [], unit: "count" }).isEmpty).toBe(true);
  });
});

describe("labels beside lines", () => {
  it("move apart as little as needed", () =>
    expect(placeLabels([10, 12, 50], 14, 0, 100)).toEqual([10, 24, 50]));
  it("stay inside the plot", () => expect(placeLabels([98, 99, 100], 14, 0, 100)).toEqual([72, 86, 100]));
  it("keep the order in which they were given", () =>
    expect(placeLabels([50, 10], 14, 0, 100)).toEqual([50, 10]));
  it("give up when there is no room", () => expect(placeLabels([1, 2, 3], 60, 0, 100)).toBeNull());
});

describe("flags on one line", () => {
  const spansAt = (...places: number[]) => places.map((x) => ({ x, start: x, end: x + 45 }));
  const widthOf = (members: readonly number[]) => 60 + members.length;
  const groupsAt = (...places: number[]) =>
    groupFlags(spansAt(...places), widthOf, 400).map(({ members }) => members);

  it.each([
    [[0, 100, 200], [[0], [1], [2]], "stand alone where there is room"],
    [[0, 10, 200], [[0, 1], [2]], "are one where their words would meet"],
    [[0, 10, 20], [[0, 1, 2]], "are one, three of them too"],
    [[200, 0, 10], [[1, 2], [0]], "are read from left to right, in whatever order they come"],
    [[0, 44, 61], [[0, 1, 2]], "are one with what the flag of two would cover"],
    [[0, 44, 107], [[0, 1], [2]], "stay apart where it just ends before"],
    [[5, 5, 5], [[0, 1, 2]], "are one at the same moment"],
    [[], [], "are none of none"],
  ])("at %j: %j, they %s", (places, groups) => expect(groupsAt(...places)).toEqual(groups));

  it("every one of them is in a group, and no group covers another or ends beyond the plot", () => {
    const places = Array.from({ length: 40 }, (_, index) => (index * 137) % 395);
    const groups = groupFlags(
      places.map((x) => ({ x, start: Math.min(x, 355), end: Math.min(x, 355) + 45 })),
      widthOf,
      400,
    );
    expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
      places.map((_, index) => index),
    );
    groups.forEach(({ start, end }, index) => {
      expect(end).toBeLessThanOrEqual(400);
      if (index > 0) expect(start).toBeGreaterThanOrEqual(groups[index - 1]!.end);
    });
  });
});

describe("axes of charts over each other", () => {
  const widthFor = (highest: number, unit: "count" | "percent" | "ms" | "minutes") =>
    axisWidth(prepareValueAxis(highest, unit).ticks.map((tick) => tick.label));
  it.each([
    ["a share of failures and a latency", widthFor(0.9, "percent"), widthFor(4_000, "ms")],
    ["a count and a share", widthFor(12_000, "count"), widthFor(100, "percent")],
    ["a small and a large latency", widthFor(80, "ms"), widthFor(9_000, "ms")],
    ["nothing and much", widthFor(0, "count"), widthFor(1_400_000, "count")],
  ])("take the same room: %s", (_, above, below) => expect(above).toBe(below));
});

describe("sparkline", () => {
  it("breaks at gaps and keeps lone points", () => {
    const model = prepareSparkline([1, 2, null, 3, null, 4, 5], 60, 20);
    expect(model.segments).toHaveLength(2);
    expect(model.dots).toHaveLength(1);
  });
  it("draws nothing of nothing", () =>
    expect(prepareSparkline([null, null], 60, 20)).toEqual({ segments: [], dots: [], last: null }));
  it("draws all zeros on the ground", () => expect(prepareSparkline([0, 0, 0], 60, 20).last?.y).toBe(18));
});

describe("burn-down", () => {
  const start = null;
  const actual = [
    { at: T0, value: 20 },
    { at: T0 + DAY, value: 12 },
  ];
  it("opens a cone from the last known point to the range of days", () => {
    const model = prepareBurnDown({
      start,
      actual,
      goal: 0,
      targetAt: T0 + 5 * DAY,
      projection: { earliestAt: T0 + 3 * DAY, expectedAt: T0 + 4 * DAY, latestAt: T0 + 6 * DAY },
    });
    const cone = model.rows.filter((row) => row.cone !== null);
    expect(cone[0]).toMatchObject({ at: T0 + DAY, actual: 12, cone: [12, 12] });
    expect(cone.find((row) => row.at === T0 + 3 * DAY)?.cone).toEqual([0, 7.2]);
    expect(cone.at(-1)?.cone).toEqual([0, 0]);
    expect(cone.every((row) => row.cone !== null && row.cone[0] <= row.cone[1])).toBe(true);
  });
  it("keeps an open end open", () => {
    const model = prepareBurnDown({
      start,
      actual,
      goal: 0,
      targetAt: null,
      projection: { earliestAt: T0 + 3 * DAY, expectedAt: null, latestAt: null },
    });
    expect(model.rows.at(-1)?.cone).toEqual([0, 12]);
  });
  it("projects nothing when the goal is reached or the data carries no trend", () => {
    const reached = prepareBurnDown({
      start,
      actual: [{ at: T0, value: 0 }],
      goal: 0,
      targetAt: null,
      projection: { earliestAt: T0 + DAY, expectedAt: null, latestAt: null },
    });
    expect(reached.rows.every((row) => row.cone === null)).toBe(true);
    expect(prepareBurnDown({ start, actual, goal: 0, targetAt: null, projection: null }).rows).toHaveLength(
      2,
    );
  });
  it.each([
    ["begins when the launch went live", { at: T0 - 9 * HOUR, value: 25 }, T0 - 9 * HOUR, [25, 20, 12]],
    ["begins there with nothing open, too", { at: T0 - HOUR, value: 0 }, T0 - HOUR, [0, 20, 12]],
    ["has no second row for a moment that ends a day as well", { at: T0, value: 20 }, T0, [20, 12]],
    ["begins with the first day where nothing came before", null, T0, [20, 12]],
  ])("%s", (_, begins, from, values) => {
    const model = prepareBurnDown({ start: begins, actual, goal: 0, targetAt: null, projection: null });
    expect(model.from).toBe(from);
    expect(model.rows.map((row) => row.actual)).toEqual(values);
  });
  it("has one row per moment", () => {
    const model = prepareBurnDown({
      start,
      actual,
      goal: 0,
      targetAt: null,
      projection: { earliestAt: T0 + 3 * DAY, expectedAt: T0 + 4 * DAY, latestAt: T0 + 6 * DAY },
    });
    expect(new Set(model.rows.map((row) => row.at)).size).toBe(model.rows.length);
  });
});

describe("parts of a sum", () => {
  it.each([
    [[33.4, 33.3, 33.3], 100],
    [[0.5, 0.5, 0.5], 1.5],
    [[40, 22.6, 8.9], 71.5],
  ])("%j adds up to %d as shown", (values, total) => {
    const parts = prepareParts(
      values.map((value, index) => ({ key: String(index), label: "", value })),
      total,
      100,
    );
    expect(parts.reduce((sum, part) => sum + part.shown, 0)).toBe(Math.round(total));
  });
  it("shows that a total was held at its limit", () => {
    const parts = prepareParts(
      [
        { key: "a", label: "a", value: 80 },
        { key: "b", label: "b", value: 40 },
      ],
      100,
      100,
    );
    expect(parts.map((part) => part.shown)).toEqual([80, 40, -20]);
    expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeLessThanOrEqual(1);
  });
});

describe("criterion bar", () => {
  const COMPARES = ["at_most", "below", "at_least"] as const;
  const UNITS = ["count", "percent", "ms"] as const;

  it("ends before the mark while the criterion is met", () => {
    const bar = prepareCriterion({ value: 400, target: 800, unit: "ms", compare: "below" });
    expect(bar.isMissed).toBe(false);
    expect(bar.valueShare).toBeCloseTo(bar.targetShare / 2);
    expect(plain(bar.targetText)).toBe("below 800 ms");
    expect(plain(bar.endText)).toBe("1 s");
  });
  it("the target itself is met by at most and not by below", () => {
    expect(prepareCriterion({ value: 3, target: 3, unit: "count", compare: "at_most" }).isMissed).toBe(false);
    expect(prepareCriterion({ value: 3, target: 3, unit: "count", compare: "below" }).isMissed).toBe(true);
  });
  it("a target of zero is passed by one", () =>
    expect(prepareCriterion({ value: 1, target: 0, unit: "count", compare: "at_most" })).toMatchObject({
      isMissed: true,
      valueShare: 1,
      targetShare: 0,
      good: { from: 0, to: 0 },
    }));
  it("a share that must reach its target is missed below it, on a track of 100 %", () => {
    const share = (value: number) =>
      prepareCriterion({ value, target: 80, unit: "percent", compare: "at_least" });
    expect(share(62)).toMatchObject({ valueShare: 0.62, targetShare: 0.8, good: { from: 0.8, to: 1 } });
    expect(plain(share(62).targetText)).toBe("at least 80 %");
    expect([share(79).isMissed, share(80).isMissed, share(100).isMissed]).toEqual([true, false, false]);
  });
  it.each([
    [58, 1],
    [1.2, 1],
    [0.1, 1],
    [300, 120],
    [44, 3],
    [53_000, 800],
  ])("value %d and target %d are to one scale, whatever the unit and the direction", (value, target) => {
    for (const unit of UNITS)
      for (const compare of COMPARES) {
        if (unit === "percent" && compare === "at_least") continue;
        const { valueShare, targetShare, isMissed, good } = prepareCriterion({
          value,
          target,
          unit,
          compare,
        });
        expect(valueShare! / targetShare).toBeCloseTo(value / target, 6);
        expect(Math.max(valueShare!, targetShare)).toBeLessThanOrEqual(1);
        expect(isMissed).toBe(compare === "at_least" ? value < target : value > target);
        expect(good).toEqual(
          compare === "at_least" ? { from: targetShare, to: 1 } : { from: 0, to: targetShare },
        );
      }
  });
  it("not every target stands at the same place", () => {
    const places = [2, 30, 120, 900].map(
      (value) => prepareCriterion({ value, target: 120, unit: "count", compare: "at_most" }).targetShare,
    );
    expect(new Set(places).size).toBeGreaterThan(1);
  });
  it("an unknown value has no bar", () =>
    expect(prepareCriterion({ value: null, target: 1, unit: "percent", compare: "below" })).toMatchObject({
      valueShare: null,
      isMissed: false,
      valueText: "–",
    }));
});
