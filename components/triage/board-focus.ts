"use client";
import { useCallback, useMemo, useState } from "react";
import type { ActTarget } from "@/components/feedback/issue-row";

/** What the board's layouts share: the issue under the keyboard and the issues chosen. It survives switching between them. */
export type BoardFocus = {
  activeId: string | null;
  setActive: (id: string | null) => void;
  selected: ReadonlyMap<string, ActTarget>;
  toggle: (issue: ActTarget) => void;
  select: (issues: readonly ActTarget[]) => void;
  clear: () => void;
};

/** Keeps the board's focus. */
export function useBoardFocus(): BoardFocus {
  const [activeId, setActive] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, ActTarget>>(new Map());
  const toggle = useCallback((issue: ActTarget) => {
    setSelected((before) => {
      const next = new Map(before);
      if (!next.delete(issue.id)) next.set(issue.id, issue);
      return next;
    });
  }, []);
  const select = useCallback(
    (issues: readonly ActTarget[]) => setSelected(new Map(issues.map((issue) => [issue.id, issue]))),
    [],
  );
  const clear = useCallback(() => setSelected((before) => (before.size === 0 ? before : new Map())), []);
  return useMemo(
    () => ({ activeId, setActive, selected, toggle, select, clear }),
    [activeId, selected, toggle, select, clear],
  );
}

/** The issues that a key acts on: those chosen, as fresh as the list has them, else the one under the keyboard. */
export function targetsOf(focus: BoardFocus, rows: readonly ActTarget[]): ActTarget[] {
  if (focus.selected.size > 0) {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    return [...focus.selected.values()].map((issue) => fresh.get(issue.id) ?? issue);
  }
  const active = rows.find((row) => row.id === focus.activeId);
  return active ? [active] : [];
}
