"use client";
import { useState, type ReactNode } from "react";
import { useCan } from "@/components/tenancy/member-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { Textarea } from "@/components/ui/textarea";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";

/** What can be read out to a caller until it is fixed. */
export function Workaround({
  issue,
  text,
  icon,
}: {
  issue: ActTarget;
  text: string | null;
  icon: ReactNode;
}) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const [draft, setDraft] = useState<string | null>(null);
  if (draft !== null)
    return (
      <form
        className="flex w-full flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          acts.act([issue], { kind: "workaround", text: draft.trim() === "" ? null : draft.trim() });
          setDraft(null);
        }}
      >
        <Field label="Workaround" hint="Support reads it out; reporters see it on their report's page.">
          <Textarea
            ref={focusWhenShown}
            rows={3}
            maxLength={4_000}
            dir="auto"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        <span className="flex gap-2">
          <Button size="sm" variant="primary" type="submit">
            Save
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
            Cancel
          </Button>
        </span>
      </form>
    );
  if (text === null || text === "")
    return mayWrite ? (
      <Button size="sm" variant="ghost" icon={icon} onClick={() => setDraft("")}>
        Add a workaround
      </Button>
    ) : (
      <p className="text-meta text-muted-foreground">No workaround yet</p>
    );
  return (
    <div className="w-full rounded-md border border-border bg-sunken/60 px-3 py-2">
      <p className="flex items-center gap-1.5 text-meta font-medium text-muted-foreground [&_svg]:size-3.5">
        {icon} Workaround
        {mayWrite && (
          <button
            type="button"
            className="ml-auto rounded-sm text-accent-text hover:underline"
            onClick={() => setDraft(text)}
          >
            Change
          </button>
        )}
      </p>
      <p className="mt-0.5 max-w-measure reported">{text}</p>
    </div>
  );
}
