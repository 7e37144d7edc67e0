"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { PHASE_WORDS } from "@/components/format/words";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { criteriaShortOf, MoveReason } from "@/contracts/exit";
import { PHASE_MOVES } from "@/contracts/launches";
import { type LaunchPhase } from "@/contracts/phases";
import { CriterionDot } from "./criterion-dot";
import { isStepBack, PHASE_SENTENCES } from "./phase-words";

/** Asks which phase a launch moves to, and why where its criteria do not hold. */
export function PhaseMoveDialog({
  launchId,
  version,
  phase,
  isOpen,
  onOpenChange,
}: {
  launchId: string;
  version: number;
  phase: LaunchPhase;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const steps = PHASE_MOVES[phase];
  const [to, setTo] = useState<LaunchPhase>(steps[0] ?? "stabilising");
  const [reason, setReason] = useState("");
  const [isTouched, setIsTouched] = useState(false);
  const exit = useQuery({ ...trpc.exit.page.queryOptions({ launchId }), enabled: isOpen });
  const move = useMutation(
    trpc.launches.movePhase.mutationOptions({
      onSuccess: () => {
        onOpenChange(false);
        setReason("");
        setIsTouched(false);
        toastDone(`The launch is ${PHASE_WORDS[to].toLowerCase()} now`);
        void queryClient.invalidateQueries({ queryKey: trpc.exit.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.launches.pathKey() });
      },
    }),
  );
  const target = steps.includes(to) ? to : (steps[0] ?? phase);
  const short = criteriaShortOf(target, exit.data?.criteria ?? []);
  const isRefused = target === "exited" && short.length > 0;
  const needsReason = short.length > 0 && !isRefused;
  const confirm = () => {
    setIsTouched(true);
    if (needsReason && !MoveReason.safeParse(reason).success) return;
    move.mutate({ launchId, version, phase: target, reason: reason.trim() });
  };
  return (
    <AlertDialog
      open={isOpen}
      onOpenChange={(next) => {
        onOpenChange(next);
        move.reset();
      }}
      title="Move the launch to another phase"
      description={
        `It is ${PHASE_WORDS[phase].toLowerCase()} now. Everyone sees the new phase at once, and the ` +
        "plan records when it actually began."
      }
      confirmLabel={
        needsReason
          ? `Move to ${PHASE_WORDS[target].toLowerCase()} anyway`
          : `${isStepBack(phase, target) ? "Go back to" : "Move to"} ${PHASE_WORDS[target].toLowerCase()}`
      }
      isBusy={move.isPending}
      isConfirmDisabled={isRefused || exit.isPending}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3">
        <Field label="Phase" hint={PHASE_SENTENCES[target]}>
          <Select
            value={target}
            onValueChange={setTo}
            options={steps.map((step) => ({ value: step, label: PHASE_WORDS[step] }))}
          />
        </Field>
        {short.length > 0 && (
          <InlineAlert
            tone="warning"
            title={
              isRefused
                ? `${formatNoun(short.length, "criterion", "criteria")} neither met nor waived`
                : `${formatNoun(short.length, "criterion does", "criteria do")} not hold`
            }
          >
            <ul className="my-1 max-h-40 overflow-y-auto">
              {short.map((criterion) => (
                <li key={criterion.id} className="flex items-start gap-2">
                  <CriterionDot state={criterion.state} className="mt-[3px]" />
                  <bdi className="min-w-0 [overflow-wrap:anywhere]">{criterion.title}</bdi>
                </li>
              ))}
            </ul>
            {isRefused
              ? "Meet or waive each one first; until then the launch can't be called exited."
              : "You can move on anyway. Your reason is kept in the audit log with this list."}
          </InlineAlert>
        )}
        <Field
          label="Reason"
          isOptional={!needsReason}
          error={needsReason && isTouched && MoveReason.safeParse(reason).error?.issues[0]?.message}
        >
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {move.isError && <InlineAlert tone="error" title={messageOf(move.error)} />}
      </div>
    </AlertDialog>
  );
}
