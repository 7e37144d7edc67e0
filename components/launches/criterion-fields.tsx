"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CRITERION_BASIS, CRITERION_DEFS, type CriterionKind } from "@/contracts/exit";

/** What a person types about a criterion's target and hold period, before it is read as numbers. */
export type CriterionDraft = { kind: CriterionKind; title: string; target: string; holdDays: string };

const UNIT_WORDS = { count: "", percent: "%", ms: "ms", minutes: "minutes", none: "" } as const;

export const KIND_WORDS: Readonly<Record<CriterionKind, string>> = {
  open_critical: "Open criticals",
  open_major: "Open majors",
  new_items_per_day: "New reports per day",
  error_rate: "Gateway error rate",
  latency_p95: "p95 latency",
  first_response: "Time to first response",
  negative_share: "Share of negative reports",
  manual: "Confirmed by a person",
};

/** A kind's offered title, target and hold period, as text. */
export function draftOf(kind: CriterionKind): CriterionDraft {
  const { title, target, holdHours } = CRITERION_DEFS[kind];
  return { kind, title, target: String(target), holdDays: String(holdHours / 24) };
}

/** The numbers behind what was typed; null for what is no number. */
export function readDraft(draft: CriterionDraft): { target: number | null; holdHours: number | null } {
  const number = (text: string) =>
    /^\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null;
  if (draft.kind === "manual") return { target: 0, holdHours: 0 };
  const [target, days] = [number(draft.target), number(draft.holdDays)];
  return { target, holdHours: days === null || days > 60 ? null : Math.round(days * 24 * 100) / 100 };
}

/** Target and hold period of one criterion; a manual one has neither. */
export function CriterionFields({
  draft,
  onChange,
  isTouched,
}: {
  draft: CriterionDraft;
  onChange: (draft: CriterionDraft) => void;
  isTouched: boolean;
}) {
  const { unit, compare } = CRITERION_DEFS[draft.kind];
  const { target, holdHours } = readDraft(draft);
  if (compare === "manual")
    return (
      <p className="text-muted-foreground">
        {CRITERION_BASIS.manual} It is met from the moment somebody confirms it.
      </p>
    );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={compare === "at_most" ? "At most" : "Below"}
        error={isTouched && target === null ? "Give a number, such as 3 or 0.5." : undefined}
      >
        <Input
          inputMode="decimal"
          value={draft.target}
          onChange={(event) => onChange({ ...draft, target: event.target.value })}
          {...(UNIT_WORDS[unit] === "" ? {} : { suffix: UNIT_WORDS[unit] })}
        />
      </Field>
      <Field
        label="True for"
        error={isTouched && holdHours === null ? "Give days between 0 and 60." : undefined}
      >
        <Input
          inputMode="decimal"
          value={draft.holdDays}
          onChange={(event) => onChange({ ...draft, holdDays: event.target.value })}
          suffix="days"
        />
      </Field>
    </div>
  );
}
