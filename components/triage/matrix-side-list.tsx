import { BelowLineMark } from "@/components/format/below-line-mark";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { VirtualList } from "@/components/ui/virtual-list";
import { effortSizeOf } from "@/contracts/triage";
import type { Bubble } from "./placement";

const ROW_PX = 40;

/** The plane's issues as a list beside or below it, which is how they are walked and placed with the keyboard. */
export function MatrixSideList({
  rows,
  activeId,
  mayPlace,
  hasMore,
  onOpen,
}: {
  rows: readonly Bubble[];
  activeId: string | null;
  mayPlace: boolean;
  /** Whether only the highest in impact are here. */
  hasMore: boolean;
  onOpen: (bubble: Bubble) => void;
}) {
  return (
    <>
      <p
        className={cn(
          "flex h-9 shrink-0 items-center gap-1.5 border-b border-border px-3 text-meta",
          "text-muted-foreground pointer-coarse:hidden",
        )}
      >
        <Kbd keys="j" /> <Kbd keys="k" /> choose
        {mayPlace && (
          <>
            <span className="ml-1" />
            <Kbd keys="arrowleft" /> <Kbd keys="arrowup" /> move by 5
          </>
        )}
      </p>
      <VirtualList
        label="Issues on the matrix"
        items={rows}
        rowHeightPx={ROW_PX}
        getKey={(row) => row.id}
        activeIndex={rows.findIndex((row) => row.id === activeId)}
        footer={
          hasMore && (
            <p className="px-3 py-2.5 text-meta text-muted-foreground">
              These are the {rows.length} highest in impact. Look into a quadrant or filter for others.
            </p>
          )
        }
        renderRow={(row) => (
          <button
            type="button"
            data-issue-id={row.id}
            aria-current={row.id === activeId ? "true" : undefined}
            onClick={() => onOpen(row)}
            className={cn(
              "flex h-full w-full items-center gap-2 border-b border-border px-3 text-left hover:bg-hover",
              "focus-visible:outline-offset-[-2px]",
              row.id === activeId && "bg-selected hover:bg-selected",
            )}
          >
            <SeverityGlyph severity={row.severity} />
            <span className="-mr-1 shrink-0 text-meta text-muted-foreground figures">#{row.number}</span>
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {row.title}
            </span>
            <BelowLineMark issue={row} />
            <span
              className="shrink-0 text-meta text-muted-foreground figures"
              title={`Impact ${row.impact}, effort ${row.effort}`}
            >
              {row.impact} · {effortSizeOf(row.effort)}
            </span>
          </button>
        )}
      />
    </>
  );
}
