"use client";
import { useDraggable } from "@dnd-kit/core";
import { UsersRound } from "lucide-react";
import { memo } from "react";
import type { IssueRow } from "@/components/feedback/issue-row";
import { BelowLineMark, describeBelowLine } from "@/components/format/below-line-mark";
import { peopleTitle } from "@/components/format/people-count";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { Time } from "@/components/format/time";
import { TypeIcon } from "@/components/format/type-badge";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { belowLineOf } from "@/contracts/below-line";
import { isolate } from "@/contracts/isolate";

export const CARD_PX = 96;

type CardProps = {
  row: IssueRow;
  isActive: boolean;
  isSelected: boolean;
  isTinted?: boolean;
  mayMove: boolean;
  href: string;
  onOpen: (row: IssueRow) => void;
};

/** One issue as a card that can be carried to another column, by pointer or with space and arrows. */
export const KanbanCard = memo(function KanbanCard({
  row,
  isActive,
  isSelected,
  isTinted = false,
  mayMove,
  href,
  onOpen,
}: CardProps) {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    data: { row },
    disabled: !mayMove,
  });
  const mark = belowLineOf(row);
  return (
    <div className="px-2 pb-2" style={{ height: CARD_PX }}>
      {/* The card is one control: pressing opens it, carrying moves it. */}
      <div
        ref={setNodeRef}
        {...attributes}
        {...listeners}
        role="button"
        aria-roledescription={mayMove ? "card that can be moved" : undefined}
        data-issue-id={row.id}
        data-href={href}
        tabIndex={0}
        aria-label={
          mark
            ? `#${row.number} ${isolate(row.title)}. ${describeBelowLine(mark, row)}`
            : `#${row.number} ${isolate(row.title)}`
        }
        onClick={() => onOpen(row)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isDragging) onOpen(row);
          else listeners?.["onKeyDown"]?.(event);
        }}
        className={cn(
          "flex h-full cursor-default flex-col justify-between rounded-md border border-border bg-surface p-2.5 " +
            "outline-none hover:border-border-strong/60 focus-visible:outline-2 focus-visible:outline-ring",
          isActive && "border-accent",
          isSelected && "bg-selected",
          isTinted && "animate-tint",
          isDragging && "opacity-40",
        )}
      >
        <CardFace row={row} />
      </div>
    </div>
  );
});

/** What a card shows, also while it is carried. */
export function CardFace({ row }: { row: IssueRow }) {
  return (
    <>
      <span className="flex min-w-0 items-start gap-1.5">
        <SeverityGlyph severity={row.severity} className="mt-1" />
        <span className="line-clamp-2 min-w-0 flex-1 reported">
          <span className="mr-1 text-meta text-muted-foreground figures">#{row.number}</span>
          <bdi>{row.title}</bdi>
        </span>
        {row.ownerName !== null && <Avatar name={row.ownerName} size="sm" />}
      </span>
      <span className="flex min-w-0 items-center gap-2 text-meta whitespace-nowrap text-muted-foreground figures">
        <TypeIcon type={row.type} className="size-3 shrink-0" />
        <span title="Impact" className="font-medium text-foreground">
          {row.impact}
        </span>
        <BelowLineMark issue={row} className="-ml-1" />
        <span className="inline-flex shrink-0 items-center gap-1" title={peopleTitle(row.reporterCount)}>
          <UsersRound aria-hidden className="size-3" />
          {row.reporterCount}
        </span>
        {row.componentName !== null && <bdi className="truncate">{row.componentName}</bdi>}
        <Time value={row.createdAt} className="ml-auto shrink-0" />
      </span>
    </>
  );
}
