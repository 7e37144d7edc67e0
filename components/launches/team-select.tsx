"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const NOBODY = "none";
const NEW = "new";

/** One of the organization's teams, or none; a new one can be made on the way. */
export function TeamSelect({
  value,
  onChange,
  isReadOnly = false,
  label,
}: {
  value: string | null;
  onChange: (teamId: string | null) => void;
  isReadOnly?: boolean;
  label?: string;
}) {
  const trpc = useTRPC();
  const teams = useQuery({ ...trpc.launches.teams.queryOptions(), staleTime: 60_000 });
  const [isMaking, setIsMaking] = useState(false);
  return (
    <>
      <Select
        {...(label === undefined ? {} : { "aria-label": label })}
        value={value ?? NOBODY}
        disabled={isReadOnly}
        onValueChange={(id) => (id === NEW ? setIsMaking(true) : onChange(id === NOBODY ? null : id))}
        options={[
          { value: NOBODY, label: "No team" },
          ...(teams.data ?? []).map((team) => ({ value: team.id, label: team.name })),
          { value: NEW, label: "New team…" },
        ]}
      />
      {isMaking && (
        <NewTeamDialog
          onClose={() => setIsMaking(false)}
          onMade={(id) => {
            onChange(id);
            setIsMaking(false);
          }}
        />
      )}
    </>
  );
}

function NewTeamDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.launches.createTeam.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.launches.teams.queryKey() });
        onMade(id);
      },
    }),
  );
  return (
    <FormDialog
      title="New team"
      description="Teams belong to the organization; every launch can route work to them."
      size="sm"
      onClose={onClose}
      submitLabel="Make the team"
      onSubmit={() => {
        if (name.trim() !== "") create.mutate({ name: name.trim() });
      }}
      isBusy={create.isPending}
      isSubmitDisabled={name.trim() === ""}
    >
      <Field label="Name" error={create.isError ? messageOf(create.error) : undefined}>
        <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
