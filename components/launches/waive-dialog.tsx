"use client";
import { useState } from "react";
import { useReaderZone } from "@/components/format/zoned-time";
import { describeInZones } from "@/components/format/zone-words";
import { messageOf } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { readLocalField } from "@/contracts/moment";
import { WaiveCriterion, type CriterionView, WAIVER_DAYS_MAX } from "@/contracts/exit";
import { useLaunch } from "./launch-context";
import { StatementField } from "./statement-field";
import type { CriterionChanges } from "./use-criterion-changes";
import { isolate } from "@/contracts/isolate";

const RULE = WaiveCriterion.shape.reason;
const DAY_MS = 86_400_000;
/** A day as a date field writes it, in the reader's own zone. */
const toDateField = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
/** The end of that day; null where the field holds none. */
const endOfDay = (field: string): Date | null => readLocalField(`${field}T23:59:59`);

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
  const { timeZone } = useLaunch();
  const readerZone = useReaderZone() ?? timeZone;
  const isDayGood = end !== null && end.getTime() > now && end.getTime() < now + WAIVER_DAYS_MAX * DAY_MS;
  const waive = () => {
    setIsTouched(true);
    if (RULE.safeParse(reason).success && isDayGood)
      changes.waive.mutate(
        { criterionId: criterion.id, version: criterion.version, reason: reason.trim(), until: end },
        { onSuccess: onClose },
      );
  };
  return (
    <FormDialog
      title={`Waive “${isolate(criterion.title)}”`}
      description="It counts as settled until the day you choose, visible to everyone, and is judged by its figures again afterwards."
      onClose={onClose}
      submitLabel="Waive the criterion"
      onSubmit={waive}
      isBusy={changes.waive.isPending}
      error={changes.waive.isError && messageOf(changes.waive.error)}
    >
      <StatementField
        label="Why the launch may leave without it"
        rule={RULE}
        value={reason}
        onValueChange={setReason}
        isTouched={isTouched}
      />
      <Field
        label="Until the end of"
        hint={end === null ? undefined : describeInZones(end, timeZone, readerZone, "reader")}
        error={isTouched && !isDayGood ? `Choose a day within the next ${WAIVER_DAYS_MAX} days.` : undefined}
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
    </FormDialog>
  );
}
