"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Lock, Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState, type ReactNode } from "react";
import { formatNoun } from "@/components/format/numbers";
import { CriteriaPicker, offeredCriteria, type PickedCriterion } from "@/components/launches/criteria-picker";
import { readDraft } from "@/components/launches/criterion-fields";
import { ComponentFields } from "@/components/launches/component-fields";
import {
  emptyComponent,
  problemsOf,
  readComponent,
  slugFrom,
  type ComponentDraft,
} from "@/components/launches/component-draft";
import { DatesFields, readDates, toMomentField, type DatesDraft } from "@/components/launches/dates-fields";
import { fieldErrorsOf } from "@/components/launches/field-errors";
import { linksOf } from "@/components/launches/links";
import { MembersEditor, type MemberDraft } from "@/components/launches/members-editor";
import { USUAL_SIZING } from "@/components/launches/sizing-fields";
import { Page } from "@/components/layout/page";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { toastError } from "@/components/ui/toaster";
import { useCurrentInSight } from "@/components/ui/use-current-in-sight";

const STEPS = [
  {
    key: "scope",
    title: "Scope and name",
    hint: "What is launched, in the words its users use. The classifier reads this too.",
  },
  { key: "dates", title: "Dates", hint: "Five answers give a recommended length; you decide." },
  {
    key: "components",
    title: "Components",
    hint: "The parts that reports and traffic are told to be about. They can be added later as well.",
  },
  { key: "team", title: "Team", hint: "Who works on this launch, and as what." },
  {
    key: "criteria",
    title: "Exit criteria",
    hint: "When is it over? Conditions on live data, each true for a while.",
  },
  {
    key: "source",
    title: "First way in",
    hint: "A form that anybody can fill in without an account. More sources can follow.",
  },
] as const;

type Draft = {
  name: string;
  scope: string;
  dates: DatesDraft;
  components: ComponentDraft[];
  members: MemberDraft[];
  criteria: PickedCriterion[];
  formName: string;
  hasForm: boolean;
};

function firstDraft(): Draft {
  const nextHour = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000);
  return {
    name: "",
    scope: "",
    dates: { liveAt: toMomentField(nextHour), endsAt: "", isEndTyped: false, sizing: USUAL_SIZING },
    components: [emptyComponent()],
    members: [],
    criteria: offeredCriteria(),
    formName: "Feedback form",
    hasForm: true,
  };
}

const isBlank = (component: ComponentDraft) =>
  component.name.trim() === "" && component.keywords.trim() === "" && component.routePatterns.trim() === "";
const slugOf = (component: ComponentDraft) => ({ slug: component.slug || slugFrom(component.name) });

/** Whether a step can be left behind. */
function isComplete(step: number, draft: Draft): boolean {
  switch (STEPS[step]?.key) {
    case "scope":
      return draft.name.trim() !== "";
    case "dates":
      return readDates(draft.dates) !== null;
    case "components": {
      const filled = draft.components.filter((component) => !isBlank(component));
      return filled.every(
        (component) =>
          Object.keys(problemsOf(component, filled.filter((other) => other !== component).map(slugOf)))
            .length === 0,
      );
    }
    case "criteria":
      return draft.criteria
        .filter((criterion) => criterion.isOn)
        .every((criterion) => {
          const { target, holdHours } = readDraft(criterion);
          return target !== null && holdHours !== null && criterion.title.trim() !== "";
        });
    case "source":
      return !draft.hasForm || draft.formName.trim() !== "";
    default:
      return true;
  }
}

/** Sets up a launch step by step and leads to its war room. */
export function NewLaunchScreen() {
  const { organization } = useMember();
  const mayWrite = useCan("launch:write");
  if (mayWrite) return <Wizard />;
  return (
    <Page width="form">
      <PageHeader title="New launch" />
      <Card hasPadding={false}>
        <EmptyState
          icon={<Lock />}
          title="Setting up a launch is for leads and admins"
          description="Your role reads and works on launches. Ask a lead or an admin of your organization to set one up."
          action={
            <Button asChild>
              <Link href={`/${organization.slug}/launches`}>Back to the launches</Link>
            </Button>
          }
        />
      </Card>
    </Page>
  );
}

