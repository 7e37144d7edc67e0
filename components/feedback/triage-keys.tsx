"use client";
import { useEffect } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";

const GROUP = "Triage";

/**
 * The keys that decide on issues, bound while there is something to decide on: 1 accept, 2 duplicate, 3 decline, h snooze,
 * f fixed, v verify, w park, u undo; on one issue i sets the impact and o the effort.
 */
export function useTriageKeys(targets: readonly ActTarget[], isEnabled = true): void {
  const acts = useIssueActs();
  const mayPlace = useCan("issue:prioritise");
  const isOn = isEnabled && targets.length > 0;
  const { targetsRef } = acts;
  useEffect(() => {
    if (!isEnabled) return;
    targetsRef.current = targets;
    return () => {
      if (targetsRef.current === targets) targetsRef.current = [];
    };
  }, [targetsRef, isEnabled, targets]);
  const bind = { group: GROUP, isEnabled: isOn };
  useShortcut("1", () => acts.act(targets, { kind: "accept" }), { ...bind, label: "Accept" });
  useShortcut("2", () => acts.askToMerge(targets), { ...bind, label: "Merge as a duplicate" });
  useShortcut("3", () => acts.askToDecline(targets), { ...bind, label: "Decline" });
  useShortcut("h", () => acts.askToSnooze(targets), { ...bind, label: "Snooze" });
  useShortcut("f", () => acts.moveTo(targets, "fixed"), { ...bind, label: "Mark as fixed" });
  useShortcut("v", () => acts.moveTo(targets, "verified"), { ...bind, label: "Verify the fix" });
  useShortcut("w", () => acts.act(targets, { kind: "park", asWish: true, reason: "" }), {
    ...bind,
    label: "Park as a wish",
  });
  const [only] = targets.length === 1 ? targets : [];
  const place = { group: GROUP, isEnabled: isEnabled && only !== undefined && mayPlace };
  useShortcut("i", () => only && acts.askToPlace(only, "impact"), { ...place, label: "Set the impact" });
  useShortcut("o", () => only && acts.askToPlace(only, "effort"), { ...place, label: "Set the effort" });
  useShortcut("u", acts.undoLast, { group: GROUP, label: "Undo the last change", isEnabled });
}
