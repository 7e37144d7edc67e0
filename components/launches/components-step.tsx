"use client";
import { Plus, Trash2 } from "lucide-react";
import { isolate } from "@/contracts/isolate";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { emptyComponent } from "./component-draft";
import { ComponentFields } from "./component-fields";
import { componentProblems, type StepProps } from "./launch-draft";

/** The parts of the launch, as many as somebody wants to name already. */
export function ComponentsStep({ draft, change, isTouched }: StepProps) {
  return (
    <div className="flex flex-col gap-4">
      {draft.components.map((component, index) => (
        <fieldset key={component.key} className="relative rounded-md border border-border p-4">
          <legend className="px-1 text-meta text-muted-foreground">
            <bdi>{component.name.trim() || `Component ${index + 1}`}</bdi>
          </legend>
          <IconButton
            label={`Remove ${isolate(component.name.trim()) || `component ${index + 1}`}`}
            size="sm"
            className="absolute top-1 right-2"
            onClick={() =>
              change({ components: draft.components.filter((other) => other.key !== component.key) })
            }
          >
            <Trash2 aria-hidden />
          </IconButton>
          <ComponentFields
            draft={component}
            onChange={(next) =>
              change({
                components: draft.components.map((other) => (other.key === component.key ? next : other)),
              })
            }
            problems={isTouched ? componentProblems(draft, component) : {}}
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
