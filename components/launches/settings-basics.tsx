"use client";
import { useState } from "react";
import { messageOf, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { readLocalField } from "@/contracts/moment";
import { DatesFields, readDates, toMomentField, type DatesDraft } from "./dates-fields";
import { fieldErrorsOf } from "./field-errors";
import { USUAL_SIZING } from "./sizing-fields";
import { useLaunchChanges } from "./use-launch-changes";

export type LaunchDetail = RouterOutputs["launches"]["bySlug"];

/** Name, scope, dates and what the recommended length follows from. */
export function BasicsSettings({ launch, isReadOnly }: { launch: LaunchDetail; isReadOnly: boolean }) {
  const { edit } = useLaunchChanges();
  const [name, setName] = useState(launch.name);
  const [scope, setScope] = useState(launch.scope);
  const [timeZone, setTimeZone] = useState(launch.timeZone);
  const [dates, setDates] = useState<DatesDraft>({
    liveAt: toMomentField(launch.liveAt),
    endsAt: toMomentField(launch.endsAt),
    isEndTyped: true,
    sizing: launch.sizing ?? USUAL_SIZING,
  });
  const [isTouched, setIsTouched] = useState(false);
  const errors = fieldErrorsOf(edit.error);
  const save = () => {
    setIsTouched(true);
    const read = readDates(dates);
    if (!read || name.trim() === "") return;
    // A field shows minutes; what was not touched keeps its seconds.
    const keep = (before: Date, field: string, after: Date | null) =>
      toMomentField(before) === field || !after ? before : after;
    const endsAt = dates.isEndTyped
      ? keep(launch.endsAt, dates.endsAt, readLocalField(dates.endsAt))
      : undefined;
    edit.mutate({
      launchId: launch.id,
      version: launch.version,
      name: name.trim(),
      scope: scope.trim(),
      timeZone: timeZone.trim(),
      liveAt: keep(launch.liveAt, dates.liveAt, read.liveAt),
      ...(endsAt ? { endsAt } : {}),
      sizing: dates.sizing,
    });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset disabled={isReadOnly} className="m-0 flex min-w-0 flex-col gap-4 border-0 p-0">
        <Card>
          <CardHeader title="Scope and name" />
          <div className="flex flex-col gap-4">
            <Field
              label="Name"
              error={isTouched && name.trim() === "" ? "Give the launch a name." : errors["name"]}
            >
              <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
            </Field>
            <Field
              label="Scope"
              isOptional
              hint="What is new, for whom, and what is not part of it. The classifier reads this too."
            >
              <Textarea
                rows={5}
                maxLength={4000}
                value={scope}
                onChange={(event) => setScope(event.target.value)}
              />
            </Field>
            <Field label="Short name" hint="In addresses and the API; it does not change.">
              <Input isMono value={launch.slug} readOnly className="max-w-72" />
            </Field>
          </div>
        </Card>
        <Card>
          <CardHeader
            title="Dates"
            description={`Recommended when it was set up: ${launch.recommendedDays} days.`}
          />
          <DatesFields value={dates} onChange={setDates} isTouched={isTouched} />
          <Field
            label="Time zone of the launch"
            hint="Days of the burn-down begin at midnight there."
            error={errors["timeZone"]}
            className="mt-4 max-w-72"
          >
            <Input value={timeZone} maxLength={60} onChange={(event) => setTimeZone(event.target.value)} />
          </Field>
        </Card>
      </fieldset>
      {edit.isError && (
        <InlineAlert tone="error" title={messageOf(edit.error)}>
          What you typed is still here.
        </InlineAlert>
      )}
      {!isReadOnly && (
        <Button type="submit" variant="primary" isBusy={edit.isPending} className="self-start">
          Save the settings
        </Button>
      )}
    </form>
  );
}
