"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { SOURCE_KINDS } from "@/contracts/intake";
import {
  RoutingRuleDraft,
  type RoutingCondition,
  type RoutingEffects,
  type RoutingRule,
} from "@/contracts/routing";
import { ITEM_TYPES, SEVERITIES, URGENCIES } from "@/contracts/triage";
import { SEVERITY_WORDS, SOURCE_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { RuleTestTable } from "./rule-test-table";

type ListedRule = RoutingRule & { version: number; isEnabled: boolean };
type FieldName = RoutingCondition["field"];

const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  text: "Text",
  source: "Source",
  component: "Component",
  severity: "Severity",
  type: "Type",
  language: "Language",
};
const NONE = "none";

/** Starts a condition of a kind, with nothing chosen. */
function emptyCondition(field: FieldName): RoutingCondition {
  return field === "text" ? { field, op: "contains_any", value: [] } : { field, op: "is", value: [] };
}

/** A rule being written, with what it would do to recent reports below. */
export function RuleEditor({
  rule,
  others,
  onClose,
}: {
  rule: ListedRule | null;
  others: readonly ListedRule[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const launch = useLaunch();
  const [name, setName] = useState(rule?.name ?? "");
  const [conditions, setConditions] = useState<RoutingCondition[]>(
    rule?.conditions ?? [emptyCondition("text")],
  );
  const [effects, setEffects] = useState<RoutingEffects>(rule?.effects ?? {});
  const [problem, setProblem] = useState<string | null>(null);
  const teams = useQuery(trpc.launches.teams.queryOptions());
  const components = useQuery(trpc.launches.components.queryOptions({ launchId: launch.id }));
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: trpc.triage.rules.queryKey() });
    toastDone(rule ? "The rule was changed" : "The rule was added", "It speaks from the next report on.");
    onClose();
  };
  const create = useMutation(trpc.triage.createRule.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.triage.updateRule.mutationOptions({ onSuccess }));
  const draft = RoutingRuleDraft.safeParse({ name: name.trim() || "This rule", conditions, effects });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const checked = RoutingRuleDraft.safeParse({ name, conditions, effects });
    if (!checked.success) return setProblem(checked.error.issues[0]?.message ?? "Something is missing.");
    setProblem(null);
    if (rule) update.mutate({ ruleId: rule.id, expectedVersion: rule.version, rule: checked.data });
    else create.mutate({ launchId: launch.id, rule: checked.data });
  };
  const set = (change: Partial<RoutingEffects>) =>
    setEffects(
      Object.fromEntries(
        Object.entries<unknown>({ ...effects, ...change }).filter(([, v]) => v !== undefined),
      ),
    );
  const others_ = others.filter((r) => r.isEnabled && r.id !== rule?.id);
  const error =
    problem ?? (create.isError ? messageOf(create.error) : update.isError ? messageOf(update.error) : null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={rule ? "Change a rule" : "New rule"}
        description="All conditions must hold. Case and accents do not matter."
        size="lg"
      >
        <form onSubmit={submit} className="grid gap-4">
          {error && <InlineAlert tone="error">{error}</InlineAlert>}
          <Field label="Name" isRequired>
            <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={120} required />
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium">When</legend>
            {conditions.map((condition, at) => (
              <ConditionLine
                key={at}
                condition={condition}
                components={components.data ?? []}
                onChange={(next) => setConditions(conditions.map((c, n) => (n === at ? next : c)))}
                onRemove={
                  conditions.length > 1
                    ? () => setConditions(conditions.filter((_, n) => n !== at))
                    : undefined
                }
              />
            ))}
            <div>
              <Button
                size="sm"
                onClick={() => setConditions([...conditions, emptyCondition("severity")])}
                disabled={conditions.length >= 10}
              >
                Add a condition
              </Button>
            </div>
          </fieldset>
          <fieldset className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <legend className="mb-1 font-medium">Then</legend>
            <Field label="Team">
              <Select
                value={effects.teamId ?? NONE}
                onValueChange={(v) => set({ teamId: v === NONE ? undefined : v })}
                options={[
                  { value: NONE, label: "Leave it" },
                  ...(teams.data ?? []).map((t) => ({ value: t.id, label: t.name })),
                ]}
              />
            </Field>
            <Field label="Urgency">
              <Select
                value={effects.urgency ?? NONE}
                onValueChange={(v) => set({ urgency: v === NONE ? undefined : v })}
                options={[
                  { value: NONE, label: "Leave it" },
                  ...URGENCIES.map((u) => ({ value: u, label: URGENCY_WORDS[u] })),
                ]}
              />
            </Field>
            <Field label="Severity at least">
              <Select
                value={effects.severityAtLeast ?? NONE}
                onValueChange={(v) => set({ severityAtLeast: v === NONE ? undefined : v })}
                options={[
                  { value: NONE, label: "Leave it" },
                  ...SEVERITIES.map((s) => ({ value: s, label: SEVERITY_WORDS[s] })),
                ]}
              />
            </Field>
            <Field label="Component">
              <Select
                value={effects.component ?? NONE}
                onValueChange={(v) => set({ component: v === NONE ? undefined : v })}
                options={[
                  { value: NONE, label: "Leave it" },
                  ...(components.data ?? []).map((c) => ({ value: c.slug, label: c.name })),
                ]}
              />
            </Field>
            <Field label="Labels" hint="Separated by commas.">
              <Words
                value={effects.labels ?? []}
                onChange={(labels) => set({ labels: labels.length ? labels.slice(0, 10) : undefined })}
                placeholder="money, privacy"
              />
            </Field>
            <div className="self-end pb-2">
              <Checkbox
                label="Ask no model"
                hint="The built-in classifier reads it alone."
                checked={effects.skipAi ?? false}
                onCheckedChange={(on) => set({ skipAi: on === true ? true : undefined })}
              />
            </div>
          </fieldset>
          {draft.success && (
            <section className="relative max-h-64 overflow-auto rounded-md border border-border">
              <h3 className="px-4 pt-3 font-medium">On recent reports</h3>
              <RuleTestTable
                launchId={launch.id}
                rules={
                  rule
                    ? others
                        .filter((r) => r.isEnabled || r.id === rule.id)
                        .map((r) => (r.id === rule.id ? { ...draft.data, id: r.id } : r))
                    : [...others_, draft.data]
                }
              />
            </section>
          )}
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" isBusy={create.isPending || update.isPending}>
              {rule ? "Change the rule" : "Add the rule"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function ConditionLine({
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
  const choices: { value: string; label: string }[] | null =
    condition.field === "severity"
      ? SEVERITIES.map((s) => ({ value: s, label: SEVERITY_WORDS[s] }))
      : condition.field === "type"
        ? ITEM_TYPES.map((t) => ({ value: t, label: TYPE_WORDS[t] }))
        : condition.field === "source"
          ? SOURCE_KINDS.map((s) => ({ value: s, label: SOURCE_WORDS[s] }))
          : condition.field === "component"
            ? components.map((c) => ({ value: c.slug, label: c.name }))
            : null;
  const values = condition.value as readonly string[];
  const setValues = (value: string[]) => onChange({ ...condition, value } as RoutingCondition);
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-md border border-border p-2">
      <Select
        aria-label="What is looked at"
        size="sm"
        value={condition.field}
        onValueChange={(v) => onChange(emptyCondition(v as FieldName))}
        options={Object.entries(FIELD_WORDS).map(([value, label]) => ({ value, label }))}
      />
      {condition.field === "text" && (
        <Select
          aria-label="How"
          size="sm"
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
          <Words
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

/** A list of words in one field, separated by commas. */
function Words({
  value,
  onChange,
  ...rest
}: {
  value: readonly string[];
  onChange: (words: string[]) => void;
  placeholder: string;
  "aria-label"?: string;
}) {
  const [text, setText] = useState(value.join(", "));
  return (
    <Input
      {...rest}
      size="sm"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(",")
            .map((w) => w.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
