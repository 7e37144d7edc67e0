"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ROLE_WORDS } from "@/components/format/words";
import { useTRPC } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { Role } from "@/contracts/tenancy";
import { TeamSelect } from "./team-select";
import { isolate } from "@/contracts/isolate";

export type Person = { id: string; name: string; role: Role };
/** So many of those who fit a search are shown; whoever looks for one more types one more letter. */
const FOUND_MAX = 100;

export type MemberDraft = { membershipId: string; duty: string; teamId: string | null };

/** Who works on a launch: everybody of the organization, ticked or not, with what they do here and in which team. */
export function MembersEditor({
  people,
  members,
  onSet,
  onRemove,
  isReadOnly = false,
}: {
  people: readonly Person[];
  members: readonly MemberDraft[];
  onSet: (member: MemberDraft) => void;
  onRemove: (membershipId: string) => void;
  isReadOnly?: boolean;
}) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  // Searched over all members: those of an organization may be more than were handed in.
  const found = useQuery({
    ...trpc.tenancy.members.queryOptions({ search: wanted, limit: FOUND_MAX }),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const shown = wanted === "" ? people : (found.data?.members ?? []);
  return (
    <div className="flex flex-col gap-2">
      {people.length > 8 && (
        <Input
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder="Find a person"
          aria-label="Find a person"
          className="max-w-72"
        />
      )}
      <ul className="divide-y divide-border rounded-md border border-border">
        {shown.map((person) => {
          const member = members.find((member) => member.membershipId === person.id);
          return (
            <li
              key={person.id}
              className="grid items-center gap-x-3 gap-y-2 px-3 py-2 sm:min-h-12 sm:grid-cols-[minmax(0,1fr)_11rem_9rem]"
            >
              <Checkbox
                checked={member !== undefined}
                disabled={isReadOnly}
                onCheckedChange={(isOn) =>
                  isOn === true
                    ? onSet({ membershipId: person.id, duty: "", teamId: null })
                    : onRemove(person.id)
                }
                label={
                  <span className="flex min-w-0 items-center gap-2">
                    <Avatar name={person.name} size="sm" isDecorative />
                    <span dir="auto" className="truncate">
                      {person.name}
                    </span>
                    <span className="text-meta text-muted-foreground">{ROLE_WORDS[person.role]}</span>
                  </span>
                }
              />
              {member && (
                <>
                  <Input
                    key={member.duty}
                    defaultValue={member.duty}
                    maxLength={80}
                    disabled={isReadOnly}
                    placeholder="Duty, such as first line"
                    aria-label={`Duty of ${isolate(person.name)}`}
                    onBlur={(event) =>
                      event.target.value.trim() !== member.duty &&
                      onSet({ ...member, duty: event.target.value.trim() })
                    }
                  />
                  <TeamSelect
                    label={`Team of ${isolate(person.name)}`}
                    value={member.teamId}
                    isReadOnly={isReadOnly}
                    onChange={(teamId) => onSet({ ...member, teamId })}
                  />
                </>
              )}
            </li>
          );
        })}
        {shown.length === 0 && (
          <li className="px-3 py-4 text-muted-foreground">
            {wanted !== "" && found.isPending ? "Searching…" : "No one by that name."}
          </li>
        )}
      </ul>
    </div>
  );
}
