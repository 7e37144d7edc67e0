"use client";
import { useQuery } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";
import { useState } from "react";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { FormDialog } from "@/components/ui/form-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ComponentFields } from "./component-fields";
import { emptyComponent, problemsOf, readComponent, type ComponentDraft } from "./component-draft";
import { fieldErrorsOf } from "./field-errors";
import { useLaunchChanges } from "./use-launch-changes";
import { isolate } from "@/contracts/isolate";

type Component = RouterOutputs["launches"]["components"][number];

/** The parts of the launch that reports and traffic are told to be about. */
export function ComponentsSettings({ launchId, isReadOnly }: { launchId: string; isReadOnly: boolean }) {
  const trpc = useTRPC();
  const components = useQuery(trpc.launches.components.queryOptions({ launchId }));
  const teams = useQuery(trpc.launches.teams.queryOptions());
  const { archiveComponent } = useLaunchChanges();
  const [editing, setEditing] = useState<Component | "new" | null>(null);
  const [archiving, setArchiving] = useState<Component | null>(null);
  const add = isReadOnly ? undefined : (
    <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
      Add a component
    </Button>
  );
  return (
    <Card hasPadding={false}>
      <CardHeader title="Components" hasBorder actions={add} />
      {components.data ? (
        components.data.length === 0 ? (
          <EmptyState
            size="sm"
            icon={<Boxes />}
            title="The components of the launch appear here"
            description="Without components, reports and traffic can only be counted for the whole launch."
            action={add}
          />
        ) : (
          <ul>
            {components.data.map((component) => (
              <li
                key={component.id}
                className="flex flex-wrap items-start justify-end gap-x-4 gap-y-1 border-b border-border px-4 py-3 last:border-b-0"
              >
                <div className="min-w-0 flex-1 basis-56">
                  <p className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
                    <span
                      dir="auto"
                      className={component.isArchived ? "text-muted-foreground" : "font-medium"}
                    >
                      {component.name}
                    </span>
                    <code className="text-meta text-muted-foreground">{component.slug}</code>
                    {component.isArchived && <Badge tone="outline">archived</Badge>}
                  </p>
                  {component.routePatterns.length > 0 && (
                    <p className="truncate font-mono text-[11.5px] text-muted-foreground">
                      {component.routePatterns.join("  ")}
                    </p>
                  )}
                  {component.keywords.length > 0 && (
                    <p dir="auto" className="truncate text-meta text-muted-foreground">
                      {component.keywords.join(", ")}
                    </p>
                  )}
                </div>
                <span className="shrink-0 text-muted-foreground max-sm:hidden">
                  {teams.data?.find((team) => team.id === component.ownerTeamId)?.name ?? "no team"}
                </span>
                {!isReadOnly && !component.isArchived && (
                  <span className="-my-1 flex shrink-0 gap-1">
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={`Edit ${isolate(component.name)}`}
                      onClick={() => setEditing(component)}
                    >
                      Edit
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={`Archive ${isolate(component.name)}`}
                      onClick={() => setArchiving(component)}
                    >
                      Archive
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )
      ) : components.isError ? (
        <ErrorState
          title="Couldn’t load the components"
          kept={messageOf(components.error)}
          onRetry={() => void components.refetch()}
        />
      ) : (
        <SkeletonRows count={5} label="Loading the components" />
      )}
      {editing !== null && (
        <ComponentDialog
          launchId={launchId}
          component={editing === "new" ? null : editing}
          others={(components.data ?? []).filter((component) => component !== editing)}
          onClose={() => setEditing(null)}
        />
      )}
      {archiving !== null && (
        <AlertDialog
          open
          onOpenChange={(isOpen) => !isOpen && setArchiving(null)}
          title={`Archive ${isolate(archiving.name)}?`}
          description={
            "New reports are no longer assigned to it and its routes no longer count for it. Its existing reports " +
            "keep it, and its short name stays taken."
          }
          confirmLabel="Archive the component"
          isBusy={archiveComponent.isPending}
          onConfirm={() =>
            archiveComponent.mutate(
              { componentId: archiving.id, version: archiving.version },
              { onSettled: () => setArchiving(null) },
            )
          }
        />
      )}
    </Card>
  );
}

function ComponentDialog({
  launchId,
  component,
  others,
  onClose,
}: {
  launchId: string;
  component: Component | null;
  others: readonly Component[];
  onClose: () => void;
}) {
  const { createComponent, editComponent } = useLaunchChanges();
  const [draft, setDraft] = useState<ComponentDraft>(() =>
    component
      ? {
          key: component.id,
          name: component.name,
          slug: component.slug,
          isSlugTyped: true,
          keywords: component.keywords.join(", "),
          routePatterns: component.routePatterns.join(", "),
          ownerTeamId: component.ownerTeamId,
        }
      : emptyComponent(),
  );
  const [isTouched, setIsTouched] = useState(false);
  const problems = problemsOf(draft, others);
  const mutation = component ? editComponent : createComponent;
  const save = () => {
    setIsTouched(true);
    if (Object.keys(problems).length > 0) return;
    const { slug, ...rest } = readComponent(draft);
    if (component)
      editComponent.mutate(
        { componentId: component.id, version: component.version, ...rest },
        { onSuccess: onClose },
      );
    else createComponent.mutate({ launchId, slug, ...rest }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={component ? `Edit ${isolate(component.name)}` : "Add a component"}
      size="lg"
      onClose={onClose}
      submitLabel={component ? "Save the component" : "Add the component"}
      onSubmit={save}
      isBusy={mutation.isPending}
      noValidate
      error={mutation.isError && messageOf(mutation.error)}
    >
      <ComponentFields
        draft={draft}
        onChange={setDraft}
        problems={{ ...(isTouched ? problems : {}), ...fieldErrorsOf(mutation.error) }}
        isSlugFixed={component !== null}
      />
    </FormDialog>
  );
}
