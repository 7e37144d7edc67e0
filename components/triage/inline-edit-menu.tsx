"use client";
import type { ComponentProps } from "react";
import type { ActTarget } from "@/components/feedback/issue-row";
import type { PriorityField } from "@/components/feedback/priority-field";
import { PriorityForm } from "@/components/feedback/priority-form";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { OwnerChoices, SeverityChoices } from "./issue-choices";

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
