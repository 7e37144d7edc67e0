"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

/** Makes a team of the organization, or renames one. */
export function TeamDialog({
  team = null,
  onClose,
  onDone,
}: {
  /** The team to rename; null makes a new one. */
  team?: { id: string; name: string } | null;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(team?.name ?? "");
  const name = draft.trim();
  const finish = async (id: string) => {
    // Issues, members and components name their team as well.
    await queryClient.invalidateQueries();
    onDone(id);
  };
  const create = useMutation(trpc.launches.createTeam.mutationOptions({ onSuccess: ({ id }) => finish(id) }));
  const rename = useMutation(
    trpc.launches.renameTeam.mutationOptions({
      onSuccess: async () => {
        toastDone(`The team is now called ${isolate(name)}`);
        await finish(team!.id);
      },
    }),
  );
  const { isPending, isError, error } = team ? rename : create;
  return (
    <FormDialog
      title={team ? `Rename ${isolate(team.name)}` : "New team"}
      description={
        team
          ? "Everywhere at once: on issues, components and members of every launch."
          : "Teams belong to the organization; every launch can route work to them."
      }
      size="sm"
      onClose={onClose}
      submitLabel={team ? "Rename the team" : "Create the team"}
      onSubmit={() => {
        if (name === "") return;
        if (team) rename.mutate({ teamId: team.id, name });
        else create.mutate({ name });
      }}
      isBusy={isPending}
      isSubmitDisabled={name === "" || name === team?.name}
    >
      <Field label="Name" error={isError ? messageOf(error) : undefined}>
        <Input value={draft} maxLength={80} onChange={(event) => setDraft(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
