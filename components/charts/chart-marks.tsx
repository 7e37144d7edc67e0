"use client";
import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { chooseFlags, placeLabels } from "./place-labels";
import type { PreparedSeries, ReleaseMark, TrendLevel } from "./prepare-trend";

const META = 11;
const CHAR_PX = 6.2;
const LABEL_GAP_PX = 15;

/** Release markers: dashed lines with a flag on top; a flag too near its neighbour keeps its mark and says the rest on hover. */
export function ReleaseFlags({ releases }: { releases: readonly ReleaseMark[] }) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (!plot || !scale || releases.length === 0) return null;
  const xs = releases.map((release) => scale(release.at) ?? 0);
  const labels = releases.map((release) =>
    release.label.length > 16 ? `${release.label.slice(0, 15)}…` : release.label,
  );
  const widths = labels.map((label) => label.length * CHAR_PX + 14);
  const hasWords = chooseFlags(
    xs,
    widths.map((width) => width + 4),
  );
  return (
    <g>
      {releases.map((release, index) => {
        const x = Math.round(xs[index] ?? 0) + 0.5;
        const isBad = release.outcome === "failed" || release.outcome === "rolled_back";
        const colour = isBad ? "var(--negative)" : "var(--muted-foreground)";
        const width = hasWords[index] === true ? (widths[index] ?? 0) : 7;
        const isFlipped = x + width > plot.x + plot.width + 40;
        const top = plot.y - 19;
        const words = `${release.label}${isBad ? (release.outcome === "failed" ? ", failed" : ", rolled back") : ""}`;
        const flag = (
          <>
            <title>{words}</title>
            <line
              x1={x}
              x2={x}
              y1={top}
              y2={plot.y + plot.height}
              stroke={colour}
              strokeWidth="1"
              strokeDasharray="3 3"
            />
            <rect
              x={isFlipped ? x - width : x}
              y={top}
              width={width}
              height="15"
              rx="2"
              fill={isBad ? "var(--negative-soft)" : "var(--neutral-soft)"}
            />
            {hasWords[index] === true && (
              <text
                x={isFlipped ? x - width + 6 : x + 6}
                y={top + 11}
                fontSize={META}
                fill={isBad ? "var(--negative-foreground)" : "var(--muted-foreground)"}
                className="figures"
              >
                {labels[index]}
              </text>
            )}
          </>
        );
        return release.href === undefined ? (
          <g key={release.id}>{flag}</g>
        ) : (
          <a key={release.id} href={release.href} aria-label={`Release ${words}`}>
            {flag}
          </a>
        );
      })}
    </g>
  );
}

/** Target and baseline: labelled lines across the plot. The label stands on the side of the line that has room. */
export function Levels({ levels }: { levels: readonly TrendLevel[] }) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (!plot || !scale) return null;
  return (
    <g>
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
    </g>
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
            {each.label.length > 16 ? `${each.label.slice(0, 15)}…` : each.label}
            <title>{each.label}</title>
          </text>
        </g>
      ))}
    </g>
  );
}
