"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrorsOf } from "@/components/launches/field-errors";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Button } from "@/components/ui/button";
import {
  CRITERION_BASIS,
  CRITERION_KINDS,
  isOtherCondition,
  MoveReason,
  type CriterionView,
} from "@/contracts/exit";
import { canOwnCriterion } from "@/contracts/tenancy";
import { draftFrom, draftOf, readDraft, type CriterionDraft } from "./criterion-draft";
import { CriterionFields, KIND_WORDS } from "./criterion-fields";
import { useLaunch } from "./launch-context";
import { StatementField } from "./statement-field";
import { retitled } from "./title-figures";
import type { CriterionChanges } from "./use-criterion-changes";

const NOBODY = "none";

/** Adds a criterion, or changes one. */
export function CriterionDialog({
  criterion,
  changes,
  onClose,
}: {
  criterion: CriterionView | null;
  changes: CriterionChanges;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayReadMembers = useCan("member:read");
  const people = useQuery({
    ...trpc.tenancy.people.queryOptions(),
    enabled: mayReadMembers,
    staleTime: 5 * 60_000,
  });
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const [draft, setDraft] = useState<CriterionDraft>(
    criterion ? draftFrom(criterion.kind, criterion) : draftOf("open_critical"),
  );
  const [ownerId, setOwnerId] = useState(criterion?.owner?.id ?? NOBODY);
  const [componentId, setComponentId] = useState(criterion?.componentId ?? NOBODY);
  const [reason, setReason] = useState("");
  const [isTouched, setIsTouched] = useState(false);
  const { target, targetMinutes, holdHours } = readDraft(draft);
  const mutation = criterion ? changes.edit : changes.create;
  const errors = fieldErrorsOf(mutation.error);
  const condition =
    target === null || holdHours === null
      ? null
      : { target, targetMinutes, holdHours, componentId: componentId === NOBODY ? null : componentId };
  const isMoved = criterion !== null && condition !== null && isOtherCondition(criterion, condition);
  const isRestarted =
    isMoved && isOtherCondition(criterion, { ...condition, holdHours: criterion.holdHours });
  const fittingTitle = isMoved && draft.hasOwnTitle ? retitled(draft.title, criterion, condition) : null;
  const save = () => {
    setIsTouched(true);
    if (!readDraft(draft).isComplete || target === null || holdHours === null || draft.title.trim() === "")
      return;
    if (isMoved && !MoveReason.safeParse(reason).success) return;
    const message = {
      title: draft.title.trim(),
      target,
      targetMinutes,
      holdHours,
      ownerId: ownerId === NOBODY ? null : ownerId,
      componentId: componentId === NOBODY || draft.kind === "manual" ? null : componentId,
    };
    if (criterion)
      changes.edit.mutate(
        {
          criterionId: criterion.id,
          version: criterion.version,
          ...message,
          ...(isMoved ? { reason: reason.trim() } : {}),
        },
        { onSuccess: onClose },
      );
    else changes.create.mutate({ launchId: launch.id, kind: draft.kind, ...message }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={criterion ? "Edit the criterion" : "Add an exit criterion"}
      description="A condition that live data must meet, and for how long, before this launch leaves hypercare."
      onClose={onClose}
      submitLabel={criterion ? "Save the criterion" : "Add the criterion"}
      onSubmit={save}
      isBusy={mutation.isPending}
      error={mutation.isError && messageOf(mutation.error)}
    >
      {criterion === null && (
        <Field label="What is measured" hint={CRITERION_BASIS[draft.kind]}>
          <Select
            value={draft.kind}
            onValueChange={(kind) => setDraft(draftOf(kind))}
            options={CRITERION_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
          />
        </Field>
      )}
      <Field
        label="Title"
        error={isTouched && draft.title.trim() === "" ? "Describe it in a few words." : errors["title"]}
      >
        <Input
          value={draft.title}
          maxLength={160}
          onChange={(event) => setDraft({ ...draft, title: event.target.value, hasOwnTitle: true })}
        />
      </Field>
      <CriterionFields draft={draft} onChange={setDraft} isTouched={isTouched} />
      <div className="grid gap-3 sm:grid-cols-2">
        {draft.kind !== "manual" && (
          <Field label="Measured for">
            <Select
              value={componentId}
              onValueChange={setComponentId}
              options={[
                { value: NOBODY, label: "The whole launch" },
                ...(components.data ?? [])
                  .filter((component) => !component.isArchived || component.id === componentId)
                  .map((component) => ({ value: component.id, label: component.name })),
              ]}
            />
          </Field>
        )}
        <Field label="Owner">
          <Select
            value={ownerId}
            onValueChange={setOwnerId}
            options={[
              { value: NOBODY, label: "Nobody yet" },
              ...(people.data ?? [])
                .filter((person) => canOwnCriterion(person.role) || person.id === ownerId)
                .map((person) => ({ value: person.id, label: person.name })),
            ]}
          />
        </Field>
      </div>
      {fittingTitle !== null && (
        <InlineAlert tone="warning" title="The title still has the old figure">
          <div className="mt-1 flex flex-col items-start gap-2">
            <span className="reported">{fittingTitle}</span>
            <Button size="sm" onClick={() => setDraft({ ...draft, title: fittingTitle })}>
              Use this title
            </Button>
          </div>
        </InlineAlert>
      )}
      {isMoved && (
        <StatementField
          label="Why the target changes"
          hint="Shown on the criterion with your name, beside what was agreed before."
          rule={MoveReason}
          value={reason}
          onValueChange={setReason}
          isTouched={isTouched}
        />
      )}
      {isRestarted && (
        <InlineAlert title="The hold clock starts again">
          Time held under the old condition does not count toward the new one.
        </InlineAlert>
      )}
    </FormDialog>
  );
}