function Wizard() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { organization } = useMember();
  const [draft, setDraft] = useState(firstDraft);
  const [step, setStep] = useState(0);
  const [reached, setReached] = useState(0);
  const [isTouched, setIsTouched] = useState(false);
  const source = useMutation(trpc.intake.createSource.mutationOptions());
  const create = useMutation(trpc.launches.create.mutationOptions());
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const isLast = step === STEPS.length - 1;
  const current = STEPS[step] ?? STEPS[0];

  const goTo = (next: number) => {
    setStep(next);
    setReached((before) => Math.max(before, next));
    setIsTouched(false);
  };
  const finish = async () => {
    const dates = readDates(draft.dates);
    if (!dates) return goTo(1);
    try {
      const made = await create.mutateAsync({
        name: draft.name.trim(),
        scope: draft.scope.trim(),
        liveAt: dates.liveAt,
        ...(dates.endsAt ? { endsAt: dates.endsAt } : {}),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        sizing: draft.dates.sizing,
        components: draft.components.filter((component) => !isBlank(component)).map(readComponent),
        members: draft.members,
        criteria: draft.criteria
          .filter((criterion) => criterion.isOn)
          .map((criterion) => {
            const { target, holdHours } = readDraft(criterion);
            return {
              kind: criterion.kind,
              title: criterion.title.trim(),
              target: target ?? 0,
              holdHours: holdHours ?? 0,
              ownerId: null,
            };
          }),
      });
      // The launch stands; a form that could not be made is made in the settings, and said so.
      if (draft.hasForm)
        await source
          .mutateAsync({ launchId: made.id, kind: "form", name: draft.formName.trim() })
          .catch((error: unknown) =>
            toastError(
              "The launch is set up, its form is not",
              `${messageOf(error)} Add it in the settings.`,
            ),
          );
      await queryClient.invalidateQueries({ queryKey: trpc.launches.pathKey() });
      router.push(linksOf(organization.slug, made.slug).warRoom);
    } catch {
      // Told below, beside the button.
    }
  };
  const next = () => {
    if (!isComplete(step, draft)) return setIsTouched(true);
    if (!isLast) return goTo(step + 1);
    void finish();
  };
  const errors = fieldErrorsOf(create.error);
  return (
    <Page>
      <PageHeader title="New launch" />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[13rem_minmax(0,44rem)]">
        <Steps step={step} reached={reached} draft={draft} onGo={goTo} />
        <Card>
          <form
            noValidate
            className="flex flex-col gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              next();
            }}
          >
            <div>
              <h2 className="text-section font-semibold">{current.title}</h2>
              <p className="text-muted-foreground">{current.hint}</p>
            </div>
            <StepBody
              step={current.key}
              draft={draft}
              change={change}
              isTouched={isTouched}
              nameError={errors["name"] ?? errors["slug"]}
            />
            {create.isError && (
              <InlineAlert tone="error" title={messageOf(create.error)}>
                Nothing was set up; what you typed is still here.
              </InlineAlert>
            )}
            <div className="flex items-center justify-between gap-2 border-t border-border pt-4">
              {step === 0 ? (
                <Button asChild variant="ghost">
                  <Link href={`/${organization.slug}/launches`}>Cancel</Link>
                </Button>
              ) : (
                <Button variant="ghost" onClick={() => goTo(step - 1)}>
                  Back
                </Button>
              )}
              <Button
                type="submit"
                variant="primary"
                isBusy={create.isPending || source.isPending || create.isSuccess}
              >
                {isLast ? "Set up the launch" : "Continue"}
              </Button>
            </div>
          </form>
        </Card>
      </div>
    </Page>
  );
}

