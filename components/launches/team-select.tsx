"use client";
import { useQuery } from "@tanstack/react-query";
import { useState, type ComponentProps } from "react";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Select } from "@/components/ui/select";
import { TeamDialog } from "./team-dialog";

const NOBODY = "none";
const NEW = "new";

/** One of the organization's teams, or none; a new one can be made on the way. */
export function TeamSelect({
  value,
  onChange,
  isReadOnly = false,
  label,
  ...rest
}: Pick<ComponentProps<typeof Select>, "isBare" | "size"> & {
  value: string | null;
  onChange: (teamId: string | null) => void;
  isReadOnly?: boolean;
  label?: string;
}) {
  const trpc = useTRPC();
  const teams = useQuery({ ...trpc.launches.teams.queryOptions(), staleTime: 60_000 });
  const mayMake = useCan("launch:write");
  const [isMaking, setIsMaking] = useState(false);
  return (
    <>
      <Select
        {...rest}
        {...(label === undefined ? {} : { "aria-label": label })}
        value={value ?? NOBODY}
        disabled={isReadOnly}
        onValueChange={(id) => (id === NEW ? setIsMaking(true) : onChange(id === NOBODY ? null : id))}
        options={[
          { value: NOBODY, label: "No team" },
          ...(teams.data ?? []).map((team) => ({ value: team.id, label: team.name })),
          ...(mayMake ? [{ value: NEW, label: "New team…" }] : []),
        ]}
      />
      {isMaking && (
        <TeamDialog
          onClose={() => setIsMaking(false)}
          onDone={(id) => {
            onChange(id);
            setIsMaking(false);
          }}
        />
      )}
    </>
  );
}
