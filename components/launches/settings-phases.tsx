"use client";
import { useState } from "react";
import { MomentField } from "@/components/format/moment-field";
import { ZonedTime } from "@/components/format/zoned-time";
import { PHASE_WORDS } from "@/components/format/words";
import { messageOf } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { FormDialog } from "@/components/ui/form-dialog";
import { LAUNCH_PHASES, type LaunchPhase } from "@/contracts/phases";
import { momentInZone, toZonedField } from "@/contracts/moment";
import { PlannedNotice } from "./planned-notice";
import { PhaseMove } from "./phase-move";
import { PHASE_SENTENCES } from "./phase-words";
import type { LaunchDetail } from "./settings-basics";
import { useLaunchChanges } from "./use-launch-changes";

/** The plan of phases, where the launch is in it, and the way on. */
export function PhasesSettings({
  launch,
  isReady,
  isReadOnly,
}: {
  launch: LaunchDetail;
  isReady: boolean;
  isReadOnly: boolean;
}) {
  const [editing, setEditing] = useState<LaunchPhase | null>(null);
  const at = LAUNCH_PHASES.indexOf(launch.phase);
  return (
    <Card hasPadding={false}>
      <CardHeader
        title="Phases"
        hasBorder
        description="What was planned, and what actually happened"
        actions={
          <PhaseMove launchId={launch.id} version={launch.version} phase={launch.phase} isReady={isReady} />
        }
      />
      <PlannedNotice launch={launch} className="m-4 mb-2" />
      <ol>
        {LAUNCH_PHASES.map((phase, index) => {
          const plan = launch.phases.find((planned) => planned.phase === phase);
          const isNow = phase === launch.phase;
          return (
            <li
              key={phase}
              className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-border px-4 py-3 last:border-b-0"
            >
              <span
                aria-hidden
                className={cn(
                  "mt-1 size-2.5 shrink-0 rounded-full border-2",
                  isNow
                    ? "border-accent bg-accent"
                    : index < at
                      ? "border-neutral bg-neutral"
                      : "border-border-strong",
                )}
              />
              <div className="min-w-0 flex-1">
                <p className={cn("flex items-center gap-2", isNow && "font-semibold")}>
                  {PHASE_WORDS[phase]} {isNow && <Badge tone="accent">now</Badge>}
                </p>
                <p className="text-muted-foreground">{PHASE_SENTENCES[phase]}</p>
              </div>
              <p className="shrink-0 text-muted-foreground figures max-sm:order-last max-sm:w-full max-sm:pl-6.5">
                {plan ? (
                  plan.endsAt ? (
                    <>
                      <ZonedTime value={plan.startsAt} timeZone={launch.timeZone} style="date" /> to{" "}
                      <ZonedTime value={plan.endsAt} timeZone={launch.timeZone} style="date" />
                    </>
                  ) : (
                    <>
                      from <ZonedTime value={plan.startsAt} timeZone={launch.timeZone} style="date" />
                    </>
                  )
                ) : (
                  "not planned"
                )}
              </p>
              {!isReadOnly && (
                <Button
                  size="sm"
                  variant="ghost"
                  className="-my-1"
                  aria-label={`Plan ${PHASE_WORDS[phase].toLowerCase()}`}
                  onClick={() => setEditing(phase)}
                >
                  Plan
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {editing !== null && (
        <PlanDialog key={editing} launch={launch} phase={editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  );
}

function PlanDialog({
  launch,
  phase,
  onClose,
}: {
  launch: LaunchDetail;
  phase: LaunchPhase;
  onClose: () => void;
}) {
  const { planPhase } = useLaunchChanges();
  const plan = launch.phases.find((planned) => planned.phase === phase);
  const { timeZone } = launch;
  const [startsAt, setStartsAt] = useState(toZonedField(plan?.startsAt ?? launch.liveAt, timeZone));
  const [endsAt, setEndsAt] = useState(plan?.endsAt ? toZonedField(plan.endsAt, timeZone) : "");
  const [isTouched, setIsTouched] = useState(false);
  const [start, end] = [momentInZone(startsAt, timeZone), momentInZone(endsAt, timeZone)];
  const isEndGood = endsAt === "" || (start !== null && end !== null && end >= start);
  const save = () => {
    setIsTouched(true);
    if (start && isEndGood)
      planPhase.mutate({ launchId: launch.id, phase, startsAt: start, endsAt: end }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={`Plan ${PHASE_WORDS[phase].toLowerCase()}`}
      description="A plan changes nothing on its own; people move a launch to the next phase."
      size="sm"
      onClose={onClose}
      submitLabel="Save the plan"
      onSubmit={save}
      isBusy={planPhase.isPending}
      error={planPhase.isError && messageOf(planPhase.error)}
    >
      <MomentField
        label="Begins"
        timeZone={timeZone}
        error={isTouched && start === null ? "Choose a day and a time." : undefined}
        value={startsAt}
        onValueChange={setStartsAt}
      />
      <MomentField
        label="Ends"
        isOptional
        timeZone={timeZone}
        error={isTouched && !isEndGood ? "The end is before the beginning." : undefined}
        value={endsAt}
        onValueChange={setEndsAt}
      />
    </FormDialog>
  );
}
