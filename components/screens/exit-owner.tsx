"use client";
import { UserPlus } from "lucide-react";
import { useCan } from "@/components/tenancy/member-context";
import { OwnerChoices } from "@/components/triage/issue-choices";
import { Avatar } from "@/components/ui/avatar";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { BlockingIssue } from "@/contracts/exit";
import { isolate } from "@/contracts/isolate";

/** Whose a blocking issue is, and the list of those it can be given to; open while `isOpen` says so. */
export function BlockerOwner({
  issue,
  isOpen,
  onOpenChange,
}: {
  issue: BlockingIssue;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const mayWrite = useCan("issue:write");
  const name = issue.ownerName;
  if (!mayWrite) return <bdi className="truncate">{name ?? "no owner"}</bdi>;
  return (
    <DropdownMenu open={isOpen} onOpenChange={onOpenChange}>
      <bdi className="hidden truncate print:block">{name ?? "no owner"}</bdi>
      <DropdownMenuTrigger
        aria-label={name === null ? `Assign #${issue.number}` : `Owner of #${issue.number}: ${isolate(name)}`}
        className="-my-1 inline-flex min-h-6 min-w-0 items-center gap-1.5 rounded-sm px-1 hover:bg-selected print:hidden"
      >
        {name === null ? (
          <span className="inline-flex items-center gap-1.5 font-medium text-accent-text">
            <UserPlus aria-hidden className="size-3.5" />
            Assign
          </span>
        ) : (
          <>
            <Avatar name={name} size="sm" isDecorative />
            <span className="truncate">{name}</span>
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-52">
        <OwnerChoices issues={[issue]} value={issue.ownerId} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
