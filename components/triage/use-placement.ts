"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { toastError } from "@/components/ui/toaster";
import { actOf, missingReason, NO_REASONS, type Placement, type PlacementReasons } from "./placement";

/**
 * What somebody is placing, until it is kept or put back. Going on to another issue, or away, keeps it; only what may not be kept without
 * a reason is put back then.
 * @param onPlace told whose issue it is
 */
export function usePlacement(onPlace: (issueId: string) => void) {
  const acts = useIssueActs();
  const [placement, setPlacement] = useState<Placement | null>(null);
  const [reasons, setReasons] = useState<PlacementReasons>(NO_REASONS);
  const putBack = useCallback(() => {
    setPlacement(null);
    setReasons(NO_REASONS);
  }, []);
  const keep = () => {
    const act = placement && actOf(placement, reasons);
    putBack();
    if (act) acts.act([placement.bubble], act);
  };
  const leave = () => {
    if (!placement) return;
    if (!missingReason(placement, reasons)) return keep();
    putBack();
    toastError(
      `#${placement.bubble.number} was put back`,
      "An open critical is set below the line only with a reason.",
    );
  };
  const latest = useRef({ placement, leave });
  useEffect(() => {
    latest.current = { placement, leave };
  });
  useEffect(() => () => latest.current.leave(), []);
  const place = useCallback(
    (wanted: Placement) => {
      const shown = latest.current;
      if (shown.placement?.bubble.id !== wanted.bubble.id) shown.leave();
      onPlace(wanted.bubble.id);
      setPlacement(wanted);
    },
    [onPlace],
  );
  return { placement, reasons, setReasons, place, keep, putBack };
}
