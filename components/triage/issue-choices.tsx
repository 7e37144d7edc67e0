"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget } from "@/components/feedback/issue-row";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SEVERITY_WORDS } from "@/components/format/words";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { SEVERITIES, type Severity } from "@/contracts/triage";

/** The four severities, for a menu; a person's word stays. */
export function SeverityChoices({
  issues,
  value,
  onSent,
}: {
  issues: readonly ActTarget[];
  value: Severity | undefined;
  onSent?: () => void;
}) {
  const acts = useIssueActs();
  return (
    <>
      <DropdownMenuLabel>Severity</DropdownMenuLabel>
      <DropdownMenuRadioGroup
        value={value ?? ""}
        onValueChange={(next) =>
          acts.act(issues, { kind: "relabel", severity: next as Severity, reason: "" }, onSent)
        }
      >
        {SEVERITIES.map((severity) => (
          <DropdownMenuRadioItem
            key={severity}
            value={severity}
            icon={<SeverityGlyph severity={severity} isDecorative />}
          >
            {SEVERITY_WORDS[severity]}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}

const NOBODY = "nobody";
const SHOWN_MAX = 60;

/** Whom issues can be given to, oneself first. */
export function OwnerChoices({
  issues,
  value,
}: {
  issues: readonly ActTarget[];
  value: string | null | undefined;
}) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const { membership } = useMember();
  const mayRead = useCan("member:read");
  const people = useQuery({ ...trpc.tenancy.people.queryOptions(), enabled: mayRead, staleTime: 5 * 60_000 });
  const all = people.data ?? [];
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  // Searched over all members: the menu shows only so many of them by itself.
  const found = useQuery({
    ...trpc.tenancy.members.queryOptions({ search: wanted, limit: SHOWN_MAX }),
    enabled: mayRead && wanted !== "",
    placeholderData: keepPreviousData,
  });
  const others = (wanted === "" ? all : (found.data?.members ?? []))
    .filter((person) => person.id !== membership.id)
    .slice(0, SHOWN_MAX);
  return (
    <>
      <DropdownMenuLabel>Owner</DropdownMenuLabel>
      {all.length > SHOWN_MAX && (
        <Input
          size="sm"
          aria-label="Find a member"
          placeholder="Find by name or address"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          // The menu takes letters for itself, to jump to an entry.
          onKeyDown={(event) => event.key.length === 1 && event.stopPropagation()}
          className="mx-1 mb-1 w-[calc(100%-0.5rem)]"
        />
      )}
      <DropdownMenuRadioGroup
        value={value === undefined ? "" : (value ?? NOBODY)}
        onValueChange={(next) => acts.act(issues, { kind: "assign", ownerId: next === NOBODY ? null : next })}
      >
        <DropdownMenuRadioItem
          value={membership.id}
          icon={<Avatar name={membership.name} size="sm" isDecorative />}
        >
          <bdi>{membership.name}</bdi> (you)
        </DropdownMenuRadioItem>
        {others.map((person) => (
          <DropdownMenuRadioItem
            key={person.id}
            value={person.id}
            icon={<Avatar name={person.name} size="sm" isDecorative />}
          >
            <bdi>{person.name}</bdi>
          </DropdownMenuRadioItem>
        ))}
        <DropdownMenuRadioItem value={NOBODY}>Nobody</DropdownMenuRadioItem>
      </DropdownMenuRadioGroup>
    </>
  );
}
