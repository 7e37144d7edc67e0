"use client";
import type { RoutingEffects } from "@/contracts/routing";
import { SEVERITIES, URGENCIES } from "@/contracts/triage";
import { SEVERITY_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { WordsInput } from "./words-input";

const NONE = "none";

/** What a rule does to a report, each part of it left alone unless something is chosen. */
export function RuleEffects({
  effects,
  teams,
  components,
  onChange,
}: {
  effects: RoutingEffects;
  teams: readonly { id: string; name: string }[];
  components: readonly { slug: string; name: string }[];
  onChange: (effects: RoutingEffects) => void;
}) {
  const set = (change: Partial<RoutingEffects>) =>
    onChange(
      Object.fromEntries(
        Object.entries<unknown>({ ...effects, ...change }).filter(([, v]) => v !== undefined),
      ),
    );
  return (
    <fieldset className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <legend className="mb-1 font-medium">Then</legend>
      <Field label="Team">
        <Select
          value={effects.teamId ?? NONE}
          onValueChange={(v) => set({ teamId: v === NONE ? undefined : v })}
          options={[
            { value: NONE, label: "Don't set" },
            ...teams.map((t) => ({ value: t.id, label: t.name })),
          ]}
        />
      </Field>
      <Field label="Urgency">
        <Select
          value={effects.urgency ?? NONE}
          onValueChange={(v) => set({ urgency: v === NONE ? undefined : v })}
          options={[
            { value: NONE, label: "Don't set" },
            ...URGENCIES.map((u) => ({ value: u, label: URGENCY_WORDS[u] })),
          ]}
        />
      </Field>
      <Field label="Severity at least">
        <Select
          value={effects.severityAtLeast ?? NONE}
          onValueChange={(v) => set({ severityAtLeast: v === NONE ? undefined : v })}
          options={[
            { value: NONE, label: "Don't set" },
            ...SEVERITIES.map((s) => ({ value: s, label: SEVERITY_WORDS[s] })),
          ]}
        />
      </Field>
      <Field label="Component">
        <Select
          value={effects.component ?? NONE}
          onValueChange={(v) => set({ component: v === NONE ? undefined : v })}
          options={[
            { value: NONE, label: "Don't set" },
            ...components.map((c) => ({ value: c.slug, label: c.name })),
          ]}
        />
      </Field>
      <Field label="Labels" hint="Separated by commas.">
        <WordsInput
          value={effects.labels ?? []}
          onChange={(labels) => set({ labels: labels.length ? labels.slice(0, 10) : undefined })}
          placeholder="money, privacy"
        />
      </Field>
      <div className="self-end pb-2">
        <Checkbox
          label="Don't send to an AI model"
          hint="Only the built-in classifier reads it."
          checked={effects.skipAi ?? false}
          onCheckedChange={(on) => set({ skipAi: on === true ? true : undefined })}
        />
      </div>
    </fieldset>
  );
}
