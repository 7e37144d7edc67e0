"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ComponentProps } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget } from "@/components/feedback/issue-row";
import type { PriorityField } from "@/components/feedback/priority-field";
import { PriorityForm } from "@/components/feedback/priority-form";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SEVERITY_WORDS } from "@/components/format/words";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { SEVERITIES, type Severity } from "@/contracts/triage";

export type InlineEdit = { kind: "severity" | "owner" | PriorityField; row: ActTarget; anchor: DOMRect };

/** One menu for all rows, opened where the edited value stands: a list of thousands carries none of its own. */
export function InlineEditMenu({ edit, onClose }: { edit: InlineEdit; onClose: () => void }) {
  const { kind, row, anchor } = edit;
  if (kind === "impact" || kind === "effort")
    return (
      <Popover open onOpenChange={(isOpen) => !isOpen && onClose()}>
        <PopoverTrigger asChild>
          <Anchor rect={anchor} />
        </PopoverTrigger>
        <PopoverContent align="end" aria-label={`Set the ${kind} of #${row.number}`}>
          <PriorityForm issue={row} field={kind} onClose={onClose} />
        </PopoverContent>
      </Popover>
    );
  return (
    <DropdownMenu open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DropdownMenuTrigger asChild>
        <Anchor rect={anchor} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align={kind === "owner" ? "end" : "start"}
        className="min-w-52"
        aria-label={kind === "owner" ? `Owner of #${row.number}` : `Severity of #${row.number}`}
      >
        {kind === "severity" ? (
          <SeverityChoices issues={[row]} value={row.severity} />
        ) : (
          <OwnerChoices issues={[row]} value={row.ownerId ?? null} />
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Drawn where the edited value is. */
function Anchor({ rect, ...rest }: { rect: DOMRect } & ComponentProps<"span">) {
  return (
    <span
      {...rest}
      aria-hidden
      tabIndex={-1}
      className="pointer-events-none fixed"
      style={{ left: rect.left, top: rect.top, width: rect.width, height: rect.height }}
    />
  );
}

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
