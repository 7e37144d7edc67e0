"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SENTIMENT_WORDS, SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC, useTRPCClient } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone, toastUndo } from "@/components/ui/toaster";
import {
  ITEM_TYPES,
  SENTIMENTS,
  SEVERITIES,
  type ItemType,
  type Sentiment,
  type Severity,
} from "@/contracts/triage";
import type { IssueItemRow } from "./issue-row";
import { LabelHistory } from "./label-history";
import { ProvenanceNote } from "./provenance-note";

const NO_COMPONENT = "none";

/** Labels of a report, corrected by a person: only what is changed is theirs from then on, and the issue is scored again. */
export function RelabelDialog({ item, onClose }: { item: IssueItemRow; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const labels = useQuery(trpc.feedback.itemLabels.queryOptions({ itemId: item.id }));
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const [type, setType] = useState(item.type as ItemType);
  const [severity, setSeverity] = useState(item.severity as Severity);
  const [sentiment, setSentiment] = useState(item.sentiment as Sentiment);
  const [componentId, setComponentId] = useState(item.componentId ?? NO_COMPONENT);
  const [reason, setReason] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const changes = {
    ...(type === item.type ? {} : { type }),
    ...(severity === item.severity ? {} : { severity }),
    ...(sentiment === item.sentiment ? {} : { sentiment }),
    ...(componentId === (item.componentId ?? NO_COMPONENT)
      ? {}
      : { componentId: componentId === NO_COMPONENT ? null : componentId }),
  };
  const isChanged = Object.keys(changes).length > 0;
  const settle = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.feedback.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.triage.pathKey() }),
    ]);
  const takeBack = () => {
    client.feedback.undoRelabel.mutate({ itemId: item.id }).then(
      () => {
        toastDone(`Restored the labels of ${item.reference}`);
        void settle();
      },
      (error: unknown) => {
        toastFailed(`The labels of ${item.reference} were not restored`, error);
        void settle();
      },
    );
  };
  const save = async () => {
    if (!isChanged) return;
    setIsBusy(true);
    setRefusal(null);
    try {
      await client.feedback.relabelItem.mutate({
        itemId: item.id,
        expectedVersion: item.version,
        ...changes,
        reason: reason.trim(),
      });
      toastUndo(`Relabelled ${item.reference}`, takeBack);
      await settle();
      onClose();
    } catch (error) {
      setRefusal(messageOf(error));
      setIsBusy(false);
      void settle();
    }
  };
  return (
    <FormDialog
      title={`Relabel ${item.reference}`}
      description="Labels you change are never overwritten by a machine. The issue is scored again."
      onClose={onClose}
      submitLabel="Save labels"
      onSubmit={() => void save()}
      isBusy={isBusy}
      isSubmitDisabled={!isChanged}
      error={refusal}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <LabelField name="Type" note={<ProvenanceNote provenance={item.provenance["type"]} />}>
          <Select<ItemType>
            value={type}
            onValueChange={setType}
            options={ITEM_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))}
          />
        </LabelField>
        <LabelField name="Severity" note={<ProvenanceNote provenance={item.provenance["severity"]} />}>
          <Select<Severity>
            value={severity}
            onValueChange={setSeverity}
            options={SEVERITIES.map((value) => ({
              value,
              label: SEVERITY_WORDS[value],
              icon: <SeverityGlyph severity={value} isDecorative />,
            }))}
          />
        </LabelField>
        <LabelField name="Component" note={<ProvenanceNote provenance={item.provenance["component"]} />}>
          <Select
            value={componentId}
            onValueChange={setComponentId}
            options={[
              { value: NO_COMPONENT, label: "None" },
              ...(components.data ?? [])
                .filter((component) => !component.isArchived || component.id === item.componentId)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </LabelField>
        <LabelField name="Sentiment" note={<ProvenanceNote provenance={item.provenance["sentiment"]} />}>
          <Select<Sentiment>
            value={sentiment}
            onValueChange={setSentiment}
            options={SENTIMENTS.map((value) => ({ value, label: SENTIMENT_WORDS[value] }))}
          />
        </LabelField>
      </div>
      <Field label="Why" isOptional hint="Shown beside the label.">
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {labels.data && <LabelHistory labels={labels.data} />}
    </FormDialog>
  );
}

function LabelField({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Field label={name}>{children}</Field>
      {note}
    </div>
  );
}
