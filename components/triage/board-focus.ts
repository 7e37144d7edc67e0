"use client";
import { useCallback, useMemo, useState } from "react";
import type { ActTarget } from "@/components/feedback/issue-row";
import { useCan } from "@/components/tenancy/member-context";

/** What the board's layouts share: the issue under the keyboard and the issues chosen. It survives switching between them. */
export type BoardFocus = {
  activeId: string | null;
  setActive: (id: string | null) => void;
  /** Whether issues can be chosen: choosing is for acting on them, and whoever only reads is not offered it. */
  mayChoose: boolean;
  selected: ReadonlyMap<string, ActTarget>;
  toggle: (issue: ActTarget) => void;
  select: (issues: readonly ActTarget[]) => void;
  deselect: (ids: readonly string[]) => void;
  clear: () => void;
};

/** Keeps the board's focus. */
export function useBoardFocus(): BoardFocus {
  const [activeId, setActive] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, ActTarget>>(new Map());
  const mayChoose = useCan("issue:write");
  const toggle = useCallback(
    (issue: ActTarget) => {
      if (!mayChoose) return;
      setSelected((before) => {
        const next = new Map(before);
        if (!next.delete(issue.id)) next.set(issue.id, issue);
        return next;
      });
    },
    [mayChoose],
  );
  const select = useCallback(
    (issues: readonly ActTarget[]) => {
      if (mayChoose) setSelected(new Map(issues.map((issue) => [issue.id, issue])));
    },
    [mayChoose],
  );
  const deselect = useCallback(
    (ids: readonly string[]) =>
      setSelected((before) => new Map([...before].filter(([id]) => !ids.includes(id)))),
    [],
  );
  const clear = useCallback(() => setSelected((before) => (before.size === 0 ? before : new Map())), []);
  return useMemo(
    () => ({ activeId, setActive, mayChoose, selected, toggle, select, deselect, clear }),
    [activeId, mayChoose, selected, toggle, select, deselect, clear],
  );
}

/**
 * What is selected and has left the list that it was seen in. What the list never showed stays: a selection survives switching to a
 * layout that has not loaded all of it.
 */
export function leftTheList(
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
  selected: readonly string[],
): string[] {
  return selected.filter((id) => before.has(id) && !now.has(id));
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
