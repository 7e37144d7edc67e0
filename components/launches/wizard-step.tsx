"use client";
import { ComponentsStep } from "./components-step";
import { CriteriaPicker } from "./criteria-picker";
import { DatesStep } from "./dates-step";
import type { StepKey, StepProps } from "./launch-draft";
import { ScopeStep } from "./scope-step";
import { SourceStep } from "./source-step";
import { TeamStep } from "./team-step";

/** The fields of one step. */
export function WizardStep({
  step,
  nameError,
  ...props
}: StepProps & { step: StepKey; nameError: string | undefined }) {
  const { draft, change, isTouched } = props;
  switch (step) {
    case "scope":
      return <ScopeStep {...props} nameError={nameError} />;
    case "dates":
      return <DatesStep {...props} />;
    case "components":
      return <ComponentsStep {...props} />;
    case "team":
      return <TeamStep draft={draft} change={change} />;
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
