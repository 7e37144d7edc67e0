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
import { CRITERION_BASIS, CRITERION_KINDS, type CriterionView } from "@/contracts/exit";
import { canOwnCriterion } from "@/contracts/tenancy";
import { draftFrom, draftOf, readDraft, type CriterionDraft } from "./criterion-draft";
import { CriterionFields, KIND_WORDS } from "./criterion-fields";
import { useLaunch } from "./launch-context";
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
  const [isTouched, setIsTouched] = useState(false);
  const { target, targetMinutes, holdHours } = readDraft(draft);
  const mutation = criterion ? changes.edit : changes.create;
  const errors = fieldErrorsOf(mutation.error);
  const isOther =
    criterion !== null &&
    (target !== criterion.target ||
      targetMinutes !== criterion.targetMinutes ||
      (componentId === NOBODY ? null : componentId) !== criterion.componentId);
  const save = () => {
    setIsTouched(true);
    if (!readDraft(draft).isComplete || target === null || holdHours === null || draft.title.trim() === "")
      return;
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
        { criterionId: criterion.id, version: criterion.version, ...message },
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
        error={isTouched && draft.title.trim() === "" ? "Say it in a few words." : errors["title"]}
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
                  .filter((each) => !each.isArchived || each.id === componentId)
                  .map((each) => ({ value: each.id, label: each.name })),
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
      {isOther && (
        <InlineAlert title="The hold clock starts again">
          Time held against the old condition says nothing about the new one.
        </InlineAlert>
      )}
    </FormDialog>
  );
}
