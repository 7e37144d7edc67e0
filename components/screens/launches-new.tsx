"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { fieldErrorsOf } from "@/components/launches/field-errors";
import { isComplete, readLaunchDraft, STEPS, type StepKey } from "@/components/launches/launch-draft";
import { linksOf } from "@/components/launches/links";
import { useWizardDraft } from "@/components/launches/wizard-draft";
import { WizardStep } from "@/components/launches/wizard-step";
import { WizardSteps } from "@/components/launches/wizard-steps";
import { Page } from "@/components/layout/page";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { InlineAlert } from "@/components/ui/inline-alert";
import { useHydrated } from "@/components/ui/use-hydrated";
import { SkeletonRows } from "@/components/ui/skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { toastError } from "@/components/ui/toaster";

/** Sets up a launch step by step and leads to its war room. */
export function NewLaunchScreen() {
  const { organization } = useMember();
  const mayWrite = useCan("launch:write");
  const isHydrated = useHydrated();
  if (mayWrite)
    return isHydrated ? (
      <Wizard />
    ) : (
      <Page>
        <PageHeader title="New launch" />
        <SkeletonRows count={6} label="Loading the draft" />
      </Page>
    );
  return (
    <Page width="form">
      <PageHeader title="New launch" />
      <Card hasPadding={false}>
        <EmptyState
          icon={<Lock />}
          title="Setting up a launch is for leads and admins"
          description="Your role can view and work on launches. Ask a lead or an admin of your organization to set one up."
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

const KEYS = STEPS.map(({ key }) => key);
/** Each step is an entry of the browser's history, so that its Back goes one step back. */
const STEP_IN_ADDRESS = parseAsStringLiteral<StepKey>(KEYS)
  .withDefault("scope")
  .withOptions({ history: "push" });

function Wizard() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { organization } = useMember();
  const { draft, reached, wasBegun, change, reach, startOver, finish: forget } = useWizardDraft();
  const [stepKey, setStepKey] = useQueryState("step", STEP_IN_ADDRESS);
  // An address may name a step that nobody has reached yet.
  const step = Math.min(KEYS.indexOf(stepKey), reached);
  const [isTouched, setIsTouched] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const source = useMutation(trpc.intake.createSource.mutationOptions());
  const create = useMutation(trpc.launches.create.mutationOptions());
  useEffect(() => {
    if (refusals > 0 || create.error) focusFirstInvalid(form.current);
  }, [refusals, create.error]);
  const isLast = step === STEPS.length - 1;
  const current = STEPS[step] ?? STEPS[0];

  const goTo = (next: number) => {
    reach(next);
    void setStepKey(KEYS[next] ?? "scope");
    setIsTouched(false);
  };
  const finish = async () => {
    const launch = readLaunchDraft(draft);
    if (!launch) return goTo(STEPS.findIndex(({ key }) => key === "dates"));
    try {
      const made = await create.mutateAsync(launch);
      forget();
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
    } catch (error) {
      // Told beside the button, and the name where it can be put right.
      if (isAboutTheName(fieldErrorsOf(error))) goTo(0);
    }
  };
  const next = () => {
    if (!isComplete(current.key, draft)) {
      setIsTouched(true);
      return setRefusals((before) => before + 1);
    }
    if (!isLast) return goTo(step + 1);
    void finish();
  };
  const errors = fieldErrorsOf(create.error);
  return (
    <Page>
      <PageHeader
        title="New launch"
        description={wasBegun ? "Your draft is still here." : undefined}
        actions={
          wasBegun && (
            <Button
              variant="ghost"
              onClick={() => {
                startOver();
                void setStepKey(null);
                setIsTouched(false);
              }}
            >
              Start over
            </Button>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[13rem_minmax(0,44rem)]">
        <WizardSteps step={step} reached={reached} draft={draft} onGo={goTo} />
        <Card>
          <form
            ref={form}
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
            <WizardStep
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

const isAboutTheName = (errors: Record<string, string>) => "name" in errors || "slug" in errors;
