"use client";
import { Undo2 } from "lucide-react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { describeLabelReason } from "@/components/feedback/label-reason";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { Time } from "@/components/format/time";
import { TypeIcon } from "@/components/format/type-badge";
import { SEVERITY_WORDS } from "@/components/format/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { VirtualList } from "@/components/ui/virtual-list";
import { REVIEW_REASONS, type InboxSort, type ReviewReason } from "@/contracts/board";
import { REASON_SENTENCES, REASON_WORDS } from "./reasons";
import { SortMenu } from "./sort-menu";
import type { Inbox, InboxRow } from "./use-inbox";

const ROW_PX = 80;

/** The left column: what is to be triaged, how it is sorted, and for each issue why it is here and why it is so severe. */
export function Queue({
  inbox,
  reason,
  onReason,
  sort,
  onSort,
  onDecide,
  isReadOnly,
}: {
  inbox: Inbox;
  reason: ReviewReason | null;
  onReason: (reason: ReviewReason | null) => void;
  sort: InboxSort;
  onSort: (sort: InboxSort) => void;
  /** Opens what can be done with the selection, where it is not beside the list. */ onDecide: () => void;
  isReadOnly: boolean;
}) {
  const acts = useIssueActs();
  const { rows, counts, selected } = inbox;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        role="group"
        aria-label="Reason"
        className="relative flex shrink-0 [scrollbar-width:none] gap-1 overflow-x-auto border-b border-border px-3 py-2"
      >
        <ReasonChip
          label="All"
          count={REVIEW_REASONS.reduce((sum, waiting) => sum + (counts?.[waiting] ?? 0), 0)}
          isActive={reason === null}
          onClick={() => onReason(null)}
        />
        {REVIEW_REASONS.filter((waiting) => (counts?.[waiting] ?? 0) > 0 || waiting === reason).map(
          (waiting) => (
            <ReasonChip
              key={waiting}
              label={REASON_WORDS[waiting]}
              count={counts?.[waiting] ?? 0}
              isActive={reason === waiting}
              onClick={() => onReason(reason === waiting ? null : waiting)}
            />
          ),
        )}
      </div>
      <div className="flex shrink-0 items-center justify-between gap-1 border-b border-border px-2 py-1">
        <SortMenu sort={sort} onSort={onSort} />
        {!isReadOnly && (
          <IconButton size="sm" label="Undo the last decision" shortcut="u" onClick={acts.undoLast}>
            <Undo2 aria-hidden />
          </IconButton>
        )}
      </div>
      {selected.length > 0 && (
        <p className="flex shrink-0 items-center gap-2 border-b border-border bg-selected px-3 py-1.5 text-meta">
          <span role="status" className="font-medium whitespace-nowrap">
            {formatNoun(selected.length, "issue")} selected
          </span>
          <Button variant="primary" size="sm" className="md:hidden" onClick={onDecide}>
            Decide…
          </Button>
          {selected.length < Math.min(500, rows.length) && (
            <Button variant="quiet" size="sm" onClick={inbox.selectAll}>
              All {formatCount(Math.min(500, rows.length))} loaded
            </Button>
          )}
          <Button variant="quiet" size="sm" className="ml-auto" onClick={inbox.clear}>
            Clear <Kbd keys="escape" className="ml-1" />
          </Button>
        </p>
      )}
      <VirtualList
        items={rows}
        rowHeightPx={ROW_PX}
        getKey={(row) => row.id}
        label="To triage"
        activeIndex={inbox.index}
        onEndReached={inbox.loadMore}
        renderRow={(row) => (
          <Row
            row={row}
            isActive={row.id === inbox.current?.id}
            isChosen={selected.includes(row)}
            inbox={inbox}
            isReadOnly={isReadOnly}
          />
        )}
      />
    </div>
  );
}

function ReasonChip({
  label,
  count,
  isActive,
  onClick,
}: {
  label: string;
  count: number;
  isActive: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isActive}
      onClick={onClick}
      className={cn(
        "inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full border border-border px-2 text-meta " +
          "text-muted-foreground hover:bg-hover hover:text-foreground",
        isActive && "border-transparent bg-neutral-soft font-medium text-foreground",
      )}
    >
      {label} <span className="figures">{formatCount(count)}</span>
    </button>
  );
}

function Row({
  row,
  isActive,
  isChosen,
  inbox,
  isReadOnly,
}: {
  row: InboxRow;
  isActive: boolean;
  isChosen: boolean;
  inbox: Inbox;
  isReadOnly: boolean;
}) {
  const why = describeLabelReason(row.provenance.severity, row.labelledBy.severity);
  return (
    <div
      className={cn(
        "group relative flex h-full items-start gap-2.5 border-b border-border px-3 py-2 hover:bg-hover",
        isActive && "bg-selected hover:bg-selected",
        isActive && "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent",
      )}
    >
      <span className="relative grid size-5 shrink-0 place-items-center">
        <SeverityGlyph
          severity={row.severity}
          className={cn(
            !isReadOnly && "group-focus-within:opacity-0 group-hover:opacity-0",
            isChosen && "opacity-0",
            "pointer-coarse:!opacity-100",
          )}
        />
        {!isReadOnly && (
          <span
            className={cn(
              "absolute z-10 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
              // A finger cannot hover: below the mark of the severity there is room for both.
              "pointer-coarse:top-9 pointer-coarse:opacity-100",
              isChosen && "opacity-100",
            )}
          >
            <Checkbox
              aria-label={`Select #${row.number}`}
              checked={isChosen}
              onCheckedChange={() => inbox.toggle(row.id)}
            />
          </span>
        )}
      </span>
      <div className="min-w-0 flex-1">
        <button
          type="button"
          aria-current={isActive || undefined}
          onClick={() => inbox.select(row.id)}
          className="block w-full text-left font-medium after:absolute after:inset-0"
        >
          <span dir="auto" className="block truncate reported">
            {row.title}
          </span>
        </button>
        <p className="mt-0.5 flex min-w-0 items-center gap-2 text-meta text-muted-foreground">
          <Badge
            tone={
              row.needsReview === "regressed" ? "negative" : row.needsReview === "new" ? "accent" : "neutral"
            }
            title={REASON_SENTENCES[row.needsReview]}
          >
            {REASON_WORDS[row.needsReview]}
          </Badge>
          <TypeIcon type={row.type} />
          <span className="min-w-0 flex-1 truncate figures">
            {row.itemCount > 1 ? `${formatNoun(row.itemCount, "report")} · ` : ""}
            <bdi>{row.componentName ?? "no component"}</bdi>
          </span>
          <Time value={row.lastSeenAt} className="shrink-0 whitespace-nowrap figures" />
        </p>
        {why !== null && (
          <p title={why} className="mt-0.5 truncate text-meta reported text-muted-foreground">
            {SEVERITY_WORDS[row.severity]}: {why}
          </p>
        )}
      </div>
    </div>
  );
}
