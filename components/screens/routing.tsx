"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus } from "lucide-react";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { useLaunch } from "@/components/launches/launch-context";
import { Page } from "@/components/layout/page";
import { useCan } from "@/components/tenancy/member-context";
import { RuleEditor } from "@/components/triage/rule-editor";
import { RuleTestTable } from "@/components/triage/rule-test-table";
import { describeCondition, describeEffects } from "@/components/triage/rule-words";
import { useRuleNames } from "@/components/triage/use-rule-names";
import { ExportRules } from "@/components/triage/export-rules";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

type Rule = RouterOutputs["triage"]["rules"][number];

/** The launch's routing rules in order, and what they do to recent reports. */
export function RoutingScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayWrite = useCan("rule:write");
  const rules = useQuery(trpc.triage.rules.queryOptions({ launchId: launch.id }));
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const newRule = mayWrite ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setEditing("new")}>
      New rule
    </Button>
  ) : undefined;
  return (
    <Page width="wide">
      <PageHeader
        title="Routing"
        description="Rules run top to bottom; the first match sets team, urgency and component. Labels add up."
        actions={
          rules.data?.length ? (
            <>
              <ExportRules rules={rules.data} />
              {newRule}
            </>
          ) : undefined
        }
      />
      <div className="grid gap-4">
        <Card hasPadding={false}>
          {rules.data ? (
            rules.data.length === 0 ? (
              <EmptyState
                title="No rules yet"
                description={
                  "A rule sends reports with certain words, from a source or about a component to a team, with " +
                  "labels and an urgency."
                }
                {...(newRule ? { action: newRule } : {})}
              />
            ) : (
              <>
                <ol className="divide-y divide-border">
                  {rules.data.map((rule, index) => (
                    <RuleLine
                      key={rule.id}
                      rule={rule}
                      at={index}
                      all={rules.data}
                      mayWrite={mayWrite}
                      onEdit={() => setEditing(rule)}
                    />
                  ))}
                </ol>
                <LoadMore hasMore={false} onLoadMore={() => undefined} summary={describeRules(rules.data)} />
              </>
            )
          ) : rules.isError ? (
            <ErrorState
              title="Couldn’t load the rules"
              kept={messageOf(rules.error)}
              onRetry={() => void rules.refetch()}
            />
          ) : (
            <SkeletonRows count={4} label="Loading the rules" />
          )}
        </Card>
        {rules.data && (
          <Card hasPadding={false}>
            <CardHeader
              title="On recent reports"
              description="What the rules above do with the latest hundred reports."
              hasBorder
            />
            <RuleTestTable launchId={launch.id} rules={rules.data.filter((r) => r.isEnabled)} />
          </Card>
        )}
      </div>
      {editing && (
        <RuleEditor
          key={editing === "new" ? "new" : editing.id}
          rule={editing === "new" ? null : editing}
          others={rules.data ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

/** "4 rules in order, 1 of them off". */
function describeRules(rules: readonly Rule[]): string {
  const off = rules.filter((rule) => !rule.isEnabled).length;
  return `${formatNoun(rules.length, "rule")} in order${off === 0 ? "" : `, ${off} of them off`}`;
}

function RuleLine({
  rule,
  at,
  all,
  mayWrite,
  onEdit,
}: {
  rule: Rule;
  at: number;
  all: readonly Rule[];
  mayWrite: boolean;
  onEdit: () => void;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const launch = useLaunch();
  const names = useRuleNames(launch.id);
  const [isRemoving, setRemoving] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.triage.rules.queryKey() });
  const onError = (error: unknown) => toastFailed("Nothing was changed", error);
  const update = useMutation(trpc.triage.updateRule.mutationOptions({ onError, onSuccess: refresh }));
  const reorder = useMutation(trpc.triage.reorderRules.mutationOptions({ onError, onSuccess: refresh }));
  const remove = useMutation(
    trpc.triage.removeRule.mutationOptions({
      onError,
      onSuccess: async () => {
        setRemoving(false);
        await refresh();
        toastDone(`“${isolate(rule.name)}” was removed`);
      },
    }),
  );
  const move = (by: -1 | 1) => {
    const ids = all.map((r) => r.id);
    [ids[at], ids[at + by]] = [ids[at + by]!, ids[at]!];
    reorder.mutate({ launchId: launch.id, ruleIds: ids });
  };
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-3 gap-y-2 px-4 py-3 md:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <span className="pt-0.5 text-meta text-muted-foreground figures">{at + 1}</span>
      <div className={rule.isEnabled ? "" : "text-muted-foreground"}>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 reported">{rule.name}</span>
          {rule.isEarly && <Badge>Before classification</Badge>}
          {!rule.isEnabled && <Badge>Off</Badge>}
        </p>
        <p className="max-w-measure text-meta reported text-muted-foreground">
          When {rule.conditions.map((condition) => describeCondition(condition, names)).join(" and ")}:{" "}
          {describeEffects(rule.effects, names).join("; ")}.
        </p>
      </div>
      {mayWrite && (
        <div className="flex items-center gap-1 max-md:col-start-2">
          <Switch
            aria-label={`Use the rule ${isolate(rule.name)}`}
            checked={rule.isEnabled}
            onCheckedChange={(isEnabled) =>
              update.mutate({ ruleId: rule.id, expectedVersion: rule.version, isEnabled })
            }
          />
          <IconButton
            label="Move up"
            size="sm"
            disabled={at === 0 || reorder.isPending}
            onClick={() => move(-1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label="Move down"
            size="sm"
            disabled={at === all.length - 1 || reorder.isPending}
            onClick={() => move(1)}
          >
            <ArrowDown />
          </IconButton>
          <Button size="sm" variant="ghost" onClick={onEdit}>
            Edit
          </Button>
          <AlertDialog
            open={isRemoving}
            onOpenChange={setRemoving}
            title={`Remove “${isolate(rule.name)}”?`}
            description={`${formatNoun(all.length - 1, "rule")} stay. Reports it has already routed stay as they are.`}
            confirmLabel="Remove the rule"
            isDanger
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ ruleId: rule.id })}
            trigger={
              <Button size="sm" variant="ghost">
                Remove
              </Button>
            }
          />
        </div>
      )}
    </li>
  );
}
