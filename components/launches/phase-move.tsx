"use client";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/components/tenancy/member-context";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/load-when-idle";
import { PHASE_MOVES } from "@/contracts/launches";
import type { LaunchPhase } from "@/contracts/phases";

const PhaseMoveDialog = later(() =>
  import("./phase-move-dialog").then(({ PhaseMoveDialog: Dialog }) => Dialog),
);

/** Moves the launch to its next phase, or back; asked first, because everybody's screens say the phase. */
export function PhaseMove({
  launchId,
  version,
  phase,
  isReady,
}: {
  launchId: string;
  version: number;
  phase: LaunchPhase;
  isReady: boolean;
}) {
  const mayWrite = useCan("launch:write");
  // null until it was opened first; then it stays, and with it a reason that was begun.
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  if (!mayWrite || PHASE_MOVES[phase].length === 0) return null;
  return (
    <>
      <Button
        variant={phase === "exiting" && isReady ? "primary" : "secondary"}
        icon={<ArrowRight aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Change phase
      </Button>
      {isOpen !== null && (
        <PhaseMoveDialog
          launchId={launchId}
          version={version}
          phase={phase}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
        />
      )}
    </>
  );
}
