"use client";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import type { ActTarget } from "@/components/feedback/issue-row";
import { useTriageKeys } from "@/components/feedback/triage-keys";
import { useShortcut } from "@/components/layout/shortcuts";
import { leftTheList, targetsOf, type BoardFocus } from "./board-focus";

/** Next and previous, for the panel beside the list. */
export type ListSteps = { step: (by: 1 | -1) => void; hasNext: boolean; hasPrevious: boolean };

/**
 * The keys of a list of issues: j and k walk it (and carry an open panel along), Enter opens; for whoever may act on issues x chooses
 * and the triage keys decide. When the issue under the keyboard leaves the list, the one that took its place is next.
 */
export function useListKeys<Row extends ActTarget>({
  rows,
  focus,
  openId,
  onOpen,
  stepsRef,
}: {
  rows: readonly Row[];
  focus: BoardFocus;
  /** The issue shown in the panel. */ openId: string | null;
  onOpen: (issue: Row) => void;
  stepsRef: Ref<ListSteps>;
}): void {
  const at = rows.findIndex((row) => row.id === focus.activeId);
  const lastAt = useRef(-1);
  useEffect(() => {
    if (at >= 0) lastAt.current = at;
  }, [at]);
  useEffect(() => {
    if (at >= 0 || focus.activeId === null || rows.length === 0 || lastAt.current < 0) return;
    focus.setActive(rows[Math.min(lastAt.current, rows.length - 1)]!.id);
  }, [at, focus, rows]);

  const step = (by: 1 | -1) => {
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    focus.setActive(next.id);
    if (openId !== null) onOpen(next);
  };
  useImperativeHandle(stepsRef, () => ({ step, hasNext: at < rows.length - 1, hasPrevious: at > 0 }));
  const active = rows[at];
  useShortcut("j", () => step(1), { label: "Next issue", group: "List", isRepeatable: true });
  useShortcut("k", () => step(-1), { label: "Previous issue", group: "List", isRepeatable: true });
  useShortcut("enter", (event) => openUnlessPressed(event, () => active && onOpen(active)), {
    label: "Open the issue",
    group: "List",
    isEnabled: active !== undefined && openId === null,
  });
  useShortcut("x", () => active && focus.toggle(active), {
    label: "Select the issue",
    group: "List",
    isEnabled: active !== undefined && focus.mayChoose,
  });
  useShortcut("mod+a", () => focus.select(rows.slice(0, 500)), {
    label: "Select all that are loaded",
    group: "List",
    isEnabled: focus.mayChoose,
  });
  useShortcut("escape", () => focus.clear(), {
    label: "Clear the selection",
    group: "List",
    isEnabled: focus.selected.size > 0 && openId === null,
  });
  useDropWhatLeft(rows, focus);
  useTriageKeys(targetsOf(focus, rows), focus.mayChoose, {
    isSelection: focus.selected.size > 0,
    onSent: focus.clear,
  });
}

/** Deselects what has left the list, decided by whomever: no key acts on what is not there to be seen. */
function useDropWhatLeft(rows: readonly ActTarget[], focus: BoardFocus): void {
  const shown = useRef<ReadonlySet<string>>(new Set());
  const { selected, deselect } = focus;
  useEffect(() => {
    const now = new Set(rows.map((row) => row.id));
    const left = leftTheList(shown.current, now, [...selected.keys()]);
    shown.current = now;
    if (left.length > 0) deselect(left);
  }, [rows, selected, deselect]);
}

/** Enter on a button or link is that control's. */
function openUnlessPressed(event: KeyboardEvent, open: () => void): void {
  if (event.target instanceof Element && event.target.closest("a,button,[role=button],[role=checkbox]")) {
    if (event.target instanceof HTMLElement) event.target.click();
    return;
  }
  open();
}
