"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { fieldErrorsOf } from "@/components/launches/field-errors";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import {
  TRAFFIC_CLASS_WORDS,
  TRAFFIC_CLASSES,
  TrafficRuleInput,
  type RuleSubject,
  type TrafficClass,
  type TrafficRuleRow,
} from "@/contracts/traffic";
import { useTrafficRuleChanges } from "./use-traffic-rule-changes";

const SUBJECTS: readonly { value: RuleSubject; label: string; hint: string; example: string }[] = [
  {
    value: "path",
    label: "Path",
    hint:
      "* matches one segment, at the end all that follow; **/ at the beginning matches any beginning; " +
      "*.zip matches an ending. A method may come first.",
    example: "/internal/heartbeat",
  },
  {
    value: "agent",
    label: "User agent",
    hint: "Text in the caller's user agent, in any case. It matches at the beginning of a word unless * comes before it.",
    example: "acme-synthetics/",
  },
  { value: "method", label: "Method", hint: "One HTTP method.", example: "OPTIONS" },
];

/** Adds an entry to a launch's list, or changes one, and shows what it would have taken of the last 24 hours. */
export function TrafficRuleDialog({
  launchId,
  rule,
  onClose,
}: {
  launchId: string;
  rule: TrafficRuleRow | null;
  onClose: () => void;
}) {
  const { add, edit } = useTrafficRuleChanges();
  const [matches, setMatches] = useState<RuleSubject>(rule?.matches ?? "path");
  const [pattern, setPattern] = useState(rule?.patterns[0] ?? "");
  const [trafficClass, setTrafficClass] = useState<TrafficClass>(rule?.trafficClass ?? "probe");
  const [isTouched, setIsTouched] = useState(false);
  const read = TrafficRuleInput.safeParse({ matches, pattern, trafficClass });
  const mutation = rule ? edit : add;
  const subject = SUBJECTS.find((subject) => subject.value === matches)!;
  const problem = read.success ? undefined : read.error.issues[0]?.message;
  const save = () => {
    setIsTouched(true);
    if (!read.success) return;
    if (rule)
      edit.mutate(
        { launchId, ruleId: rule.id, version: rule.version, rule: read.data },
        { onSuccess: onClose },
      );
    else add.mutate({ launchId, rule: read.data }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={rule ? "Edit the entry" : "Add an entry"}
      description="It holds for what arrives from now on. What was counted before stays as it was."
      onClose={onClose}
      submitLabel={rule ? "Save the entry" : "Add the entry"}
      onSubmit={save}
      isBusy={mutation.isPending}
      noValidate
      error={mutation.isError && messageOf(mutation.error)}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Applies to">
          <Select
            value={matches}
            onValueChange={setMatches}
            options={SUBJECTS.map(({ value, label }) => ({ value, label }))}
          />
        </Field>
        <Field label="What that is">
          <Select
            value={trafficClass}
            onValueChange={setTrafficClass}
            options={TRAFFIC_CLASSES.map((value) => ({ value, label: TRAFFIC_CLASS_WORDS[value].one }))}
          />
        </Field>
      </div>
      <Field
        label="Pattern"
        hint={subject.hint}
        error={(isTouched ? problem : undefined) ?? fieldErrorsOf(mutation.error)["pattern"]}
      >
        <Input
          value={pattern}
          maxLength={200}
          placeholder={subject.example}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPattern(event.target.value)}
        />
      </Field>
      <Preview launchId={launchId} rule={read.success ? read.data : null} />
    </FormDialog>
  );
}

/** What an entry would have taken; nothing until it can be read. */
function Preview({ launchId, rule }: { launchId: string; rule: TrafficRuleInput | null }) {
  const trpc = useTRPC();
  const settled = useDeferredValue(rule);
  const preview = useQuery({
    ...trpc.monitoring.previewTrafficRule.queryOptions({
      launchId,
      rule: settled ?? { matches: "path", pattern: "/none", trafficClass: "probe" },
    }),
    enabled: settled !== null,
    placeholderData: (previous) => previous,
  });
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId }),
    staleTime: 60_000,
  });
  if (settled === null)
    return (
      <p className="text-meta text-muted-foreground">
        The requests of the last 24 hours that the entry would have matched appear here.
      </p>
    );
  if (preview.isError) return <InlineAlert tone="error" title={messageOf(preview.error)} />;
  if (!preview.data) return <SkeletonRows count={3} label="Loading the preview" />;
  const { matched, of, isSample, counted, examples, keptBy } = preview.data;
  const nameOf = (id: string) =>
    components.data?.find((component) => component.id === id)?.name ?? "a component";
  const usual = counted.find((owned) => owned.trafficClass === "use")?.n ?? 0;
  return (
    <section aria-label="What it would match" aria-live="polite" className="flex flex-col gap-2">
      <p className="figures">
        {of === 0
          ? "No requests in the last 24 hours to try it on."
          : matched === 0
            ? `It matches none of the ${formatCount(of)} requests of the last 24 hours.`
            : `It matches ${isSample ? "about " : ""}${formatCount(matched)} of ${formatCount(of)} requests of the last 24 hours` +
              (usual > 0
                ? `; ${formatCount(usual)} of them count as real use now.`
                : ", none of which count as real use now.")}
      </p>
      {keptBy.length > 0 && (
        <p className="text-meta text-muted-foreground figures">
          Stay real use, because a component lists them as its own:{" "}
          {keptBy.map(({ componentId, n }) => `${nameOf(componentId)} ${formatCount(n)}`).join(", ")}.
        </p>
      )}
      {examples.length > 0 && (
        <ul className="max-h-48 overflow-y-auto rounded-md border border-border">
          {examples.map((example) => (
            <li
              key={`${example.method} ${example.path} ${example.userAgent ?? ""}`}
              className="border-b border-border px-3 py-1.5 font-mono text-[11.5px] last:border-b-0"
            >
              <span className="[overflow-wrap:anywhere]">
                <span className="text-muted-foreground">{example.method}</span> {example.path}
              </span>
              {example.userAgent !== null && (
                <span className="block truncate text-muted-foreground" title={example.userAgent}>
                  {example.userAgent}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
