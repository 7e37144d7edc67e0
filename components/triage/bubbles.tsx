import { memo } from "react";
import { SeverityShape } from "@/components/format/severity-glyph";
import type { Severity } from "@/contracts/triage";
import type { PlacedPoint } from "./matrix-places";

/** Only what is critical is filled; what is minor is a quiet ring, however many there are. */
export const DISC_LOOKS: Readonly<Record<Severity, { disc: string; mark: string; strokePx: number }>> = {
  critical: { disc: "fill-critical stroke-critical", mark: "text-on-critical", strokePx: 1 },
  major: { disc: "fill-major-soft stroke-major", mark: "text-major", strokePx: 1.5 },
  minor: { disc: "fill-surface stroke-border-strong/70", mark: "text-minor", strokePx: 1 },
  cosmetic: { disc: "fill-surface stroke-border-strong/45", mark: "text-cosmetic", strokePx: 1 },
};

/** How large the mark is in its disc. */
const MARK_SHARES: Readonly<Record<Severity, number>> = {
  critical: 0.95,
  major: 0.95,
  minor: 0.65,
  cosmetic: 0.6,
};

export type BubbleLook = PlacedPoint & {
  severity: Severity;
  isOverridden: boolean;
  /** Somebody is placing it, and has not kept it yet. */
  isPending: boolean;
};

/** One issue as a bubble: its size is its reach, its mark and colour its severity; a dot says that a person put it there. */
const BubbleShape = memo(function BubbleShape({
  bubble: { id, x, y, radius, severity, isOverridden, isPending },
  isActive,
  isSelected,
  isOpen,
  mayDrag,
}: {
  bubble: BubbleLook;
  isActive: boolean;
  isSelected: boolean;
  isOpen: boolean;
  mayDrag: boolean;
}) {
  const { disc, mark, strokePx } = DISC_LOOKS[severity];
  return (
    // A touch that begins here moves the bubble and nothing else; two fingers still zoom the page.
    <g
      data-issue-id={id}
      transform={`translate(${x} ${y})`}
      // Inline elements, as parts of a drawing are, have no touch-action.
      className={mayDrag ? "block cursor-pointer touch-pinch-zoom" : "cursor-pointer"}
    >
      <circle r={radius + 3} fill="transparent" stroke="none" />
      {(isActive || isSelected || isOpen) && (
        <circle
          r={radius + 3}
          className={isSelected || isOpen ? "fill-selected stroke-accent" : "fill-none stroke-ring"}
          strokeWidth={isActive ? 2 : 1.5}
        />
      )}
      <circle r={radius} className={disc} strokeWidth={strokePx} />
      <DiscMark severity={severity} sizePx={radius * MARK_SHARES[severity]} className={mark} />
      {isOverridden && (
        <circle
          cx={radius * 0.75}
          cy={-radius * 0.75}
          r={2.75}
          className="fill-accent stroke-surface"
          strokeWidth={1}
        />
      )}
      {isPending && (
        <circle r={radius + 5} className="fill-none stroke-accent" strokeDasharray="2 3" strokeWidth={1.5} />
      )}
    </g>
  );
});

/** A severity's mark around a point of a drawing. */
export function DiscMark({
  severity,
  sizePx,
  className,
}: {
  severity: Severity;
  sizePx: number;
  className: string;
}) {
  return (
    <g
      transform={`translate(${-sizePx / 2} ${-sizePx / 2}) scale(${sizePx / 12})`}
      className={`stroke-none ${className}`}
    >
      <SeverityShape severity={severity} />
    </g>
  );
}

/** All bubbles; only those whose look changes are drawn again. */
export const Bubbles = memo(function Bubbles({
  bubbles,
  activeId,
  openId,
  selected,
  mayDrag,
}: {
  bubbles: readonly BubbleLook[];
  activeId: string | null;
  openId: string | null;
  selected: ReadonlyMap<string, unknown>;
  mayDrag: boolean;
}) {
  return bubbles.map((bubble) => (
    <BubbleShape
      key={bubble.id}
      bubble={bubble}
      isActive={bubble.id === activeId}
      isOpen={bubble.id === openId}
      isSelected={selected.has(bubble.id)}
      mayDrag={mayDrag}
    />
  ));
});
