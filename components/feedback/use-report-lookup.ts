"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import type { VirtualListHandle } from "@/components/ui/virtual-list";
import type { IssueItemRow } from "./issue-row";

/** How long the report that was looked for stays marked, ms: as long as its tint lasts. */
const MARKED_MS = 2_000;

/** A report that somebody followed a link to, and when it was made: reports are read newest first, so that is how far to read. */
export type ReportLookup = { reference: string; reportedAt: Date };

type Reports = {
  items: readonly IssueItemRow[];
  hasMore: boolean;
  isReading: boolean;
  onMore: () => void;
};

/**
 * Reads on until the report is among the items and brings it into sight. A report that is not where it should be was moved elsewhere
 * meanwhile, and is looked for no longer.
 * @param onEnd when it has been shown, or cannot be
 */
export function useReportLookup(
  lookup: ReportLookup | null,
  { items, hasMore, isReading, onMore }: Reports,
  onEnd: () => void,
) {
  const list = useRef<VirtualListHandle>(null);
  const index = lookup ? items.findIndex((item) => item.reference === lookup.reference) : -1;
  const last = items.at(-1);
  const mayFollow = hasMore && lookup !== null && (!last || last.occurredAt >= lookup.reportedAt);
  const isFound = index >= 0;
  const show = useEffectEvent(() => list.current?.scrollToIndex(index));
  const readOn = useEffectEvent(onMore);
  const end = useEffectEvent(onEnd);
  // The item's place may change while it is marked; only what is looked for, and whether it was found, begin anew.
  useEffect(() => {
    if (!lookup || isReading) return;
    if (isFound) {
      show();
      const timer = setTimeout(() => end(), MARKED_MS);
      return () => clearTimeout(timer);
    }
    if (mayFollow) readOn();
    else end();
  }, [lookup, isFound, mayFollow, isReading, items.length]);
  return list;
}
