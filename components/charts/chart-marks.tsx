"use client";
import { formatTime } from "@/components/format/time-text";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cutText } from "@/contracts/cut-text";
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from "recharts";
import { groupFlags, placeLabels } from "./place-labels";
import type { PreparedSeries, ReleaseMark, TrendLevel } from "./prepare-trend";
import { isolate } from "@/contracts/isolate";

const META = 11;
const CHAR_PX = 6.2;
const LABEL_GAP_PX = 15;
const FLAG_PX = 19;
/** The onset has a row of flags to itself, so that no release loses its words to it. */
export const ONSET_ROW_PX = 18;

/** Beyond the plot there is so much room for the end of a flag, px. */
const BESIDE_PX = 12;
const FLAG_PAD_PX = 14;
const FLAG_GAP_PX = 4;

const isBad = ({ outcome }: ReleaseMark): boolean => outcome === "failed" || outcome === "rolled_back";
const widthOf = (text: string): number => text.length * CHAR_PX + FLAG_PAD_PX;

/** "3 releases", and how many of them failed. */
function nameGroup(releases: readonly ReleaseMark[]): string {
  const bad = releases.filter(isBad).length;
  return `${releases.length} releases${bad > 0 ? `, ${bad} failed` : ""}`;
}

/**
 * Release markers: dashed lines with a flag on top, and a whole line for the onset. Flags that would cover each other become one, which
 * says how many there are and opens to the list.
 */
export function ReleaseFlags({
  releases,
  timeZone,
}: {
  releases: readonly ReleaseMark[];
  /** Whose days and hours the list is written in; without it the reader's. */
  timeZone?: string;
}) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (!plot || !scale || releases.length === 0) return null;
  const max = plot.x + plot.width + BESIDE_PX;
  const flags = releases.map((release) => {
    const x = Math.round(scale(release.at) ?? 0) + 0.5;
    const text = shorten(release.label);
    const width = widthOf(text);
    const isFlipped = x + width > max;
    return {
      release,
      x,
      text,
      start: isFlipped ? x - width : x,
      end: (isFlipped ? x : x + width) + FLAG_GAP_PX,
    };
  });
  const changes = flags.filter((flag) => !flag.release.isOnset);
  const groups = groupFlags(
    changes,
    (members) => widthOf(nameGroup(members.map((index) => changes[index]!.release))) + FLAG_GAP_PX,
    max,
  ).map(({ members, ...span }) => ({ ...span, flags: members.map((index) => changes[index]!) }));
  const bottom = plot.y + plot.height;
  const topPx = plot.y - FLAG_PX;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line - 1}>
      {/* Lines first, so that none runs through the words of a neighbour. */}
      {flags.map(({ release, x }) => (
        <FlagLine
          key={release.id}
          release={release}
          x={x}
          top={release.isOnset ? topPx - ONSET_ROW_PX : topPx}
          bottom={bottom}
        />
      ))}
      {groups.map((group) =>
        group.flags.length === 1 ? (
          <Flag key={group.flags[0]!.release.id} {...group.flags[0]!} top={topPx} />
        ) : (
          <FlagGroup
            key={group.flags[0]!.release.id}
            releases={group.flags.map((flag) => flag.release)}
            start={group.start}
            width={group.end - group.start - FLAG_GAP_PX}
            top={topPx}
            timeZone={timeZone}
          />
        ),
      )}
      {flags
        .filter((flag) => flag.release.isOnset)
        .map((flag) => (
          <Flag key={flag.release.id} {...flag} top={topPx - ONSET_ROW_PX} />
        ))}
    </ZIndexLayer>
  );
}

/** Only releases are dashed: what people noticed is not something that was changed. */
const MARKS = {
  quiet: {
    line: "var(--muted-foreground)",
    soft: "var(--neutral-soft)",
    words: "var(--muted-foreground)",
  },
  bad: {
    line: "var(--negative)",
    soft: "var(--negative-soft)",
    words: "var(--negative-foreground)",
  },
  onset: {
    line: "var(--accent)",
    soft: "var(--accent-soft)",
    words: "var(--accent-text)",
  },
} as const;

const lookOf = (release: ReleaseMark) =>
  release.isOnset ? MARKS.onset : isBad(release) ? MARKS.bad : MARKS.quiet;

