import type { z } from "zod";
import type { CreateLaunch } from "@/contracts/launches";
import { offeredCriteria, type PickedCriterion } from "./criteria-picker";
import { readDraft } from "./criterion-draft";
import {
  emptyComponent,
  problemsOf,
  readComponent,
  slugFrom,
  type ComponentDraft,
  type ComponentProblems,
} from "./component-draft";
import { toZonedField } from "@/contracts/moment";
import { isTimeZone } from "@/contracts/zones";
import { readDates, type DatesDraft } from "./dates-fields";
import type { MemberDraft } from "./members-editor";
import { USUAL_SIZING } from "./sizing-fields";

const HOUR_MS = 3_600_000;

/** What is asked of a new launch, in this order. */
export const STEPS = [
  {
    key: "scope",
    title: "Scope and name",
    hint: "What is launched, in the words its users use. The classifier reads this too.",
  },
  { key: "dates", title: "Dates", hint: "Five answers give a recommended length; you decide." },
  {
    key: "components",
    title: "Components",
    hint: "The parts that reports and traffic are sorted by. You can add them later.",
  },
  { key: "team", title: "Team", hint: "Who works on this launch, and as what." },
  {
    key: "criteria",
    title: "Exit criteria",
    hint: "When is hypercare over? Conditions on live data, each of which must hold for a while.",
  },
  {
    key: "source",
    title: "First source",
    hint: "A form that anybody can fill in without an account. More sources can follow.",
  },
] as const;

export type StepKey = (typeof STEPS)[number]["key"];

/** A launch as it is being set up. */
export type LaunchDraft = {
  name: string;
  scope: string;
  /** By whose clocks the dates are filled in; may be no zone while it is being typed. */
  timeZone: string;
  dates: DatesDraft;
  components: ComponentDraft[];
  members: MemberDraft[];
  criteria: PickedCriterion[];
  formName: string;
  hasForm: boolean;
};

/** A step's part of the draft is changed through `change`; what is missing is said once somebody tried to go on. */
export type StepProps = {
  draft: LaunchDraft;
  change: (next: Partial<LaunchDraft>) => void;
  isTouched: boolean;
};

/**
 * A new launch before anything was said of it: it goes live at the next full hour, with the usual size and every measured criterion.
 * @param timeZone the reader's, which most launches have as well
 */
export function firstDraft(now: Date, timeZone: string): LaunchDraft {
  const nextHour = new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS);
  return {
    name: "",
    scope: "",
    timeZone,
    dates: { liveAt: toZonedField(nextHour, timeZone), endsAt: "", isEndTyped: false, sizing: USUAL_SIZING },
    components: [emptyComponent()],
    members: [],
    criteria: offeredCriteria(),
    formName: "Feedback form",
    hasForm: true,
  };
}

const isBlank = (component: ComponentDraft) =>
  component.name.trim() === "" && component.keywords.trim() === "" && component.routePatterns.trim() === "";

/** The components that somebody has begun to fill in; the others are not sent. */
export const filledComponents = (draft: LaunchDraft): ComponentDraft[] =>
  draft.components.filter((component) => !isBlank(component));

/** What is wrong with a component of a launch; nothing is with one that is still blank. */
export function componentProblems(draft: LaunchDraft, component: ComponentDraft): ComponentProblems {
  if (isBlank(component)) return {};
  const others = filledComponents(draft).filter((other) => other !== component);
  return problemsOf(
    component,
    others.map((other) => ({ slug: other.slug || slugFrom(other.name) })),
  );
}

/** Whether a step can be left behind. */
export function isComplete(step: StepKey, draft: LaunchDraft): boolean {
  switch (step) {
    case "scope":
      return draft.name.trim() !== "";
    case "dates":
      return isTimeZone(draft.timeZone.trim()) && readDates(draft.dates, draft.timeZone.trim()) !== null;
    case "components":
      return filledComponents(draft).every(
        (component) => Object.keys(componentProblems(draft, component)).length === 0,
      );
    case "criteria":
      return chosenCriteria(draft).every((criterion) => {
        return readDraft(criterion).isComplete && criterion.title.trim() !== "";
      });
    case "source":
      return !draft.hasForm || draft.formName.trim() !== "";
    case "team":
      return true;
  }
}

/** The criteria that were taken. */
export const chosenCriteria = (draft: LaunchDraft): PickedCriterion[] =>
  draft.criteria.filter((criterion) => criterion.isOn);

/** The launch as it is sent; null while its dates cannot be read. */
export function readLaunchDraft(draft: LaunchDraft): z.input<typeof CreateLaunch> | null {
  const timeZone = draft.timeZone.trim();
  const dates = isTimeZone(timeZone) ? readDates(draft.dates, timeZone) : null;
  if (!dates) return null;
  return {
    name: draft.name.trim(),
    scope: draft.scope.trim(),
    liveAt: dates.liveAt,
    ...(dates.endsAt ? { endsAt: dates.endsAt } : {}),
    timeZone,
    sizing: draft.dates.sizing,
    components: filledComponents(draft).map(readComponent),
    members: draft.members,
    criteria: chosenCriteria(draft).map((criterion) => {
      const { target, targetMinutes, holdHours } = readDraft(criterion);
      return {
        kind: criterion.kind,
        title: criterion.title.trim(),
        target: target ?? 0,
        targetMinutes,
        holdHours: holdHours ?? 0,
        ownerId: null,
      };
    }),
  };
}
