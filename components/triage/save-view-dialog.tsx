"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { toastDone } from "@/components/ui/toaster";
import type { BoardSort } from "@/contracts/board";
import { isolate } from "@/contracts/isolate";
import type { BoardLayout } from "@/contracts/views";
import { useViewsChanged } from "./use-views-changed";

/** What a view keeps of the board as it is now. */
export type ShownBoard = { filter: string; layout: BoardLayout; sort: BoardSort | null };

/** Asks what a view of the board as it is now is called, and who sees it. */
export function SaveViewDialog({
  shown,
  onClose,
  hrefOf,
}: {
  shown: ShownBoard;
  onClose: () => void;
  /** The address of the view. */
  hrefOf: (view: ShownBoard & { id: string }) => string;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const changed = useViewsChanged();
  const [name, setName] = useState("");
  const [audience, setAudience] = useState<"me" | "all">("me");
  const create = useMutation(
    trpc.triage.createView.mutationOptions({
      onSuccess: async ({ viewId }) => {
        await changed();
        onClose();
        toastDone(`“${isolate(name.trim())}” is saved as a view`);
        window.history.replaceState(null, "", hrefOf({ ...shown, id: viewId }));
      },
    }),
  );
  return (
    <FormDialog
      size="sm"
      title="Save this view"
      description={shown.filter === "" ? "All issues" : shown.filter}
      onClose={onClose}
      submitLabel="Save view"
      onSubmit={() => {
        if (name.trim() !== "")
          create.mutate({
            launchId: launch.id,
            name: name.trim(),
            ...shown,
            isShared: audience === "all",
          });
      }}
      isBusy={create.isPending}
      isSubmitDisabled={name.trim() === ""}
    >
      <Field label="Name" isRequired>
        <Input
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          placeholder="Checkout criticals"
        />
      </Field>
      <Field label="Who sees it">
        <RadioGroup<"me" | "all">
          value={audience}
          onValueChange={setAudience}
          options={[
            { value: "me", label: "Only me" },
            { value: "all", label: "Everybody in the launch" },
          ]}
        />
      </Field>
      {create.isError && (
        <InlineAlert tone="error" title="The view was not saved">
          {messageOf(create.error)}
        </InlineAlert>
      )}
    </FormDialog>
  );
}