function Steps({
  step,
  reached,
  draft,
  onGo,
}: {
  step: number;
  reached: number;
  draft: Draft;
  onGo: (step: number) => void;
}) {
  const row = useRef<HTMLOListElement>(null);
  useCurrentInSight(row, step);
  const filled = draft.components.filter((component) => !isBlank(component)).length;
  const said: Record<(typeof STEPS)[number]["key"], string> = {
    scope: draft.name.trim(),
    dates: "",
    components: filled > 0 ? formatNoun(filled, "component") : "",
    team: draft.members.length > 0 ? formatNoun(draft.members.length, "person", "people") : "",
    criteria: `${draft.criteria.filter((criterion) => criterion.isOn).length} chosen`,
    source: "",
  };
  return (
    <nav aria-label="Steps">
      <ol
        ref={row}
        className="relative flex flex-col gap-0.5 max-lg:[scrollbar-width:none] max-lg:flex-row max-lg:gap-1 max-lg:overflow-x-auto"
      >
        {STEPS.map(({ key, title }, at) => {
          const isDone = at < reached && at !== step && isComplete(at, draft);
          return (
            <li key={key}>
              <button
                type="button"
                disabled={at > reached}
                aria-current={at === step ? "step" : undefined}
                onClick={() => onGo(at)}
                className={cn(
                  "flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 py-1 text-left whitespace-nowrap enabled:hover:bg-hover disabled:text-faint-foreground",
                  at === step && "bg-selected font-medium",
                )}
              >
                <span
                  className={cn(
                    "grid size-5 shrink-0 place-items-center rounded-full border border-border-strong text-[11px] figures",
                    at === step && "border-accent bg-accent text-accent-foreground",
                    isDone && "border-transparent bg-positive-soft text-positive-foreground",
                  )}
                >
                  {isDone ? <Check aria-label="done" className="size-3" /> : at + 1}
                </span>
                <span className="min-w-0">
                  <span className="block">{title}</span>
                  {at <= reached && at !== step && said[key] !== "" && (
                    <span className="block max-w-36 truncate text-meta font-normal text-muted-foreground max-lg:hidden">
                      {said[key]}
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

type StepProps = { draft: Draft; change: (next: Partial<Draft>) => void; isTouched: boolean };

function StepBody({
  step,
  nameError,
  ...props
}: StepProps & { step: (typeof STEPS)[number]["key"]; nameError: string | undefined }): ReactNode {
  const { draft, change, isTouched } = props;
  switch (step) {
    case "scope":
      return (
        <>
          <Field
            label="Name"
            error={isTouched && draft.name.trim() === "" ? "Give the launch a name." : nameError}
          >
            <Input
              value={draft.name}
              maxLength={120}
              placeholder="Pay 2.0"
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <Field label="Scope" isOptional hint="What is new, for whom, and what is not part of it.">
            <Textarea
              rows={6}
              maxLength={4000}
              value={draft.scope}
              onChange={(event) => change({ scope: event.target.value })}
            />
          </Field>
        </>
      );
    case "dates":
      return (
        <DatesFields value={draft.dates} onChange={(dates) => change({ dates })} isTouched={isTouched} />
      );
    case "components":
      return <ComponentsStep {...props} />;
    case "team":
      return <TeamStep {...props} />;
    case "criteria":
      return (
        <CriteriaPicker
          value={draft.criteria}
          onChange={(criteria) => change({ criteria })}
          isTouched={isTouched}
        />
      );
    case "source":
      return <SourceStep {...props} />;
  }
}

function ComponentsStep({ draft, change, isTouched }: StepProps) {
  const filled = draft.components.filter((component) => !isBlank(component));
  return (
    <div className="flex flex-col gap-4">
      {draft.components.map((component, at) => (
        <fieldset key={component.key} className="relative rounded-md border border-border p-4">
          <legend className="px-1 text-meta text-muted-foreground">
            {component.name.trim() || `Component ${at + 1}`}
          </legend>
          <IconButton
            label={`Remove ${component.name.trim() || `component ${at + 1}`}`}
            size="sm"
            className="absolute top-1 right-2"
            onClick={() =>
              change({ components: draft.components.filter((each) => each.key !== component.key) })
            }
          >
            <Trash2 aria-hidden />
          </IconButton>
          <ComponentFields
            draft={component}
            onChange={(next) =>
              change({
                components: draft.components.map((each) => (each.key === component.key ? next : each)),
              })
            }
            problems={
              isTouched && !isBlank(component)
                ? problemsOf(component, filled.filter((other) => other !== component).map(slugOf))
                : {}
            }
          />
        </fieldset>
      ))}
      <Button
        icon={<Plus aria-hidden />}
        className="self-start"
        onClick={() => change({ components: [...draft.components, emptyComponent()] })}
      >
        {draft.components.length === 0 ? "Add a component" : "Add another component"}
      </Button>
    </div>
  );
}

function TeamStep({ draft, change }: StepProps) {
  const trpc = useTRPC();
  const people = useQuery(trpc.tenancy.people.queryOptions());
  if (!people.data)
    return people.isError ? (
      <InlineAlert tone="error" title={messageOf(people.error)} />
    ) : (
      <SkeletonRows count={4} />
    );
  return (
    <MembersEditor
      people={people.data}
      members={draft.members}
      onSet={(member) =>
        change({
          members: [...draft.members.filter((each) => each.membershipId !== member.membershipId), member],
        })
      }
      onRemove={(id) => change({ members: draft.members.filter((each) => each.membershipId !== id) })}
    />
  );
}

function SourceStep({ draft, change, isTouched }: StepProps) {
  return (
    <>
      <Checkbox
        checked={draft.hasForm}
        onCheckedChange={(isOn) => change({ hasForm: isOn === true })}
        label="Make a hosted form"
        hint="It works on every phone, without an account and without JavaScript, and answers with a reference."
      />
      {draft.hasForm && (
        <Field
          label="Name of the form"
          hint="Shown to your team. Reporters see the name of the launch."
          error={isTouched && draft.formName.trim() === "" ? "Give it a name." : undefined}
        >
          <Input
            value={draft.formName}
            maxLength={80}
            onChange={(event) => change({ formName: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
