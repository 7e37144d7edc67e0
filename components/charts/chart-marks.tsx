"use client";
import { cutText } from "@/contracts/cut-text";
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from "recharts";
import { chooseFlags, placeLabels } from "./place-labels";
import type { PreparedSeries, ReleaseMark, TrendLevel } from "./prepare-trend";
import { isolate } from "@/contracts/isolate";

const META = 11;
const CHAR_PX = 6.2;
const LABEL_GAP_PX = 15;
const FLAG_PX = 19;
/** The onset has a row of flags to itself, so that no release loses its words to it. */
export const ONSET_ROW_PX = 18;

/**
 * Release markers: dashed lines with a flag on top, and a whole line for the onset; a flag without room keeps its mark and says the rest
 * on hover.
 */
export function ReleaseFlags({ releases }: { releases: readonly ReleaseMark[] }) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (!plot || !scale || releases.length === 0) return null;
  const edge = plot.x + plot.width;
  const flags = releases.map((release) => {
    const x = Math.round(scale(release.at) ?? 0) + 0.5;
    const text = shorten(release.label);
    const width = text.length * CHAR_PX + 14;
    const isFlipped = x + width > edge + 12;
    const isBad = release.outcome === "failed" || release.outcome === "rolled_back";
    return {
      release,
      x,
      text,
      width,
      isFlipped,
      isBad,
      isImportant: isBad,
      start: isFlipped ? x - width : x,
      end: (isFlipped ? x : x + width) + 4,
    };
  });
  const onsets = flags.filter((flag) => flag.release.isOnset);
  const changes = flags.filter((flag) => !flag.release.isOnset);
  const drawn = [
    { row: onsets, topPx: plot.y - FLAG_PX - ONSET_ROW_PX },
    { row: changes, topPx: plot.y - FLAG_PX },
  ].flatMap(({ row, topPx }) => {
    const hasWords = chooseFlags(row);
    return row.map((flag, index) => ({ ...flag, topPx, isWorded: hasWords[index] === true }));
  });
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line - 1}>
      {/* Worded flags last, so that no neighbour's line runs through their words. */}
      {[...drawn]
        .sort((a, b) => Number(a.isWorded) - Number(b.isWorded))
        .map(({ topPx, ...flag }) => (
          <Flag key={flag.release.id} {...flag} top={topPx} bottom={plot.y + plot.height} />
        ))}
    </ZIndexLayer>
  );
}

/** Only releases are dashed: what people noticed is not something that was changed. */
const MARKS = {
  quiet: {
    line: "var(--muted-foreground)",
    solid: "var(--neutral)",
    soft: "var(--neutral-soft)",
    words: "var(--muted-foreground)",
  },
  bad: {
    line: "var(--negative)",
    solid: "var(--negative)",
    soft: "var(--negative-soft)",
    words: "var(--negative-foreground)",
  },
  onset: {
    line: "var(--accent)",
    solid: "var(--accent)",
    soft: "var(--accent-soft)",
    words: "var(--accent-text)",
  },
} as const;

function Flag({
  release,
  x,
  text,
  width,
  start,
  isFlipped,
  isBad,
  isWorded,
  top,
  bottom,
}: {
  release: ReleaseMark;
  x: number;
  text: string;
  width: number;
  start: number;
  isFlipped: boolean;
  isBad: boolean;
  isWorded: boolean;
  top: number;
  bottom: number;
}) {
  const ending =
    release.outcome === "failed" ? ", failed" : release.outcome === "rolled_back" ? ", rolled back" : "";
  const words = isolate(release.label) + ending;
  const look = release.isOnset ? MARKS.onset : isBad ? MARKS.bad : MARKS.quiet;
  const fill = isWorded ? look.soft : look.solid;
  const body = (
    <>
      <title>{words}</title>
      <line
        x1={x}
        x2={x}
        y1={top}
        y2={bottom}
        stroke={look.line}
        strokeWidth="1"
        {...(release.isOnset ? {} : { strokeDasharray: "3 3" })}
      />
      <rect
        x={isWorded ? start : x}
        y={top}
        width={isWorded ? width : 6}
        height={isWorded ? 15 : 6}
        rx="2"
        fill={fill}
      />
      {isWorded && (
        <text
          x={isFlipped ? start + 7 : x + 7}
          y={top + 11}
          fontSize={META}
          fill={look.words}
          className="figures"
        >
          {text}
        </text>
      )}
    </>
  );
  if (release.href === undefined) return <g>{body}</g>;
  return (
    <a href={release.href} aria-label={`Release ${words}`}>
      {body}
    </a>
  );
}

/** Target and baseline: labelled lines across the plot. The label stands on the side of the line that has room. */
export function Levels({ levels }: { levels: readonly TrendLevel[] }) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (!plot || !scale) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {levels.map((level) => {
        const y = Math.round(scale(level.value) ?? 0) + 0.5;
        const isTarget = level.kind === "target";
        const isUnder = y - plot.y < 16;
        return (
          <g key={`${level.kind}-${level.label}`}>
            <line
              x1={plot.x}
              x2={plot.x + plot.width}
              y1={y}
              y2={y}
              stroke={isTarget ? "var(--foreground)" : "var(--neutral)"}
              strokeWidth="1"
              strokeDasharray={isTarget ? "6 3" : "2 3"}
              opacity="0.75"
            />
            <text
              x={plot.x + 4}
              y={isUnder ? y + 13 : y - 5}
              fontSize={META}
              fill={isTarget ? "var(--foreground)" : "var(--muted-foreground)"}
              stroke="var(--surface)"
              strokeWidth="3"
              paintOrder="stroke"
            >
              {level.label}
            </text>
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/** The name of each series at the end of its line, moved apart where lines end together. */
export function DirectLabels({ series }: { series: readonly PreparedSeries[] }) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (!plot || !scale) return null;
  const ending = series.filter((each) => each.last !== null);
  const placed = placeLabels(
    ending.map((each) => scale(each.last?.value ?? 0) ?? 0),
    LABEL_GAP_PX,
    plot.y + 4,
    plot.y + plot.height - 2,
  );
  if (!placed) return null;
  return (
    <g aria-hidden>
      {ending.map((each, index) => (
        <g key={each.key} transform={`translate(${plot.x + plot.width + 6} ${placed[index] ?? 0})`}>
          <circle cx="3" cy="0" r="2.5" fill={each.colour} />
          <text x="10" y="4" fontSize={META} fill="var(--muted-foreground)">
            {shorten(each.label)}
            <title>{each.label}</title>
          </text>
        </g>
      ))}
    </g>
  );
}

function shorten(label: string): string {
  return label.length > 17 ? `${cutText(label, 16)}…` : label;
}
