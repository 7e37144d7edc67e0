"use client";
import { ComponentsStep } from "./components-step";
import { CriteriaPicker } from "./criteria-picker";
import { DatesFields } from "./dates-fields";
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
      return (
        <DatesFields value={draft.dates} onChange={(dates) => change({ dates })} isTouched={isTouched} />
      );
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
