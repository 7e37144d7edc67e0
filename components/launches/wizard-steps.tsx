"use client";
import { Check } from "lucide-react";
import { useRef } from "react";
import { formatNoun } from "@/components/format/numbers";
import { cn } from "@/components/ui/cn";
import { useCurrentInSight } from "@/components/ui/use-current-in-sight";
import {
  chosenCriteria,
  filledComponents,
  isComplete,
  STEPS,
  type LaunchDraft,
  type StepKey,
} from "./launch-draft";

/** The steps of the wizard with what was said in each; those that were reached can be gone back to. */
export function WizardSteps({
  step,
  reached,
  draft,
  onGo,
}: {
  step: number;
  reached: number;
  draft: LaunchDraft;
  onGo: (step: number) => void;
}) {
  const row = useRef<HTMLOListElement>(null);
  useCurrentInSight(row, step);
  const filled = filledComponents(draft).length;
  const summaries: Record<StepKey, string> = {
    scope: draft.name.trim(),
    dates: "",
    components: filled > 0 ? formatNoun(filled, "component") : "",
    team: draft.members.length > 0 ? formatNoun(draft.members.length, "person", "people") : "",
    criteria: `${chosenCriteria(draft).length} chosen`,
    source: "",
  };
  return (
    <nav aria-label="Steps">
      <ol
        ref={row}
        className="relative flex flex-col gap-0.5 max-lg:[scrollbar-width:none] max-lg:flex-row max-lg:gap-1 max-lg:overflow-x-auto"
      >
        {STEPS.map(({ key, title }, index) => {
          const isDone = index < reached && index !== step && isComplete(key, draft);
          return (
            <li key={key}>
              <button
                type="button"
                disabled={index > reached}
                aria-current={index === step ? "step" : undefined}
                onClick={() => onGo(index)}
                className={cn(
                  "flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 py-1 text-left whitespace-nowrap " +
                    "enabled:hover:bg-hover disabled:text-faint-foreground",
                  index === step && "bg-selected font-medium",
                )}
              >
                <span
                  className={cn(
                    "grid size-5 shrink-0 place-items-center rounded-full border border-border-strong text-[11px] figures",
                    index === step && "border-accent bg-accent text-accent-foreground",
                    isDone && "border-transparent bg-positive-soft text-positive-foreground",
                  )}
                >
                  {isDone ? <Check aria-label="done" className="size-3" /> : index + 1}
                </span>
                <span className="min-w-0">
                  <span className="block">{title}</span>
                  {index <= reached && index !== step && summaries[key] !== "" && (
                    <span
                      dir="auto"
                      className="block max-w-36 truncate text-meta font-normal text-muted-foreground max-lg:hidden"
                    >
                      {summaries[key]}
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
