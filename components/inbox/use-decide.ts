"use client";
import type { RefObject } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { usePlaceKeys } from "@/components/feedback/triage-keys";
import { useShortcut } from "@/components/layout/shortcuts";
import { usePressGuard } from "@/components/layout/use-press-guard";
import { useCan } from "@/components/tenancy/member-context";
import { isSettledState } from "@/contracts/issue-moves";
import type { Decide } from "./decision-actions";
import type { DecisionHandle } from "./decision-column";
import type { Inbox, InboxRow } from "./use-inbox";

/** What decisions are about: the selection, else the issue in front of the person. */
const targetsOf = ({ selected, current }: Inbox): readonly InboxRow[] =>
  selected.length > 0 ? selected : current ? [current] : [];

/** The decisions of the inbox, for buttons and keys alike: each only about what has been in front of the person for a moment. */
export function useDecide(inbox: Inbox): Decide {
  const acts = useIssueActs();
  const { current, selected, clear, hide } = inbox;
  const targets = targetsOf(inbox);
  const guarded = usePressGuard(selected.length > 0 ? null : (current?.id ?? null));
  return {
    accept: (click) => guarded(() => acts.act(targets, { kind: "accept" }, clear), click),
    reopen: (click) => guarded(() => acts.act(targets, { kind: "reopen", reason: "" }, clear), click),
    merge: (into, others = [], click) =>
      guarded(() => {
        if (!current) return;
        const sources = [current, ...others];
        acts.merge(into, sources, "");
        hide(sources.map((issue) => issue.id));
      }, click),
    searchToMerge: (click) => guarded(() => acts.openMerge(targets, clear), click),
    decline: (click) => guarded(() => acts.openDecline(targets, clear), click),
    snooze: (click) => guarded(() => acts.openSnooze(targets, clear), click),
    park: (click) =>
      guarded(() => acts.act(targets, { kind: "park", asWish: true, reason: "" }, clear), click),
    assign: () => acts.openAssign(targets, selected.length > 0 ? clear : undefined),
  };
}

/** The keys of the inbox. */
export function useInboxKeys({
  inbox,
  decide,
  decision,
}: {
  inbox: Inbox;
  decide: Decide;
  decision: RefObject<DecisionHandle | null>;
}): void {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const { current, selected, rows } = inbox;
  const targets = targetsOf(inbox);
  const isOn = mayWrite && targets.length > 0;
  const queue = { group: "Queue" };
  const deciding = { group: "Decide", isEnabled: isOn, isDeciding: true };
  useShortcut("j", () => inbox.step(1), { ...queue, label: "Next", isRepeatable: true });
  useShortcut("k", () => inbox.step(-1), { ...queue, label: "Previous", isRepeatable: true });
  useShortcut("x", () => current && inbox.toggle(current.id), { ...queue, label: "Select", isEnabled: isOn });
  useShortcut("mod+a", inbox.selectAll, {
    ...queue,
    label: "Select all that are loaded",
    isEnabled: mayWrite && rows.length > 0,
  });
  useShortcut("escape", inbox.clear, {
    ...queue,
    label: "Clear the selection",
    isEnabled: selected.length > 0,
  });
  useShortcut("1", () => decide.accept(), { ...deciding, label: "Accept" });
  useShortcut(
    "2",
    () => {
      if (selected.length > 0 || decision.current?.mergeIntoOffered() !== true) decide.searchToMerge();
    },
    { ...deciding, label: "Duplicate of the issue offered" },
  );
  useShortcut("m", () => decide.searchToMerge(), { ...deciding, label: "Duplicate of another issue" });
  const stepping = { group: "Decide", isEnabled: isOn, isRepeatable: true };
  useShortcut("shift+j", () => decision.current?.stepCandidate(1), {
    ...stepping,
    label: "Next possible duplicate",
  });
  useShortcut("shift+k", () => decision.current?.stepCandidate(-1), {
    ...stepping,
    label: "Previous possible duplicate",
  });
  useShortcut("3", () => decide.decline(), { ...deciding, label: "Decline" });
  useShortcut("h", () => decide.snooze(), { ...deciding, label: "Snooze" });
  useShortcut("r", () => decide.reopen(), {
    ...deciding,
    label: "Reopen what is settled",
    isEnabled: isOn && targets.every((issue) => isSettledState(issue.state)),
  });
  useShortcut("w", () => decide.park(), { ...deciding, label: "Park as a wish" });
  useShortcut("a", () => decide.assign(), { ...deciding, label: "Assign" });
  usePlaceKeys(targets, { group: deciding.group, isEnabled: true });
  useShortcut("e", () => decision.current?.focusLabels(), {
    ...deciding,
    label: "Change type, severity, component",
  });
  useShortcut("u", acts.undoLast, {
    ...deciding,
    label: "Undo the last decision",
    isEnabled: mayWrite,
  });
}
