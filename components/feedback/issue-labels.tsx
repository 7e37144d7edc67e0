"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, Tag, X } from "lucide-react";
import { useId, useRef, useState, type SubmitEvent } from "react";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { Input } from "@/components/ui/input";
import { LABELS_MAX, LabelName } from "@/contracts/issues";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";
import { isolate } from "@/contracts/isolate";

/** The labels people gave an issue: each can be taken off, another added, with those of the launch to choose from. */
export function IssueLabels({ issue }: { issue: ActTarget & { labels: readonly string[] } }) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const [isAdding, setIsAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  if (!mayWrite && issue.labels.length === 0) return null;
  const close = () => {
    setIsAdding(false);
    requestAnimationFrame(() => addButton.current?.focus());
  };
  return (
    <div role="group" aria-label="Labels" className="flex min-w-0 flex-wrap items-center gap-1.5">
      <Tag aria-hidden className="size-3.5 shrink-0 text-faint-foreground" />
      {issue.labels.map((label) => (
        <Badge key={label} className="max-w-48 gap-0.5">
          <span className="truncate">{label}</span>
          {mayWrite && (
            <button
              type="button"
              aria-label={`Remove the label ${isolate(label)}`}
              title={`Remove the label ${isolate(label)}`}
              onClick={() => acts.act([issue], { kind: "tag", add: [], remove: [label] })}
              className="-mr-1 grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover hover:text-foreground"
            >
              <X aria-hidden className="size-3" />
            </button>
          )}
        </Badge>
      ))}
      {mayWrite &&
        (isAdding ? (
          <NewLabel
            taken={issue.labels}
            onAdd={(label) => acts.act([issue], { kind: "tag", add: [label], remove: [] })}
            onClose={close}
          />
        ) : (
          <Button
            ref={addButton}
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden />}
            disabled={issue.labels.length >= LABELS_MAX}
            {...(issue.labels.length >= LABELS_MAX ? { title: `At most ${LABELS_MAX} labels` } : {})}
            onClick={() => setIsAdding(true)}
          >
            Label
          </Button>
        ))}
    </div>
  );
}

/** One field; Enter adds the label and stays for another, Escape leaves. */
function NewLabel({
  taken,
  onAdd,
  onClose,
}: {
  taken: readonly string[];
  onAdd: (label: string) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const listId = useId();
  const [draft, setDraft] = useState("");
  const known = useQuery({
    ...trpc.triage.labels.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const label = LabelName.safeParse(draft);
  const refusal =
    draft.trim() === ""
      ? null
      : label.success
        ? taken.includes(label.data)
          ? "The issue already has this label."
          : null
        : (label.error.issues[0]?.message ?? "A label needs at least one letter or digit.");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!label.success || refusal !== null) return;
    onAdd(label.data);
    setDraft("");
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-1.5">
      <Input
        size="sm"
        ref={focusWhenShown}
        aria-label="New label"
        aria-invalid={refusal !== null}
        placeholder="Label, then Enter"
        list={listId}
        maxLength={40}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
        className="w-40"
      />
      <datalist id={listId}>
        {(known.data ?? [])
          .filter(({ label }) => !taken.includes(label))
          .map(({ label }) => (
            <option key={label} value={label} />
          ))}
      </datalist>
      <Button size="sm" variant="ghost" onClick={onClose}>
        Done
      </Button>
      {refusal !== null && (
        <span role="alert" className="text-meta text-negative-foreground">
          {refusal}
        </span>
      )}
    </form>
  );
}
