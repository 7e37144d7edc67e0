"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, UserRoundX } from "lucide-react";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ActTarget } from "./issue-row";

const SHOWN_MAX = 60;
const ROW =
  "flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover focus-visible:bg-hover";

/** Whose issues are: oneself first, the others by name, and nobody. Enter takes the first that is found. */
export function AssignDialog({
  issues,
  onClose,
  onAssign,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onAssign: (ownerId: string | null) => void;
}) {
  const trpc = useTRPC();
  const { membership } = useMember();
  const mayRead = useCan("member:read");
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const people = useQuery({ ...trpc.tenancy.people.queryOptions(), enabled: mayRead, staleTime: 5 * 60_000 });
  const found = useQuery({
    ...trpc.tenancy.members.queryOptions({ search: wanted, limit: SHOWN_MAX }),
    enabled: mayRead && wanted !== "",
    placeholderData: keepPreviousData,
  });
  const others = (wanted === "" ? (people.data ?? []) : (found.data?.members ?? []))
    .filter((person) => person.id !== membership.id)
    .slice(0, SHOWN_MAX);
  const isSelfFound = wanted === "" || membership.name.toLowerCase().includes(wanted.toLowerCase());
  const offered = [...(isSelfFound ? [membership] : []), ...others];
  const owners = new Set(issues.map((issue) => issue.ownerId ?? null));
  const only = issues.length === 1 ? issues[0] : undefined;
  const assign = (ownerId: string | null) => {
    onAssign(ownerId);
    onClose();
  };
  const error = people.error ?? found.error;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        size="sm"
        title={only ? `Assign #${only.number}` : `Assign ${formatNoun(issues.length, "issue")}`}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const [first] = offered;
            if (first && !found.isPlaceholderData) assign(first.id);
          }}
        >
          <Input
            aria-label="Find a member"
            placeholder="Find by name"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </form>
        <ul aria-label="Members" className="-mx-2 mt-2">
          {offered.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className={ROW}
                aria-current={owners.has(person.id) || undefined}
                onClick={() => assign(person.id)}
              >
                <Avatar name={person.name} size="sm" isDecorative />
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {person.name}
                  {person.id === membership.id && " (you)"}
                </span>
                {owners.has(person.id) && (
                  <Check aria-label="Current owner" className="size-4 text-accent-text" />
                )}
              </button>
            </li>
          ))}
          {wanted === "" && (
            <li>
              <button type="button" className={ROW} onClick={() => assign(null)}>
                <UserRoundX aria-hidden className="size-4 text-muted-foreground" /> Nobody
              </button>
            </li>
          )}
        </ul>
        {mayRead && people.isPending && <SkeletonRows count={4} label="Loading members" />}
        {offered.length === 0 && !found.isPending && (
          <p className="py-2 text-muted-foreground">No member has this name.</p>
        )}
        {error && (
          <p className="py-2 text-muted-foreground">Couldn&apos;t load members. {messageOf(error)}</p>
        )}
      </DialogContent>
    </Dialog>
  );
}
