"use client";
import { useEffect } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { usePressGuard } from "@/components/layout/use-press-guard";
import { useCan } from "@/components/tenancy/member-context";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";
import { PRIORITY_KEYS } from "./priority-field";

const GROUP = "Triage";

/**
 * The keys that decide on issues, bound while there is something to decide on: 1 accept, 2 duplicate, 3 decline, h snooze, f fixed,
 * v verify, w park, a assign, u undo; on one issue i sets the impact and o the effort. They decide once per press, on what has been in
 * front of the person for a moment.
 */
export function useTriageKeys(
  targets: readonly ActTarget[],
  isEnabled = true,
  {
    isSelection = false,
    onSent,
  }: {
    /** The person has selected the issues, rather than come upon one. */ isSelection?: boolean;
    /** Called when something was decided. */ onSent?: () => void;
  } = {},
): void {
  const acts = useIssueActs();
  const isOn = isEnabled && targets.length > 0;
  const { targetsRef } = acts;
  useEffect(() => {
    if (!isEnabled) return;
    targetsRef.current = targets;
    return () => {
      if (targetsRef.current === targets) targetsRef.current = [];
    };
  }, [targetsRef, isEnabled, targets]);
  const guarded = usePressGuard(isSelection ? null : (targets[0]?.id ?? null));
  const bind = { group: GROUP, isEnabled: isOn, isDeciding: true };
  const bindTo = (decide: () => void) => () => guarded(decide);
  useShortcut(
    "1",
    bindTo(() => acts.act(targets, { kind: "accept" }, onSent)),
    { ...bind, label: "Accept" },
  );
  useShortcut(
    "2",
    bindTo(() => acts.openMerge(targets, onSent)),
    { ...bind, label: "Merge as a duplicate" },
  );
  useShortcut(
    "3",
    bindTo(() => acts.openDecline(targets, onSent)),
    { ...bind, label: "Decline" },
  );
  useShortcut(
    "h",
    bindTo(() => acts.openSnooze(targets, onSent)),
    { ...bind, label: "Snooze" },
  );
  useShortcut(
    "f",
    bindTo(() => acts.moveTo(targets, "fixed", onSent)),
    { ...bind, label: "Mark as fixed" },
  );
  useShortcut(
    "v",
    bindTo(() => acts.moveTo(targets, "verified", onSent)),
    { ...bind, label: "Verify the fix" },
  );
  useShortcut(
    "w",
    bindTo(() => acts.act(targets, { kind: "park", asWish: true, reason: "" }, onSent)),
    { ...bind, label: "Park as a wish" },
  );
  useShortcut("a", () => acts.openAssign(targets, onSent), { ...bind, label: "Assign" });
  useShortcut("u", acts.undoLast, {
    group: GROUP,
    label: "Undo the last change",
    isEnabled,
    isDeciding: true,
  });
  usePlaceKeys(targets, { group: GROUP, isEnabled });
}

/**
 * The keys that set impact and effort by hand, while there is exactly one issue that they can be about.
 * @param group under which the help lists them
 */
export function usePlaceKeys(
  targets: readonly ActTarget[],
  { group, isEnabled }: { group: string; isEnabled: boolean },
): void {
  const acts = useIssueActs();
  const mayPlace = useCan("issue:prioritise");
  const [only] = targets.length === 1 ? targets : [];
  const place = { group, isEnabled: isEnabled && only !== undefined && mayPlace };
  useShortcut(PRIORITY_KEYS.impact, () => only && acts.openPlacement(only, "impact"), {
    ...place,
    label: "Set the impact",
  });
  useShortcut(PRIORITY_KEYS.effort, () => only && acts.openPlacement(only, "effort"), {
    ...place,
    label: "Set the effort",
  });
}
