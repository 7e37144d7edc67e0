"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { MomentField } from "@/components/format/moment-field";
import { RELEASE_KIND_WORDS, RELEASE_OUTCOME_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";
import { momentInZone, toZonedField } from "@/contracts/moment";
import { RELEASE_KINDS, RELEASE_OUTCOMES, type ReleaseKind, type ReleaseOutcome } from "@/contracts/intake";

export type ListedRelease = RouterOutputs["monitoring"]["releases"]["releases"][number];

const WHOLE = "whole";

type Draft = {
  kind: ReleaseKind;
  version: string;
  componentId: string;
  startedAt: string;
  endedAt: string;
  outcome: ReleaseOutcome;
  url: string;
  notes: string;
};

/** What a release says, as the fields of the dialog hold it; a new one began now and went well. */
const draftOf = (release: ListedRelease | null, timeZone: string): Draft => ({
  kind: release?.kind ?? "deployment",
  version: release?.version ?? "",
  componentId: release?.componentId ?? WHOLE,
  startedAt: toZonedField(release?.startedAt ?? new Date(), timeZone),
  endedAt: release?.endedAt ? toZonedField(release.endedAt, timeZone) : "",
  outcome: release?.outcome ?? "succeeded",
  url: release?.url ?? "",
  notes: release?.notes ?? "",
});

/** Why a draft cannot be sent, by field. */
function problemsOf(draft: Draft, timeZone: string): Partial<Record<keyof Draft, string>> {
  const startedAt = momentInZone(draft.startedAt, timeZone);
  const endedAt = momentInZone(draft.endedAt, timeZone);
  return {
    ...(draft.version.trim() === "" ? { version: "Enter the version, flag or setting." } : {}),
    ...(startedAt === null ? { startedAt: "Choose a day and a time." } : {}),
    ...(startedAt && endedAt && endedAt < startedAt ? { endedAt: "It cannot end before it began." } : {}),
    ...(draft.url.trim() !== "" && !/^https?:\/\/\S+$/i.test(draft.url.trim())
      ? { url: "A link begins with https:// or http://." }
      : {}),
  };
}

/** Records a release by hand, or puts one right that was recorded so. */
export function ReleaseDialog({ release, onClose }: { release: ListedRelease | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const { timeZone } = launch;
  const [draft, setDraft] = useState(() => draftOf(release, timeZone));
  const [isTouched, setIsTouched] = useState(false);
  // One dialog is one delivery: a second press sends the same release again, not another one.
  const [deliveryId] = useState(() => crypto.randomUUID());
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const settle = async (message: string) => {
    toastDone(message, "Charts and suspect releases show it from now on.");
    await queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() });
    onClose();
  };
  const record = useMutation(
    trpc.monitoring.recordRelease.mutationOptions({
      onSuccess: () => settle(`${isolate(draft.version.trim())} is recorded`),
    }),
  );
  const change = useMutation(
    trpc.monitoring.changeRelease.mutationOptions({
      onSuccess: () => settle(`${isolate(draft.version.trim())} is changed`),
    }),
  );
  const { isPending, isError, error } = release ? change : record;
  const problems = isTouched ? problemsOf(draft, timeZone) : {};
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = () => {
    setIsTouched(true);
    const startedAt = momentInZone(draft.startedAt, timeZone);
    if (!startedAt || Object.keys(problemsOf(draft, timeZone)).length > 0) return;
    const endedAt = momentInZone(draft.endedAt, timeZone);
    const component = components.data?.find((component) => component.id === draft.componentId)?.slug;
    const fields = {
      kind: draft.kind,
      version: draft.version.trim(),
      startedAt: startedAt.toISOString(),
      outcome: draft.outcome,
      ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
      ...(component ? { component } : {}),
      ...(draft.url.trim() ? { url: draft.url.trim() } : {}),
      ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
    };
    if (release) change.mutate({ releaseId: release.id, revision: release.revision, release: fields });
    else record.mutate({ deliveryId, release: { launch: launch.id, ...fields } });
  };
  return (
    <FormDialog
      title={release ? `Change ${isolate(release.version)}` : "Record a release"}
      description={
        release
          ? "Correct what was recorded by hand."
          : "What changed and when, so that later problems can be traced to it. Pipelines do this by POST /api/v1/releases."
      }
      onClose={onClose}
      submitLabel={release ? "Save the release" : "Record the release"}
      onSubmit={save}
      isBusy={isPending}
      noValidate
      error={isError && messageOf(error)}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="What changed">
          <Select<ReleaseKind>
            value={draft.kind}
            onValueChange={(kind) => set({ kind })}
            options={RELEASE_KINDS.map((value) => ({ value, label: RELEASE_KIND_WORDS[value] }))}
          />
        </Field>
        <Field label={draft.kind === "deployment" ? "Version" : "Name"} error={problems.version}>
          <Input
            value={draft.version}
            maxLength={100}
            placeholder={draft.kind === "deployment" ? "2.0.4" : "new-checkout on"}
            onChange={(event) => set({ version: event.target.value })}
          />
        </Field>
        <MomentField
          label="Began"
          timeZone={timeZone}
          error={problems.startedAt}
          value={draft.startedAt}
          onValueChange={(startedAt) => set({ startedAt })}
        />
        <MomentField
          label="Ended, if it has"
          timeZone={timeZone}
          error={problems.endedAt}
          value={draft.endedAt}
          onValueChange={(endedAt) => set({ endedAt })}
        />
        <Field label="Component">
          <Select
            value={draft.componentId}
            onValueChange={(componentId) => set({ componentId })}
            options={[
              { value: WHOLE, label: "The whole launch" },
              ...(components.data ?? [])
                .filter((component) => !component.isArchived || component.id === draft.componentId)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field label="How it went">
          <Select<ReleaseOutcome>
            value={draft.outcome}
            onValueChange={(outcome) => set({ outcome })}
            options={RELEASE_OUTCOMES.map((value) => ({ value, label: RELEASE_OUTCOME_WORDS[value] }))}
          />
        </Field>
      </div>
      <Field label="Link" hint="Optional: the change, the ticket or the build." error={problems.url}>
        <Input
          value={draft.url}
          maxLength={2_000}
          inputMode="url"
          onChange={(event) => set({ url: event.target.value })}
        />
      </Field>
      <Field label="Notes" hint="Optional: what it changes, in words.">
        <Textarea
          rows={3}
          maxLength={2_000}
          value={draft.notes}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
    </FormDialog>
  );
}
