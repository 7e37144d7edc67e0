"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { slugFrom, type ComponentDraft, type ComponentProblems } from "./component-draft";
import { TeamSelect } from "./team-select";

/** One component: its name, the words and routes by which reports and traffic are told to be about it, and who answers for it. */
export function ComponentFields({
  draft,
  onChange,
  problems,
  isSlugFixed = false,
}: {
  draft: ComponentDraft;
  onChange: (draft: ComponentDraft) => void;
  problems: ComponentProblems;
  /** An existing component keeps its short name. */ isSlugFixed?: boolean;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name" error={problems.name}>
        <Input
          value={draft.name}
          maxLength={80}
          placeholder="Checkout"
          onChange={(event) =>
            onChange({
              ...draft,
              name: event.target.value,
              ...(draft.isSlugTyped || isSlugFixed ? {} : { slug: slugFrom(event.target.value) }),
            })
          }
        />
      </Field>
      <Field label="Short name" error={problems.slug}>
        <Input
          isMono
          value={draft.slug}
          maxLength={40}
          placeholder="checkout"
          disabled={isSlugFixed}
          onChange={(event) =>
            onChange({
              ...draft,
              slug: event.target.value.toLowerCase(),
              isSlugTyped: event.target.value !== "",
            })
          }
        />
      </Field>
      <Field label="Words people use for it" isOptional hint="Separated by commas.">
        <Input
          value={draft.keywords}
          placeholder="pay, card, basket"
          onChange={(event) => onChange({ ...draft, keywords: event.target.value })}
        />
      </Field>
      <Field
        label="Its routes"
        isOptional
        hint="At the gateway, separated by commas."
        error={problems.routePatterns}
      >
        <Input
          isMono
          value={draft.routePatterns}
          placeholder="/v2/payments/*"
          onChange={(event) => onChange({ ...draft, routePatterns: event.target.value })}
        />
      </Field>
      <Field label="Responsible team" className="sm:col-span-2 sm:max-w-72">
        <TeamSelect
          value={draft.ownerTeamId}
          onChange={(ownerTeamId) => onChange({ ...draft, ownerTeamId })}
        />
      </Field>
    </div>
  );
}
