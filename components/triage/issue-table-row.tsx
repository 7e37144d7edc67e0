"use client";
import { belowLineOf } from "@/contracts/below-line";
import { effortSizeOf } from "@/contracts/triage";
import { Clock, RotateCcw, UserRoundPlus } from "lucide-react";
import { memo, type MouseEvent, type ReactNode } from "react";
import type { IssueRow } from "@/components/feedback/issue-row";
import type { PriorityField } from "@/components/feedback/priority-field";
import { describeBelowLine } from "@/components/format/below-line-mark";
import { formatCompact, formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { Time } from "@/components/format/time";
import { TypeIcon } from "@/components/format/type-badge";
import { ISSUE_STATE_WORDS, SEVERITY_WORDS } from "@/components/format/words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { ImpactFigure, OverrideMark } from "./impact-figure";
import type { InlineEdit } from "./inline-edit-menu";
import type { ColumnKey } from "./issue-columns";
import { isolate } from "@/contracts/isolate";

export type RowHandlers = {
  onOpen: (row: IssueRow) => void;
  onToggle: (row: IssueRow) => void;
  onEdit: (kind: InlineEdit["kind"], row: IssueRow, anchor: DOMRect) => void;
  mayEdit: boolean;
  mayPlace: boolean;
  mayChoose: boolean;
};

type RowProps = {
  row: IssueRow;
  rank: number;
  columns: readonly ColumnKey[];
  template: string;
  isActive: boolean;
  isSelected: boolean;
  isTinted: boolean;
  handlers: RowHandlers;
  href: string;
};

/** One issue as a line of the table. */
export const IssueTableRow = memo(function IssueTableRow({
  row,
  rank,
  columns,
  template,
  isActive,
  isSelected,
  isTinted,
  handlers,
  href,
}: RowProps) {
  return (
    // A press anywhere on the line opens it, as its title's link does for the keyboard.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      data-issue-id={row.id}
      onClick={(event) => openOnPlainPress(event, () => handlers.onOpen(row))}
      className={cn(
        "relative grid h-full cursor-default items-center gap-x-3 border-b border-border px-4 hover:bg-hover",
        isSelected && "bg-selected hover:bg-selected",
        isTinted && "animate-tint",
        isActive && "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent",
      )}
      style={{ gridTemplateColumns: template }}
    >
      {columns.map((column) => (
        <Cell
          key={column}
          column={column}
          row={row}
          rank={rank}
          isSelected={isSelected}
          handlers={handlers}
          href={href}
        />
      ))}
    </div>
  );
});

function openOnPlainPress(event: MouseEvent, open: () => void): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (event.target instanceof Element && event.target.closest("button,[role=checkbox],input")) return;
  if (window.getSelection()?.toString()) return;
  event.preventDefault();
  open();
}

