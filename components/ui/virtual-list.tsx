"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref, type UIEvent } from "react";
import { cn } from "./cn";

export type VirtualListHandle = { scrollToIndex: (index: number) => void; scrollToTop: () => void };

/** The server, which knows no window, draws the rows of a usual one, so that a page comes with its first rows. */
const UNMEASURED = { width: 0, height: 720 };

/**
 * A list of any length that draws only what is seen. Rows of one height pass `rowHeightPx` (from `useDensity`);
 * rows that differ pass `isMeasured` and an estimate. Reaching the end calls `onEndReached` once per length.
 */
export function VirtualList<T>({
  items,
  rowHeightPx,
  getKey,
  renderRow,
  label,
  role = "list",
  isMeasured = false,
  overscan = 8,
  onEndReached,
  onScrolledChange,
  activeIndex,
  footer,
  listRef,
  className,
}: {
  items: readonly T[];
  rowHeightPx: number;
  getKey: (item: T, index: number) => string;
  renderRow: (item: T, index: number) => ReactNode;
  label: string;
  /** `listbox` needs rows with `role="option"`; `none` leaves roles to the rows. */
  role?: "list" | "listbox" | "none";
  isMeasured?: boolean;
  overscan?: number;
  onEndReached?: () => void;
  /** Whether the reader has left the top: the moment to say "12 new" rather than to insert. */
  onScrolledChange?: (isScrolled: boolean) => void;
  /** Kept in sight when it changes (keyboard selection). */
  activeIndex?: number | undefined;
  footer?: ReactNode;
  listRef?: Ref<VirtualListHandle>;
  className?: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const wasScrolled = useRef(false);
  const endedAt = useRef(-1);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan,
    initialRect: UNMEASURED,
    // Drawn with the next frame: a long jump draws every line anew, and drawing at once would hold the scrolling up.
    useFlushSync: false,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : getKey(item, index);
    },
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows[rows.length - 1]?.index ?? -1;

  useEffect(() => virtual.measure(), [virtual, rowHeightPx]);
  useEffect(() => {
    if (activeIndex !== undefined && activeIndex >= 0 && activeIndex < items.length)
      virtual.scrollToIndex(activeIndex, { align: "auto" });
    // Only a change of the selection moves the list; new items must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [activeIndex]);
  useEffect(() => {
    if (items.length === 0 || lastShown < items.length - 1 || endedAt.current === items.length) return;
    endedAt.current = items.length;
    onEndReached?.();
  }, [items.length, lastShown, onEndReached]);
  useImperativeHandle(listRef, () => ({
    scrollToIndex: (index) => virtual.scrollToIndex(index, { align: "auto" }),
    scrollToTop: () => virtual.scrollToOffset(0),
  }));

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const isScrolled = event.currentTarget.scrollTop > rowHeightPx / 2;
    if (isScrolled === wasScrolled.current) return;
    wasScrolled.current = isScrolled;
    onScrolledChange?.(isScrolled);
  };

  const isList = role === "list";
  return (
    // Scrollable regions must be reachable by keyboard.
    <div
      ref={scroller}
      onScroll={onScroll}
      tabIndex={0}
      role="region"
      aria-label={label}
      className={cn(
        "min-h-0 flex-1 overflow-y-auto overscroll-contain [contain:strict] focus-visible:outline-offset-[-2px]",
        className,
      )}
    >
      <div
        role={role === "none" ? undefined : role}
        aria-label={role === "none" ? undefined : label}
        className="relative w-full"
        style={{ height: virtual.getTotalSize() }}
      >
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={row.key}
              data-index={row.index}
              ref={isMeasured ? virtual.measureElement : undefined}
              {...(isList
                ? { role: "listitem", "aria-setsize": items.length, "aria-posinset": row.index + 1 }
                : role === "listbox"
                  ? { role: "presentation" }
                  : {})}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${row.start}px)`, ...(isMeasured ? {} : { height: row.size }) }}
            >
              {renderRow(item, row.index)}
            </div>
          );
        })}
      </div>
      {footer}
    </div>
  );
}

/** "12 new" above a list the reader has scrolled: pressing it shows them. */
export function NewItemsPill({
  count,
  noun = "new",
  onShow,
}: {
  count: number;
  noun?: string;
  onShow: () => void;
}) {
  if (count <= 0) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center" aria-live="polite">
      <button
        type="button"
        onClick={onShow}
        className={cn(
          "pointer-events-auto h-7 animate-pop-in rounded-full bg-accent px-3 text-meta font-medium",
          "text-accent-foreground figures shadow-float hover:bg-accent-hover",
        )}
      >
        ↑ {count} {noun}
      </button>
    </div>
  );
}
