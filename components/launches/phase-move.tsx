"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { PHASE_WORDS } from "@/components/format/words";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { PHASE_MOVES } from "@/contracts/launches";
import { type LaunchPhase } from "@/contracts/phases";
import { isStepBack, PHASE_SENTENCES } from "./phase-words";

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
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useCan("launch:write");
  const steps = PHASE_MOVES[phase];
  const [isOpen, setIsOpen] = useState(false);
  const [to, setTo] = useState<LaunchPhase>(steps[0] ?? "stabilising");
  const [reason, setReason] = useState("");
  const move = useMutation(
    trpc.launches.movePhase.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        toastDone(`The launch is ${PHASE_WORDS[to].toLowerCase()} now`);
        void queryClient.invalidateQueries({ queryKey: trpc.exit.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.launches.pathKey() });
      },
    }),
  );
  if (!mayWrite || steps.length === 0) return null;
  const target = steps.includes(to) ? to : (steps[0] ?? phase);
  return (
    <>
      <Button
        variant={phase === "exiting" && isReady ? "primary" : "secondary"}
        icon={<ArrowRight aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Change phase
      </Button>
      <AlertDialog
        open={isOpen}
        onOpenChange={(next) => {
          setIsOpen(next);
          move.reset();
        }}
        title="Move the launch to another phase"
        description={
          `It is ${PHASE_WORDS[phase].toLowerCase()} now. Everybody sees the new phase at once, and the ` +
          "plan keeps when it really began."
        }
        confirmLabel={`${isStepBack(phase, target) ? "Go back to" : "Move to"} ${PHASE_WORDS[target].toLowerCase()}`}
        isBusy={move.isPending}
        onConfirm={() => move.mutate({ launchId, version, phase: target, reason: reason.trim() })}
      >
        <div className="flex flex-col gap-3">
          <Field label="Phase" hint={PHASE_SENTENCES[target]}>
            <Select
              value={target}
              onValueChange={setTo}
              options={steps.map((step) => ({ value: step, label: PHASE_WORDS[step] }))}
            />
          </Field>
          <Field label="Reason" isOptional>
            <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
          {target === "exited" && !isReady && (
            <InlineAlert tone="warning" title="Not every criterion is met or waived">
              Steady refuses to call a launch exited until each one is.
            </InlineAlert>
          )}
          {move.isError && <InlineAlert tone="error" title={messageOf(move.error)} />}
        </div>
      </AlertDialog>
    </>
  );
}