const OUTCOME_WORDS = { started: "started", succeeded: null, failed: "failed", rolled_back: "rolled back" };

const describeRelease = ({ label, outcome }: ReleaseMark): string => {
  const outcomeWords = outcome === undefined ? null : OUTCOME_WORDS[outcome];
  return outcomeWords === null || outcome === "started"
    ? isolate(label)
    : `${isolate(label)}, ${outcomeWords}`;
};

function FlagLine({
  release,
  x,
  top,
  bottom,
}: {
  release: ReleaseMark;
  x: number;
  top: number;
  bottom: number;
}) {
  return (
    <line
      x1={x}
      x2={x}
      y1={top}
      y2={bottom}
      stroke={lookOf(release).line}
      strokeWidth="1"
      {...(release.isOnset ? {} : { strokeDasharray: "3 3" })}
    >
      <title>{describeRelease(release)}</title>
    </line>
  );
}

function Flag({
  release,
  text,
  start,
  end,
  top,
}: {
  release: ReleaseMark;
  text: string;
  start: number;
  end: number;
  top: number;
}) {
  const look = lookOf(release);
  const words = describeRelease(release);
  const body = (
    <>
      <title>{words}</title>
      <rect x={start} y={top} width={end - start - FLAG_GAP_PX} height={15} rx="2" fill={look.soft} />
      <text x={start + 7} y={top + 11} fontSize={META} fill={look.words} className="figures">
        {text}
      </text>
    </>
  );
  if (release.href === undefined) return <g>{body}</g>;
  return (
    <a href={release.href} aria-label={`Release ${words}`}>
      {body}
    </a>
  );
}

/** A flag's height is less than a finger or a pointer should have to hit, px. */
const HIT_PX = 24;

/** One flag for releases whose own would cover each other. */
function FlagGroup({
  releases,
  start,
  width,
  top,
  timeZone,
}: {
  releases: readonly ReleaseMark[];
  start: number;
  width: number;
  top: number;
  timeZone: string | undefined;
}) {
  const name = nameGroup(releases);
  return (
    <foreignObject x={start} y={top - (HIT_PX - 15) / 2} width={width} height={HIT_PX}>
      <Popover>
        <PopoverTrigger asChild>
          <button type="button" className="flex h-6 w-full items-center outline-offset-0">
            <span
              className={cn(
                "block w-full truncate rounded-[2px] text-center text-[11px] leading-[15px] figures",
                releases.some(isBad)
                  ? "bg-negative-soft text-negative-foreground"
                  : "bg-neutral-soft text-muted-foreground",
              )}
            >
              {name}
            </span>
          </button>
        </PopoverTrigger>
        <PopoverContent aria-label={name}>
          <ul className="flex max-h-60 flex-col gap-1 overflow-y-auto">
            {releases.map((release) => (
              <li key={release.id} className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <span dir="auto" className="font-mono text-meta">
                    {release.label}
                  </span>
                  {release.outcome && OUTCOME_WORDS[release.outcome] && (
                    <span className={isBad(release) ? "text-negative-foreground" : "text-muted-foreground"}>
                      {" "}
                      {OUTCOME_WORDS[release.outcome]}
                    </span>
                  )}
                </span>
                <span className="shrink-0 text-meta text-muted-foreground figures">
                  {formatTime(release.at, "datetime", release.at, timeZone)}
                </span>
              </li>
            ))}
          </ul>
        </PopoverContent>
      </Popover>
    </foreignObject>
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
  const ending = series.filter((line) => line.last !== null);
  const placed = placeLabels(
    ending.map((line) => scale(line.last?.value ?? 0) ?? 0),
    LABEL_GAP_PX,
    plot.y + 4,
    plot.y + plot.height - 2,
  );
  if (!placed) return null;
  return (
    <g aria-hidden>
      {ending.map((line, index) => (
        <g key={line.key} transform={`translate(${plot.x + plot.width + 6} ${placed[index] ?? 0})`}>
          <circle cx="3" cy="0" r="2.5" fill={line.colour} />
          <text x="10" y="4" fontSize={META} fill="var(--muted-foreground)">
            {shorten(line.label)}
            <title>{line.label}</title>
          </text>
        </g>
      ))}
    </g>
  );
}

function shorten(label: string): string {
  return label.length > 17 ? `${cutText(label, 16)}…` : label;
}
