"use client";
import { memo } from "react";
import type { IssueRow } from "@/components/feedback/issue-row";
import { BelowLineMark } from "@/components/format/below-line-mark";
import { PeopleCount } from "@/components/format/people-count";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { Time } from "@/components/format/time";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { IssueTitle, type RowHandlers } from "./issue-table-row";

/** One issue where there is no room for columns: two lines of title, one of facts. */
export const IssueCardRow = memo(function IssueCardRow({
  row,
  isActive,
  isSelected,
  isTinted,
  handlers,
  href,
}: {
  row: IssueRow;
  isActive: boolean;
  isSelected: boolean;
  isTinted: boolean;
  handlers: RowHandlers;
  href: string;
}) {
  return (
    // A press anywhere on the card opens it, as its title's link does for the keyboard.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      data-issue-id={row.id}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("button,[role=checkbox]")) return;
        event.preventDefault();
        handlers.onOpen(row);
      }}
      className={cn(
        "relative flex h-full gap-3 border-b border-border px-4 py-2.5",
        isSelected && "bg-selected",
        isTinted && "animate-tint",
        isActive && "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent",
      )}
    >
      <span className="flex flex-col items-center gap-2 pt-0.5">
        <SeverityGlyph severity={row.severity} />
        {handlers.mayChoose && (
          <Checkbox
            aria-label={`Select #${row.number}`}
            checked={isSelected}
            onCheckedChange={() => handlers.onToggle(row)}
          />
        )}
      </span>
      <span className="flex min-w-0 flex-1 flex-col justify-between">
        <IssueTitle row={row} href={href} isWrapped />
        <span className="flex min-w-0 items-center gap-x-3 overflow-hidden text-meta whitespace-nowrap text-muted-foreground figures">
          <span className="flex items-center gap-1">
            <StateGlyph state={row.state} className="size-3" />
            {ISSUE_STATE_WORDS[row.state]}
          </span>
          <span className="inline-flex items-center gap-1">
            Impact {row.impact} <BelowLineMark issue={row} />
          </span>
          <PeopleCount count={row.reporterCount} />
          <Time value={row.lastSeenAt} className="ml-auto" />
          {row.ownerName !== null && <Avatar name={row.ownerName} size="sm" />}
        </span>
      </span>
    </div>
  );
});
