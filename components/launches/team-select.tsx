"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
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
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="New team"
        description="Teams belong to the organization; every launch can route work to them."
        size="sm"
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            // The dialog lies inside another form on the page; its own submit must stay its own.
            event.stopPropagation();
            if (name.trim() !== "") create.mutate({ name: name.trim() });
          }}
        >
          <Field label="Name" error={create.isError ? messageOf(create.error) : undefined}>
            <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
          </Field>
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" isBusy={create.isPending} disabled={name.trim() === ""}>
              Make the team
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
