import { cn } from "@/components/ui/cn";
import { memo } from "react";
import { formatCompact, formatCount } from "@/components/format/numbers";
import { QUADRANT_WORDS } from "@/components/format/words";
import type { Count } from "@/contracts/paging";
import { EFFORT_SIZES, QUADRANTS, type Quadrant, QUADRANT_LINE } from "@/contracts/triage";
import { areaOf, isInWindow, toPixels, windowOf, type Box, type Window } from "./prepare-matrix";

export const NAME_SPACE = { width: 150, height: 26 } as const;

const isOnTheRight = (quadrant: Quadrant): boolean => windowOf(quadrant).effort[0] > 0;

/** Where each quadrant's name stands: at the top of its outer side, where fewest bubbles lie. */
export function nameBoxOf(quadrant: Quadrant, window: Window, box: Box): Box {
  const area = areaOf(window, box, windowOf(quadrant));
  const width = Math.min(NAME_SPACE.width, area.width / 1.05);
  return {
    left: isOnTheRight(quadrant) ? area.left + area.width - width - 4 : area.left + 4,
    top: area.top + 4,
    width,
    height: NAME_SPACE.height,
  };
}

/** The paper the bubbles lie on: fields, the two lines that divide them, and the axes with their units. */
export const MatrixGround = memo(function MatrixGround({ window, box }: { window: Window; box: Box }) {
  // Within the whole matrix the line lies in the middle, and no value is drawn on it.
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const isWhole = window.effort[1] - window.effort[0] === 100;
  const ticks = isWhole ? [0, 25, QUADRANT_LINE, 75, 100] : [0, 10, 20, 30, 40, 50];
  const bottom = box.top + box.height;
  const sizes = Object.entries(EFFORT_SIZES).filter(([, at]) =>
    isInWindow(window, { effort: at, impact: window.impact[0] }),
  );
  return (
    <g aria-hidden>
      <rect
        x={box.left}
        y={box.top}
        width={box.width}
        height={box.height}
        className="fill-surface stroke-border"
      />
      {isWhole && (
        <rect
          x={box.left}
          y={box.top}
          width={middle.x - box.left}
          height={middle.y - box.top}
          className="fill-accent-soft/60 dark:fill-accent-soft/30"
        />
      )}
      {ticks.map((tick) => {
        const isLine = isWhole && tick === QUADRANT_LINE;
        const place = { impact: window.impact[0] + tick, effort: window.effort[0] };
        const { y } = isLine ? middle : toPixels(window, box, place);
        return (
          <g key={tick} className="fill-faint-foreground text-[10px]">
            <line
              x1={box.left}
              x2={box.left + box.width}
              y1={y}
              y2={y}
              className="stroke-chart-grid"
              strokeWidth={isLine ? 0 : 1}
            />
            <text x={box.left - 6} y={y + 3.5} textAnchor="end" className="figures">
              {window.impact[0] + tick}
            </text>
          </g>
        );
      })}
      {sizes.map(([size, at]) => {
        const { x } = toPixels(window, box, { impact: window.impact[0], effort: at });
        return (
          <g key={size} className="fill-faint-foreground text-[10px]">
            <line x1={x} x2={x} y1={bottom} y2={bottom + 4} className="stroke-border-strong" />
            <text x={x} y={bottom + 15} textAnchor="middle">
              {size}
            </text>
          </g>
        );
      })}
      {isWhole && (
        <g className="stroke-border-strong/60" strokeWidth={1}>
          <line x1={middle.x} x2={middle.x} y1={box.top} y2={bottom} />
          <line x1={box.left} x2={box.left + box.width} y1={middle.y} y2={middle.y} />
        </g>
      )}
      <text
        x={box.left + box.width}
        y={bottom + 28}
        textAnchor="end"
        className="fill-muted-foreground text-[11px]"
      >
        Effort →
      </text>
      <text
        transform={`translate(${box.left - 28} ${box.top}) rotate(-90)`}
        textAnchor="end"
        className="fill-muted-foreground text-[11px]"
      >
        Impact →
      </text>
    </g>
  );
});

/** The quadrants by name with how many issues lie in each; pressing one looks into it. */
export function QuadrantNames({
  window,
  box,
  counts,
  zoom,
  onZoom,
}: {
  window: Window;
  box: Box;
  counts: Readonly<Record<Quadrant, Count>>;
  zoom: Quadrant | null;
  onZoom: (quadrant: Quadrant | null) => void;
}) {
  const shown = zoom === null ? QUADRANTS : [zoom];
  return shown.map((quadrant) => {
    const area = nameBoxOf(quadrant, window, box);
    const isRight = isOnTheRight(quadrant);
    const { n, isCapped } = counts[quadrant];
    return (
      <button
        key={quadrant}
        type="button"
        title={zoom === null ? `Look into ${QUADRANT_WORDS[quadrant].toLowerCase()}` : "See the whole matrix"}
        aria-label={`${QUADRANT_WORDS[quadrant]}: ${formatCount(n, isCapped)}. ${zoom === null ? "Zoom in" : "Zoom out"}`}
        onClick={() => onZoom(zoom === null ? quadrant : null)}
        className={cn(
          "absolute flex items-center gap-1.5 rounded-sm bg-surface/85 px-1.5 text-meta font-medium",
          "text-muted-foreground hover:bg-hover hover:text-foreground",
          isRight && "flex-row-reverse",
        )}
        style={{
          left: isRight ? undefined : area.left,
          right: isRight ? `calc(100% - ${area.left + area.width}px)` : undefined,
          top: area.top,
          height: area.height,
        }}
      >
        <span className="whitespace-nowrap">{QUADRANT_WORDS[quadrant]}</span>
        <span className="font-normal text-faint-foreground figures">
          {area.width < 120 ? formatCompact(n) : formatCount(n, isCapped)}
        </span>
      </button>
    );
  });
}

/** Squares of five points by how many issues lie in each, where bubbles would be a blot. */
export const Density = memo(function Density({
  cells,
  window,
  box,
}: {
  cells: readonly { x: number; y: number; n: number }[];
  window: Window;
  box: Box;
}) {
  const most = Math.max(1, ...cells.map((cell) => cell.n));
  return (
    <g>
      {cells.map(({ x, y, n }) => {
        const place = { effort: x * 5, impact: y * 5 };
        if (!isInWindow(window, place)) return null;
        const area = areaOf(window, box, {
          effort: [place.effort, place.effort + 5],
          impact: [place.impact, place.impact + 5],
        });
        // Counts spread over orders of magnitude: each tenfold is one step darker, and even one issue is seen.
        const strength = 0.12 + 0.6 * (Math.log(n + 1) / Math.log(most + 1));
        return (
          <rect
            key={`${x}-${y}`}
            x={area.left + 0.5}
            y={area.top + 0.5}
            width={Math.max(0, area.width - 1)}
            height={Math.max(0, area.height - 1)}
            rx={2}
            className="fill-chart-1"
            opacity={strength}
          >
            <title>
              {`${formatCount(n)} ${n === 1 ? "issue" : "issues"}: impact ${place.impact}–${place.impact + 5}, ` +
                `effort ${place.effort}–${place.effort + 5}`}
            </title>
          </rect>
        );
      })}
    </g>
  );
});
