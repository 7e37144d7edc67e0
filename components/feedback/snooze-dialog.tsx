"use client";
import { useId, useState } from "react";
import { MomentField } from "@/components/format/moment-field";
import { formatNoun } from "@/components/format/numbers";
import { useNow } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { readLocalField } from "@/contracts/moment";
import type { IssueAct } from "@/contracts/issues";
import { SNOOZE_MAX, WORSE_MEANS } from "@/contracts/snooze";
import type { ActTarget } from "./issue-row";
import { describeSnooze, presetsFrom, toLocalInput } from "./snooze-words";

type SnoozeAct = Extract<IssueAct, { kind: "snooze" }>;

/** What ends the snooze: a time, a number of reports or people, that it gets worse, or several of these, whichever comes first. */
export function SnoozeDialog({
  issues,
  onClose,
  onSnooze,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onSnooze: (act: SnoozeAct) => void;
}) {
  const now = useNow();
  const { timeZone } = useLaunch();
  const worseId = useId();
  const [until, setUntil] = useState("");
  const [reports, setReports] = useState("");
  const [people, setPeople] = useState("");
  const [whenWorse, setWhenWorse] = useState(true);
  const [reason, setReason] = useState("");
  const [isConfirmed, setIsConfirmed] = useState(false);
  const only = issues.length === 1 ? issues[0] : undefined;
  const criticals = issues.filter((issue) => issue.severity === "critical");
  const act: SnoozeAct = {
    kind: "snooze",
    until: readLocalField(until),
    moreReports: readNumber(reports),
    morePeople: readNumber(people),
    whenWorse,
    reason: reason.trim(),
    isCriticalConfirmed: criticals.length > 0 && isConfirmed,
  };
  const isPast = now !== null && act.until instanceof Date && act.until.getTime() <= now;
  const waitsFor = describeSnooze(act);
  const numberError = (text: string): string | undefined =>
    text !== "" && readNumber(text) === null ? `A whole number from 1 to ${SNOOZE_MAX}.` : undefined;
  const errors = [numberError(reports), numberError(people)];
  const isReady =
    waitsFor !== "" &&
    !isPast &&
    errors.every((error) => error === undefined) &&
    (criticals.length === 0 || (isConfirmed && act.reason !== ""));
  return (
    <FormDialog
      title={only ? `Snooze #${only.number}` : `Snooze ${formatNoun(issues.length, "issue")}`}
      description="It leaves the inbox and comes back on its own when the first of these happens. New reports still join it."
      onClose={onClose}
      submitLabel={only ? "Snooze" : `Snooze ${formatNoun(issues.length, "issue")}`}
      onSubmit={() => {
        if (!isReady) return;
        onSnooze(act);
        onClose();
      }}
      isSubmitDisabled={!isReady}
    >
      {criticals.length > 0 && (
        <InlineAlert
          tone="warning"
          title={
            only
              ? "This issue is critical"
              : `${formatNoun(criticals.length, "of these is", "of these are")} critical`
          }
        >
          It stays out of the inbox until then. Give a reason and confirm below.
        </InlineAlert>
      )}
      <div>
        <Checkbox
          checked={whenWorse}
          onCheckedChange={(checked) => setWhenWorse(checked === true)}
          aria-describedby={worseId}
          label={<span className="font-medium">When it gets worse</span>}
        />
        <div id={worseId} className="mt-0.5 pl-6 text-meta text-muted-foreground">
          Any of these counts as worse:
          <ul className="list-disc pl-4">
            {WORSE_MEANS.map((meaning) => (
              <li key={meaning}>{meaning}</li>
            ))}
          </ul>
        </div>
      </div>
      <MomentField
        label="At a time"
        isOptional
        timeZone={timeZone}
        typedIn="reader"
        error={isPast ? "That time has passed. Choose a later one." : undefined}
        value={until}
        onValueChange={setUntil}
      />
      <div role="group" aria-label="Common times" className="-mt-2 flex flex-wrap gap-1.5">
        {presetsFrom(new Date(now ?? 0)).map(({ label, at }) => (
          <Button
            key={label}
            size="sm"
            aria-pressed={until === toLocalInput(at)}
            onClick={() => setUntil(until === toLocalInput(at) ? "" : toLocalInput(at))}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label="After more reports" isOptional hint="Counted from now." error={errors[0]}>
          <Input
            inputMode="numeric"
            value={reports}
            maxLength={5}
            suffix="reports"
            onChange={(event) => setReports(event.target.value)}
          />
        </Field>
        <Field label="After more people" isOptional hint="New ones; each counts once." error={errors[1]}>
          <Input
            inputMode="numeric"
            value={people}
            maxLength={5}
            suffix="people"
            onChange={(event) => setPeople(event.target.value)}
          />
        </Field>
      </div>
      <Field label="Why" isOptional={criticals.length === 0} isRequired={criticals.length > 0}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {criticals.length > 0 && (
        <Checkbox
          checked={isConfirmed}
          onCheckedChange={(checked) => setIsConfirmed(checked === true)}
          label={only ? "Yes, snooze this critical issue" : "Yes, snooze the critical ones too"}
        />
      )}
      <p className="text-muted-foreground" role="status">
        {waitsFor === ""
          ? "Choose at least one thing that ends the snooze."
          : `Snoozed until ${waitsFor}. A critical report ends it in any case.`}
      </p>
    </FormDialog>
  );
}

/** A whole number from 1 on; null for anything else. */
function readNumber(text: string): number | null {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= SNOOZE_MAX ? number : null;
}
