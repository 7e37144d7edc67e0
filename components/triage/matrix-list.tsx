"use client";
import { useMemo } from "react";
import { BelowLineMark } from "@/components/format/below-line-mark";
import { formatCount } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { QUADRANT_WORDS } from "@/components/format/words";
import { cn } from "@/components/ui/cn";
import { VirtualList } from "@/components/ui/virtual-list";
import { belowLineOf } from "@/contracts/below-line";
import { compareSeverity, effortSizeOf, QUADRANTS, quadrantOf, type Quadrant } from "@/contracts/triage";
import type { Bubble, Matrix } from "./placement";
import { OverrideMark } from "./impact-figure";

const ROW_PX = 52;

type Line = { kind: "heading"; quadrant: Quadrant; isEmpty: boolean } | { kind: "issue"; bubble: Bubble };

/** In the order a narrow screen lists them: by quadrant, in each the most severe first, then the highest in impact. */
export function inListOrder(bubbles: readonly Bubble[]): Bubble[] {
  return [...bubbles].sort(
    (a, b) =>
      QUADRANTS.indexOf(quadrantOf(a.impact, a.effort)) - QUADRANTS.indexOf(quadrantOf(b.impact, b.effort)) ||
      compareSeverity(a.severity, b.severity) ||
      b.impact - a.impact ||
      b.reporterCount - a.reporterCount,
  );
}

/** The matrix where there is no room for a plane: its quadrants one after the other, each issue with its impact and effort. */
export function MatrixList({
  rows,
  counts,
  zoom,
  activeId,
  hasMore,
  onOpen,
}: {
  /** In list order. */
  rows: readonly Bubble[];
  counts: Matrix["quadrants"];
  zoom: Quadrant | null;
  activeId: string | null;
  /** Whether only the highest in impact are here. */
  hasMore: boolean;
  onOpen: (bubble: Bubble) => void;
}) {
  const lines = useMemo(() => {
    const shown = zoom === null ? QUADRANTS : [zoom];
    return shown.flatMap((quadrant): Line[] => {
      const issues = rows.filter(({ impact, effort }) => quadrantOf(impact, effort) === quadrant);
      return [
        { kind: "heading", quadrant, isEmpty: issues.length === 0 },
        ...issues.map((bubble): Line => ({ kind: "issue", bubble })),
      ];
    });
  }, [rows, zoom]);
  return (
    <VirtualList
      label="Issues by quadrant"
      items={lines}
      rowHeightPx={ROW_PX}
      getKey={(line) => (line.kind === "heading" ? line.quadrant : line.bubble.id)}
      activeIndex={lines.findIndex((line) => line.kind === "issue" && line.bubble.id === activeId)}
      footer={
        hasMore && (
          <p className="px-4 py-2.5 text-meta text-muted-foreground">
            These are the {rows.length} highest in impact. Filter for others.
          </p>
        )
      }
      renderRow={(line) =>
        line.kind === "heading" ? (
          <h2 className="flex h-full items-end gap-2 border-b border-border bg-sunken px-4 pb-2 font-medium">
            {QUADRANT_WORDS[line.quadrant]}
            <span className="font-normal text-muted-foreground figures">
              {formatCount(counts[line.quadrant].n, counts[line.quadrant].isCapped)}
            </span>
          </h2>
        ) : (
          <ListRow bubble={line.bubble} isActive={line.bubble.id === activeId} onOpen={onOpen} />
        )
      }
    />
  );
}

function ListRow({
  bubble,
  isActive,
  onOpen,
}: {
  bubble: Bubble;
  isActive: boolean;
  onOpen: (bubble: Bubble) => void;
}) {
  const { number, title, severity, impact, effort, isImpactOverridden, isEffortOverridden } = bubble;
  return (
    <button
      type="button"
      data-issue-id={bubble.id}
      aria-current={isActive ? "true" : undefined}
      onClick={() => onOpen(bubble)}
      className={cn(
        "grid h-full w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 border-b border-border px-4",
        "text-left hover:bg-hover focus-visible:outline-offset-[-2px]",
        isActive && "bg-selected hover:bg-selected",
      )}
    >
      <SeverityGlyph severity={severity} />
      <span className="line-clamp-2 min-w-0 leading-4.5">
        <span className="mr-1 text-meta text-muted-foreground figures">#{number}</span>
        <bdi className="reported">{title}</bdi>
      </span>
      <span className="grid grid-cols-[auto_1.75rem_auto] items-baseline gap-x-1 text-meta figures">
        <span className="text-muted-foreground">Impact</span>
        <span className="text-right font-medium">{impact}</span>
        {belowLineOf(bubble) ? (
          <BelowLineMark issue={bubble} />
        ) : (
          <OverrideMark isShown={isImpactOverridden} />
        )}
        <span className="text-muted-foreground">Effort</span>
        <span className="text-right font-medium">
          {effortSizeOf(effort)} {effort}
        </span>
        <OverrideMark isShown={isEffortOverridden} />
      </span>
    </button>
  );
}
