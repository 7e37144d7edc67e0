"use client";
import { X } from "lucide-react";
import { SOURCE_KINDS } from "@/contracts/intake";
import type { RoutingCondition } from "@/contracts/routing";
import { ITEM_TYPES, SEVERITIES } from "@/contracts/triage";
import { SEVERITY_WORDS, SOURCE_WORDS, TYPE_WORDS } from "@/components/format/words";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { WordsInput } from "./words-input";

type FieldName = RoutingCondition["field"];

const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  text: "Text",
  source: "Source",
  component: "Component",
  severity: "Severity",
  type: "Type",
  language: "Language",
};
/** Starts a condition of a kind, with nothing chosen. */
export function emptyCondition(field: FieldName): RoutingCondition {
  return field === "text" ? { field, op: "contains_any", value: [] } : { field, op: "is", value: [] };
}

/** One condition of a rule: what is looked at, and for what. */
export function ConditionLine({
  condition,
  components,
  onChange,
  onRemove,
}: {
  condition: RoutingCondition;
  components: readonly { slug: string; name: string }[];
  onChange: (next: RoutingCondition) => void;
  onRemove: (() => void) | undefined;
}) {
  const values = condition.value as readonly string[];
  const choices: { value: string; label: string }[] | null =
    condition.field === "severity"
      ? SEVERITIES.map((s) => ({ value: s, label: SEVERITY_WORDS[s] }))
      : condition.field === "type"
        ? ITEM_TYPES.map((t) => ({ value: t, label: TYPE_WORDS[t] }))
        : condition.field === "source"
          ? SOURCE_KINDS.map((s) => ({ value: s, label: SOURCE_WORDS[s] }))
          : condition.field === "component"
            ? [
                ...components.map((c) => ({ value: c.slug, label: c.name })),
                // One that was removed is still asked for until somebody takes it away here.
                ...values
                  .filter((slug) => !components.some((c) => c.slug === slug))
                  .map((slug) => ({ value: slug, label: slug })),
              ]
            : null;
  const setValues = (value: string[]) => onChange({ ...condition, value } as RoutingCondition);
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-md border border-border p-2">
      <Select
        aria-label="Field"
        size="sm"
        className="w-auto"
        value={condition.field}
        onValueChange={(v) => onChange(emptyCondition(v as FieldName))}
        options={Object.entries(FIELD_WORDS).map(([value, label]) => ({ value, label }))}
      />
      {condition.field === "text" && (
        <Select
          aria-label="How"
          size="sm"
          className="w-auto"
          value={condition.op}
          onValueChange={(v) => onChange({ ...condition, op: v })}
          options={[
            { value: "contains_any", label: "contains any of" },
            { value: "contains_all", label: "contains all of" },
          ]}
        />
      )}
      {choices ? (
        <div className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1 py-1">
          {choices.map((choice) => (
            <Checkbox
              key={choice.value}
              label={choice.label}
              checked={values.includes(choice.value)}
              onCheckedChange={(on) =>
                setValues(on === true ? [...values, choice.value] : values.filter((v) => v !== choice.value))
              }
            />
          ))}
        </div>
      ) : (
        <div className="min-w-48 flex-1">
          <WordsInput
            aria-label={FIELD_WORDS[condition.field]}
            value={values}
            onChange={setValues}
            placeholder={condition.field === "language" ? "en, de" : "charged twice, double charge"}
          />
        </div>
      )}
      {onRemove && (
        <IconButton label="Remove this condition" size="sm" onClick={onRemove}>
          <X />
        </IconButton>
      )}
    </div>
  );
}
