"use client";
import { useQuery } from "@tanstack/react-query";
import { Filter, Plus } from "lucide-react";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { isolate } from "@/contracts/isolate";
import { TRAFFIC_CLASS_WORDS, TRAFFIC_CLASSES, type TrafficRuleRow } from "@/contracts/traffic";
import { TrafficRuleDialog } from "./traffic-rule-dialog";
import { useTrafficRuleChanges } from "./use-traffic-rule-changes";

const SUBJECT_WORDS = { path: "path", agent: "user agent", method: "method" } as const;
/** What keeps requests in comes after what takes them out. */
const CLASSES_SHOWN = [...TRAFFIC_CLASSES.filter((trafficClass) => trafficClass !== "use"), "use" as const];
/** Patterns of a built-in entry that are shown before the rest is asked for. */
const PATTERNS_AT_FIRST = 6;

/** What of a launch's traffic is no real use, entry by entry, with what each took today. */
export function TrafficRules({ launchId, isReadOnly }: { launchId: string; isReadOnly: boolean }) {
  const trpc = useTRPC();
  const rules = useQuery(trpc.monitoring.trafficRules.queryOptions({ launchId }));
  const { remove } = useTrafficRuleChanges();
  const [editing, setEditing] = useState<TrafficRuleRow | "new" | null>(null);
  const [removing, setRemoving] = useState<TrafficRuleRow | null>(null);
  const add = isReadOnly ? undefined : (
    <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
      Add an entry
    </Button>
  );
  const own = rules.data?.filter((rule) => rule.name === null) ?? [];
  const builtIn = rules.data?.filter((rule) => rule.name !== null) ?? [];
  const row = (rule: TrafficRuleRow) => (
    <RuleRow
      key={rule.id}
      launchId={launchId}
      rule={rule}
      isReadOnly={isReadOnly}
      onEdit={() => setEditing(rule)}
      onRemove={() => setRemoving(rule)}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <Card hasPadding={false}>
        <CardHeader
          title="What counts as real use"
          description={
            "Rates, latencies, exit criteria, error bursts and evidence are made of real use alone. What an entry matches is counted " +
            "apart. The routes that a component lists as its own stay real use, unless an entry is more exact. An entry " +
            "holds for what arrives after it; figures of before stay as they were."
          }
          hasBorder
          actions={add}
        />
        {rules.isError ? (
          <ErrorState
            title="Couldn’t load the list"
            kept={messageOf(rules.error)}
            onRetry={() => void rules.refetch()}
          />
        ) : !rules.data ? (
          <SkeletonRows count={4} label="Loading the rules" />
        ) : own.length === 0 ? (
          <EmptyState
            size="sm"
            icon={<Filter />}
            title="This launch's own entries appear here"
            description="For a probe, a crawler or a job of yours that the built-in entries below do not know."
            action={add}
          />
        ) : (
          <ul>{own.map(row)}</ul>
        )}
      </Card>
      {CLASSES_SHOWN.map((trafficClass) => {
        const ofClass = builtIn.filter((rule) => rule.trafficClass === trafficClass);
        if (ofClass.length === 0) return null;
        const { many, what } = TRAFFIC_CLASS_WORDS[trafficClass];
        return (
          <Card key={trafficClass} hasPadding={false}>
            <CardHeader
              title={trafficClass === "use" ? "Real use after all" : many}
              description={trafficClass === "use" ? "What other entries would match by mistake." : what}
              hasBorder
            />
            <ul>{ofClass.map(row)}</ul>
          </Card>
        );
      })}
      {editing !== null && (
        <TrafficRuleDialog
          launchId={launchId}
          rule={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {removing !== null && (
        <AlertDialog
          open
          onOpenChange={(isOpen) => !isOpen && setRemoving(null)}
          title={`Remove ${isolate(removing.patterns[0] ?? "")}?`}
          description="What it would have matched counts as real use from now on. What was counted before stays as it was."
          confirmLabel="Remove the entry"
          isBusy={remove.isPending}
          onConfirm={() =>
            remove.mutate({ launchId, ruleId: removing.id }, { onSettled: () => setRemoving(null) })
          }
        />
      )}
    </div>
  );
}

function RuleRow({
  launchId,
  rule,
  isReadOnly,
  onEdit,
  onRemove,
}: {
  launchId: string;
  rule: TrafficRuleRow;
  isReadOnly: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { switchOne } = useTrafficRuleChanges();
  const [isWhole, setIsWhole] = useState(false);
  const isOwn = rule.name === null;
  const title = rule.name ?? rule.patterns[0]!;
  const shown = isWhole ? rule.patterns : rule.patterns.slice(0, PATTERNS_AT_FIRST);
  return (
    <li className="flex flex-wrap items-start justify-end gap-x-4 gap-y-1 border-b border-border px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
          <span className={isOwn ? "font-mono text-meta font-medium" : "font-medium"}>{title}</span>
          <span className="text-meta text-muted-foreground">{SUBJECT_WORDS[rule.matches]}</span>
          {isOwn && <Badge tone="outline">{TRAFFIC_CLASS_WORDS[rule.trafficClass].one}</Badge>}
        </p>
        {!isOwn && (
          <p className="font-mono text-[11.5px] [overflow-wrap:anywhere] text-muted-foreground">
            {shown.join(" · ")}{" "}
            {rule.patterns.length > PATTERNS_AT_FIRST && (
              <button
                type="button"
                className="min-h-6 rounded-sm font-sans text-accent-text hover:underline"
                onClick={() => setIsWhole(!isWhole)}
              >
                {isWhole ? "fewer" : `and ${rule.patterns.length - PATTERNS_AT_FIRST} more`}
              </button>
            )}
          </p>
        )}
      </div>
      <span className="shrink-0 text-right text-meta text-muted-foreground figures sm:min-w-28">
        {rule.today === 0 ? "none today" : `${formatCount(rule.today)} today`}
      </span>
      <span className="flex shrink-0 items-center gap-1">
        {isOwn && !isReadOnly && (
          <span className="-my-1 flex gap-1">
            <Button size="sm" variant="ghost" aria-label={`Edit ${isolate(title)}`} onClick={onEdit}>
              Edit
            </Button>
            <Button size="sm" variant="ghost" aria-label={`Remove ${isolate(title)}`} onClick={onRemove}>
              Remove
            </Button>
          </span>
        )}
        <Switch
          aria-label={`${isolate(title)}: on`}
          checked={rule.isOn}
          disabled={isReadOnly || switchOne.isPending}
          onCheckedChange={(isOn) => switchOne.mutate({ launchId, ruleId: rule.id, isOn })}
        />
      </span>
    </li>
  );
}
