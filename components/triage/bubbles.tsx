import { memo } from "react";
import type { Severity } from "@/contracts/triage";
import type { PlacedPoint } from "./prepare-matrix";

const FILLS: Readonly<Record<Severity, string>> = {
  critical: "fill-critical/20 stroke-critical",
  major: "fill-major/20 stroke-major",
  minor: "fill-minor/20 stroke-minor",
  cosmetic: "fill-cosmetic/15 stroke-cosmetic",
};

const MARKS: Readonly<Record<Severity, string>> = {
  critical: "text-critical",
  major: "text-major",
  minor: "text-minor",
  cosmetic: "text-cosmetic",
};

export type BubbleLook = PlacedPoint & { severity: Severity; isOverridden: boolean };

/** One issue as a bubble: its size is its reach, its mark and colour its severity, a dashed rim says that a person put it there. */
const BubbleShape = memo(function BubbleShape({
  bubble: { id, x, y, radius, severity, isOverridden },
  isActive,
  isSelected,
  isOpen,
}: {
  bubble: BubbleLook;
  isActive: boolean;
  isSelected: boolean;
  isOpen: boolean;
}) {
  const mark = Math.max(6, Math.min(12, radius * 0.95));
  return (
    <g data-issue-id={id} transform={`translate(${x} ${y})`} className="cursor-pointer">
      <circle r={radius + 2} fill="transparent" stroke="none" />
      {(isActive || isSelected || isOpen) && (
        <circle
          r={radius + 3}
          className={isSelected || isOpen ? "fill-selected stroke-accent" : "fill-none stroke-ring"}
          strokeWidth={isActive ? 2 : 1.5}
        />
      )}
      <circle
        r={radius}
        className={FILLS[severity]}
        strokeWidth={1.25}
        strokeDasharray={isOverridden ? "3 2" : undefined}
      />
      <g
        transform={`translate(${-mark / 2} ${-mark / 2}) scale(${mark / 12})`}
        className={`stroke-none ${MARKS[severity]}`}
      >
        <Mark severity={severity} />
      </g>
    </g>
  );
});

function Mark({ severity }: { severity: Severity }) {
  switch (severity) {
    case "critical":
      return <rect x="2" y="2" width="8" height="8" rx="1" fill="currentColor" />;
    case "major":
      return <path d="M6 1.6 10.8 10.2H1.2Z" fill="currentColor" />;
    case "minor":
      return <circle cx="6" cy="6" r="3.4" fill="currentColor" />;
    case "cosmetic":
      return <circle cx="6" cy="6" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />;
  }
}

/** All bubbles; only those whose look changes are drawn again. */
export const Bubbles = memo(function Bubbles({
  bubbles,
  activeId,
  openId,
  selected,
}: {
  bubbles: readonly BubbleLook[];
  activeId: string | null;
  openId: string | null;
  selected: ReadonlyMap<string, unknown>;
}) {
  return bubbles.map((bubble) => (
    <BubbleShape
      key={bubble.id}
      bubble={bubble}
      isActive={bubble.id === activeId}
      isOpen={bubble.id === openId}
      isSelected={selected.has(bubble.id)}
    />
  ));
});