function Cell({
  column,
  row,
  rank,
  isSelected,
  handlers,
  href,
}: {
  column: ColumnKey;
  row: IssueRow;
  rank: number;
  isSelected: boolean;
  handlers: RowHandlers;
  href: string;
}) {
  switch (column) {
    case "select":
      return (
        <Checkbox
          aria-label={`Select #${row.number}`}
          checked={isSelected}
          onCheckedChange={() => handlers.onToggle(row)}
        />
      );
    case "rank":
      return <span className="text-right text-meta text-faint-foreground figures">{rank}</span>;
    case "severity":
      return handlers.mayEdit ? (
        <button
          type="button"
          title={`${SEVERITY_WORDS[row.severity]}: change`}
          aria-label={`Severity of #${row.number}: ${SEVERITY_WORDS[row.severity]}. Change`}
          onClick={(event) => handlers.onEdit("severity", row, event.currentTarget.getBoundingClientRect())}
          className="-m-1.5 grid size-6 place-items-center rounded-sm hover:bg-sunken"
        >
          <SeverityGlyph severity={row.severity} isDecorative />
        </button>
      ) : (
        <SeverityGlyph severity={row.severity} />
      );
    case "title":
      return <IssueTitle row={row} href={href} />;
    case "state":
      return (
        <span className="flex min-w-0 items-center gap-1.5">
          <StateGlyph state={row.state} />
          <span className="truncate">{ISSUE_STATE_WORDS[row.state]}</span>
        </span>
      );
    case "component":
      return (
        <span className={cn("truncate", row.componentName === null && "text-faint-foreground")}>
          <bdi>{row.componentName ?? "None"}</bdi>
        </span>
      );
    case "impact":
      return (
        <Placed field="impact" row={row} handlers={handlers} value={String(row.impact)}>
          <ImpactFigure issue={row} />
        </Placed>
      );
    case "effort":
      return (
        <Placed
          field="effort"
          row={row}
          handlers={handlers}
          value={`${effortSizeOf(row.effort)}, ${row.effort}`}
        >
          <span
            className="flex items-center gap-1.5"
            title={
              row.isEffortOverridden
                ? `Effort ${row.effort}, set by a person; estimated ${row.computedEffort}`
                : `Effort ${row.effort} of 100`
            }
          >
            <span className="w-5 font-medium">{effortSizeOf(row.effort)}</span>
            <OverrideMark isShown={row.isEffortOverridden} />
          </span>
        </Placed>
      );
    case "people":
      return <Figure n={row.reporterCount} title={formatNoun(row.reporterCount, "person", "people")} />;
    case "accounts":
      return <Figure n={row.accountCount} title={formatNoun(row.accountCount, "account")} />;
    case "items":
      return <Figure n={row.itemCount} title={formatNoun(row.itemCount, "report")} />;
    case "seen":
      return <Time value={row.lastSeenAt} className="truncate text-right text-muted-foreground figures" />;
    case "owner":
      return (
        <span className="flex justify-end">
          {handlers.mayEdit ? (
            <button
              type="button"
              title={row.ownerName ?? "No owner"}
              aria-label={`Owner of #${row.number}: ${isolate(row.ownerName ?? "none")}. Change`}
              onClick={(event) => handlers.onEdit("owner", row, event.currentTarget.getBoundingClientRect())}
              className="grid size-6 place-items-center rounded-full text-faint-foreground hover:bg-sunken hover:text-foreground"
            >
              {row.ownerName === null ? (
                <UserRoundPlus aria-hidden className="size-3.5" />
              ) : (
                <Avatar name={row.ownerName} size="sm" isDecorative />
              )}
            </button>
          ) : (
            row.ownerName !== null && <Avatar name={row.ownerName} size="sm" />
          )}
        </span>
      );
  }
}

/** An impact or an effort, to be pressed where it may be set. */
function Placed({
  field,
  row,
  value,
  handlers,
  children,
}: {
  field: PriorityField;
  row: IssueRow;
  value: string;
  handlers: RowHandlers;
  children: ReactNode;
}) {
  if (!handlers.mayPlace) return children;
  const mark = field === "impact" ? belowLineOf(row) : null;
  return (
    <button
      type="button"
      aria-label={
        `${field === "impact" ? "Impact" : "Effort"} of #${row.number}: ${value}. ` +
        `${mark ? `${describeBelowLine(mark, row)}. ` : ""}Change`
      }
      onClick={(event) => handlers.onEdit(field, row, event.currentTarget.getBoundingClientRect())}
      className="-mx-1 h-6 min-w-6 justify-self-start rounded-sm px-1 hover:bg-sunken"
    >
      {children}
    </button>
  );
}

/** The number and the title as the link that opens the issue, with what is unusual about it. */
export function IssueTitle({
  row,
  href,
  isWrapped = false,
}: {
  row: IssueRow;
  href: string;
  isWrapped?: boolean;
}) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <TypeIcon type={row.type} className="size-3.5 shrink-0 text-faint-foreground" />
      <a
        href={href}
        className={cn(
          "min-w-0 rounded-sm reported text-foreground",
          isWrapped ? "line-clamp-2" : "truncate whitespace-nowrap!",
        )}
      >
        <span className="mr-1.5 text-meta text-muted-foreground figures">#{row.number}</span>
        <bdi className="font-medium">{row.title}</bdi>
      </a>
      {row.reopenedCount > 0 && (
        <RotateCcw role="img" aria-label="Came back" className="size-3.5 shrink-0 text-minor-foreground" />
      )}
      {row.isSnoozed && (
        <Clock role="img" aria-label="Snoozed" className="size-3.5 shrink-0 text-muted-foreground" />
      )}
      {row.labels.slice(0, 2).map((label) => (
        <Badge key={label} tone="neutral" className="hidden max-w-24 truncate min-[1500px]:inline-flex">
          {label}
        </Badge>
      ))}
    </span>
  );
}

function Figure({ n, title }: { n: number; title: string }) {
  return (
    <span title={title} className={cn("text-right figures", n === 0 && "text-faint-foreground")}>
      {formatCompact(n)}
    </span>
  );
}
