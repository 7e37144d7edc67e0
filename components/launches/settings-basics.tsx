"use client";
import { useState } from "react";
import { messageOf, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { momentInZone, toZonedField } from "@/contracts/moment";
import { isTimeZone } from "@/contracts/zones";
import { DatesFields, readDates, type DatesDraft } from "./dates-fields";
import { fieldErrorsOf } from "./field-errors";
import { USUAL_SIZING } from "./sizing-fields";
import { useLaunchChanges } from "./use-launch-changes";
import { ZoneField } from "./zone-field";

export type LaunchDetail = RouterOutputs["launches"]["bySlug"];

/** Name, scope, dates and what the recommended length follows from. */
export function BasicsSettings({ launch, isReadOnly }: { launch: LaunchDetail; isReadOnly: boolean }) {
  const { edit } = useLaunchChanges();
  const [name, setName] = useState(launch.name);
  const [scope, setScope] = useState(launch.scope);
  const [typedZone, setTypedZone] = useState(launch.timeZone);
  // The dates are filled in by the last zone that was one.
  const [timeZone, setTimeZone] = useState(launch.timeZone);
  const [dates, setDates] = useState<DatesDraft>({
    liveAt: toZonedField(launch.liveAt, launch.timeZone),
    endsAt: toZonedField(launch.endsAt, launch.timeZone),
    isEndTyped: true,
    sizing: launch.sizing ?? USUAL_SIZING,
  });
  const [isTouched, setIsTouched] = useState(false);
  const errors = fieldErrorsOf(edit.error);
  /** Another zone moves no date: the fields show the same moments by its clocks. */
  const changeZone = (typed: string) => {
    setTypedZone(typed);
    const next = typed.trim();
    if (!isTimeZone(next)) return;
    const shown = (field: string) => {
      const at = momentInZone(field, timeZone);
      return at ? toZonedField(at, next) : field;
    };
    setDates((before) => ({ ...before, liveAt: shown(before.liveAt), endsAt: shown(before.endsAt) }));
    setTimeZone(next);
  };
  const save = () => {
    setIsTouched(true);
    const read = readDates(dates, timeZone);
    if (!read || name.trim() === "" || !isTimeZone(typedZone.trim())) return;
    // A field shows minutes; what was not touched keeps its seconds.
    const keep = (before: Date, field: string, after: Date | null) =>
      toZonedField(before, timeZone) === field || !after ? before : after;
    const endsAt = dates.isEndTyped
      ? keep(launch.endsAt, dates.endsAt, momentInZone(dates.endsAt, timeZone))
      : undefined;
    edit.mutate({
      launchId: launch.id,
      version: launch.version,
      name: name.trim(),
      scope: scope.trim(),
      timeZone,
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
              <Input
                dir="auto"
                value={name}
                maxLength={120}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
            <Field
              label="Scope"
              isOptional
              hint="What is new, for whom, and what is not part of it. The classifier reads this too."
            >
              <Textarea
                rows={5}
                dir="auto"
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
          <ZoneField
            value={typedZone}
            onValueChange={changeZone}
            error={errors["timeZone"]}
            isTouched={isTouched}
            className="mb-4 max-w-72"
          />
          <DatesFields value={dates} timeZone={timeZone} onChange={setDates} isTouched={isTouched} />
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
