"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrorsOf } from "@/components/launches/field-errors";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { CRITERION_BASIS, CRITERION_KINDS, type CriterionView } from "@/contracts/launches";
import { CriterionFields, draftOf, KIND_WORDS, readDraft, type CriterionDraft } from "./criterion-fields";
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
    criterion
      ? {
          kind: criterion.kind,
          title: criterion.title,
          target: String(criterion.target),
          holdDays: String(criterion.holdHours / 24),
        }
      : draftOf("open_critical"),
  );
  const [ownerId, setOwnerId] = useState(criterion?.owner?.id ?? NOBODY);
  const [componentId, setComponentId] = useState(criterion?.componentId ?? NOBODY);
  const [isTouched, setIsTouched] = useState(false);
  const { target, holdHours } = readDraft(draft);
  const mutation = criterion ? changes.edit : changes.create;
  const errors = fieldErrorsOf(mutation.error);
  const isOther =
    criterion !== null &&
    (target !== criterion.target || (componentId === NOBODY ? null : componentId) !== criterion.componentId);
  const save = () => {
    setIsTouched(true);
    if (target === null || holdHours === null || draft.title.trim() === "") return;
    const said = {
      title: draft.title.trim(),
      target,
      holdHours,
      ownerId: ownerId === NOBODY ? null : ownerId,
      componentId: componentId === NOBODY || draft.kind === "manual" ? null : componentId,
    };
    if (criterion)
      changes.edit.mutate(
        { criterionId: criterion.id, version: criterion.version, ...said },
        { onSuccess: onClose },
      );
    else changes.create.mutate({ launchId: launch.id, kind: draft.kind, ...said }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={criterion ? "Edit the criterion" : "Add an exit criterion"}
        description="A condition that live data must meet, and for how long, before this launch leaves hypercare."
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
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
              onChange={(event) => setDraft({ ...draft, title: event.target.value })}
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
                  ...(people.data ?? []).map((each) => ({ value: each.id, label: each.name })),
                ]}
              />
            </Field>
          </div>
          {isOther && (
            <InlineAlert title="The hold clock starts again">
              Time held against the old condition says nothing about the new one.
            </InlineAlert>
          )}
          {mutation.isError && <InlineAlert tone="error" title={messageOf(mutation.error)} />}
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" isBusy={mutation.isPending}>
              {criterion ? "Save the criterion" : "Add the criterion"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const DAY_MS = 86_400_000;
const WAIVER_DAYS_MAX = 90;
/** A day as a date field writes it, in the reader's own zone. */
export const toDateField = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
/** The end of that day. */
export const endOfDay = (field: string): Date => new Date(`${field}T23:59:59`);

/** Sets a criterion aside until a day, with a reason that everybody can read. */
export function WaiveDialog({
  criterion,
  changes,
  onClose,
}: {
  criterion: CriterionView;
  changes: CriterionChanges;
  onClose: () => void;
}) {
  const [now] = useState(() => Date.now());
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(toDateField(new Date(now + 7 * DAY_MS)));
  const [isTouched, setIsTouched] = useState(false);
  const end = endOfDay(until);
  const isDayGood = end.getTime() > now && end.getTime() < now + WAIVER_DAYS_MAX * DAY_MS;
  const isReasonGood = reason.trim().length >= 5;
  const waive = () => {
    setIsTouched(true);
    if (isReasonGood && isDayGood)
      changes.waive.mutate(
        { criterionId: criterion.id, version: criterion.version, reason: reason.trim(), until: end },
        { onSuccess: onClose },
      );
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={`Waive “${criterion.title}”`}
        description="It counts as settled until the day you choose, in everybody's sight, and is judged by its figures again afterwards."
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            waive();
          }}
        >
          <Field
            label="Why the launch may leave without it"
            error={isTouched && !isReasonGood ? "Say why, for those who read it later." : undefined}
          >
            <Textarea
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <Field
            label="Until the end of"
            error={
              isTouched && !isDayGood ? `Choose a day within the next ${WAIVER_DAYS_MAX} days.` : undefined
            }
          >
            <Input
              type="date"
              value={until}
              min={toDateField(new Date(now))}
              max={toDateField(new Date(now + (WAIVER_DAYS_MAX - 1) * DAY_MS))}
              onChange={(event) => setUntil(event.target.value)}
              className="w-44"
            />
          </Field>
          {changes.waive.isError && <InlineAlert tone="error" title={messageOf(changes.waive.error)} />}
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" isBusy={changes.waive.isPending}>
              Waive the criterion
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Confirms what no machine measures, with what was shown. */
export function ConfirmDialog({
  criterion,
  changes,
  onClose,
}: {
  criterion: CriterionView;
  changes: CriterionChanges;
  onClose: () => void;
}) {
  const [evidence, setEvidence] = useState("");
  const [isTouched, setIsTouched] = useState(false);
  const isGood = evidence.trim().length >= 5;
  const confirm = () => {
    setIsTouched(true);
    if (isGood)
      changes.confirm.mutate(
        { criterionId: criterion.id, version: criterion.version, evidence: evidence.trim() },
        { onSuccess: onClose },
      );
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={`Confirm “${criterion.title}”`}
        description="Your name and the time are kept with it."
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <Field
            label="What shows that it is so"
            hint="A link, a name, a result: whatever lets somebody else check it."
            error={isTouched && !isGood ? "Say what was shown: a link, a name, a result." : undefined}
          >
            <Textarea
              rows={3}
              maxLength={2000}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          </Field>
          {changes.confirm.isError && <InlineAlert tone="error" title={messageOf(changes.confirm.error)} />}
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" isBusy={changes.confirm.isPending}>
              Confirm the criterion
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
