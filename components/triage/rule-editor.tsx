"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  RoutingRuleDraft,
  type RoutingCondition,
  type RoutingEffects,
  type RoutingRule,
} from "@/contracts/routing";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { FormDialog } from "@/components/ui/form-dialog";
import { ConditionLine, emptyCondition } from "./condition-line";
import { RuleEffects } from "./rule-effects";
import { RuleTestTable } from "./rule-test-table";

type ListedRule = RoutingRule & { version: number; isEnabled: boolean };

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
    toastDone(rule ? "The rule was changed" : "The rule was added", "It applies from the next report on.");
    onClose();
  };
  const create = useMutation(trpc.triage.createRule.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.triage.updateRule.mutationOptions({ onSuccess }));
  const draft = RoutingRuleDraft.safeParse({ name: name.trim() || "This rule", conditions, effects });
  const submit = () => {
    const checked = RoutingRuleDraft.safeParse({ name, conditions, effects });
    if (!checked.success) return setProblem(checked.error.issues[0]?.message ?? "Something is missing.");
    setProblem(null);
    if (rule) update.mutate({ ruleId: rule.id, expectedVersion: rule.version, rule: checked.data });
    else create.mutate({ launchId: launch.id, rule: checked.data });
  };
  const error =
    problem ?? (create.isError ? messageOf(create.error) : update.isError ? messageOf(update.error) : null);
  return (
    <FormDialog
      title={rule ? "Change a rule" : "New rule"}
      description="All conditions must hold. Case and accents do not matter."
      size="lg"
      onClose={onClose}
      submitLabel={rule ? "Change the rule" : "Add the rule"}
      onSubmit={submit}
      isBusy={create.isPending || update.isPending}
      error={error}
    >
      <Field label="Name" isRequired>
        <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={120} required />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium">When</legend>
        {conditions.map((condition, index) => (
          <ConditionLine
            key={index}
            condition={condition}
            components={components.data ?? []}
            onChange={(next) => setConditions(conditions.map((c, n) => (n === index ? next : c)))}
            onRemove={
              conditions.length > 1
                ? () => setConditions(conditions.filter((_, n) => n !== index))
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
      <RuleEffects
        effects={effects}
        teams={teams.data ?? []}
        components={components.data ?? []}
        onChange={setEffects}
      />
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
                : [...others.filter((r) => r.isEnabled), draft.data]
            }
          />
        </section>
      )}
    </FormDialog>
  );
}
