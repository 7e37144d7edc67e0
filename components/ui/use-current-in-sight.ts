import { useEffect, type RefObject } from "react";

/**
 * Scrolls a row that may be wider than its place until the child with `aria-current` is in the middle of it, whenever `current` changes.
 * Moves only the row, never the page. The row has to be positioned.
 */
export function useCurrentInSight(row: RefObject<HTMLElement | null>, current: unknown): void {
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (!row.current || !here) return;
    row.current.scrollTo({ left: here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2 });
  }, [row, current]);
}
