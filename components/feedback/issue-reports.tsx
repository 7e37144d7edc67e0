"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageSquareQuote } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { EraseDialog } from "@/components/privacy/erase-dialog";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { VirtualList } from "@/components/ui/virtual-list";
import { isolate } from "@/contracts/isolate";
import { issueItemsInput, type ReportFilter } from "@/contracts/issues";
import type { Count } from "@/contracts/paging";
import type { Erase } from "@/contracts/privacy";
import { useIssueActs } from "./acts-context";
import { ExportReports } from "./export-reports";
import { FACET_WORDS, describeFacetValue } from "./facet-words";
import { IssuePicker, type PickedIssue } from "./issue-picker";
import type { ActTarget, IssueItemRow } from "./issue-row";
import { RelabelDialog } from "./relabel-dialog";
import { ReportCard } from "./report-card";
import { useReportLookup, type ReportLookup } from "./use-report-lookup";

/** A report's card before it was measured, px. */
const CARD_GUESS_PX = 150;

/** The reports behind an issue, newest first, as far as one scrolls; some of them can be moved or made an issue of their own. */
export function IssueReports({
  issue,
  only,
  onOnly,
  lookup,
  onLookupEnd,
}: {
  issue: ActTarget;
  /** Only the reports with this value of a facet. */
  only: ReportFilter | null;
  onOnly: (only: ReportFilter | null) => void;
  /** The report to bring into sight and mark. */
  lookup: ReportLookup | null;
  onLookupEnd: () => void;
}) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const mayLabel = useCan("item:write");
  const mayErase = useCan("report:erase");
  const [erasing, setErasing] = useState<Erase | null>(null);
  const query = useInfiniteQuery(
    trpc.feedback.issueItems.infiniteQueryOptions(issueItemsInput(issue.id, only), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const items = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data]);
  const total = query.data?.pages[0]?.total ?? null;
  const list = useReportLookup(
    lookup,
    {
      items,
      hasMore: query.hasNextPage,
      isReading: query.isFetching,
      onMore: () => void query.fetchNextPage(),
    },
    onLookupEnd,
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openDialog, setOpenDialog] = useState<{
    kind: "move" | "split";
    items: readonly IssueItemRow[];
  } | null>(null);
  const toggle = useCallback((item: IssueItemRow) => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(item.id)) next.add(item.id);
      return next;
    });
  }, []);
  const onMove = useCallback(
    (moved: readonly IssueItemRow[]) => setOpenDialog({ kind: "move", items: moved }),
    [],
  );
  const onSplit = useCallback(
    (split: readonly IssueItemRow[]) => setOpenDialog({ kind: "split", items: split }),
    [],
  );
  const [relabelling, setRelabelling] = useState<IssueItemRow | null>(null);
  const onErase = useCallback(
    (item: IssueItemRow, what: "report" | "reporter") =>
      setErasing(
        what === "reporter" && item.reporterId !== null
          ? { kind: "reporter", reporterIds: [item.reporterId] }
          : { kind: "report", itemIds: [item.id] },
      ),
    [],
  );
  const done = () => {
    setOpenDialog(null);
    setChosen(new Set());
  };
  if (!query.data)
    return (
      <NotLoaded
        query={query}
        what="the reports"
        skeleton={<SkeletonRows count={6} label="Loading the reports" />}
      />
    );
  if (items.length === 0 && only !== null)
    return (
      <EmptyState
        size="sm"
        icon={<MessageSquareQuote />}
        title={`No report with ${describeFilter(only)}`}
        description="They were moved elsewhere or changed since the link was made."
        action={
          <Button size="sm" onClick={() => onOnly(null)}>
            Show all reports
          </Button>
        }
      />
    );
  if (items.length === 0)
    return (
      <EmptyState
        size="sm"
        icon={<MessageSquareQuote />}
        title="No reports in this issue"
        description="They were moved, withdrawn, erased or quarantined. The trail shows where they went."
      />
    );
  const picked = items.filter((item) => chosen.has(item.id));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {picked.length === 0 ? (
        <div
          className={cn(
            "flex min-h-10 shrink-0 items-center gap-2 border-b border-border px-4 py-1",
            only !== null && "bg-sunken",
          )}
        >
          <p className="min-w-0 truncate figures" dir="auto">
            {total !== null && describeTotal(total, only)}
          </p>
          {only !== null && (
            <Button size="sm" variant="ghost" className="shrink-0" onClick={() => onOnly(null)}>
              Show all
            </Button>
          )}
          <span className="ml-auto shrink-0">
            <ExportReports issue={issue} only={only} />
          </span>
        </div>
      ) : (
        <div className="flex h-10 shrink-0 items-center gap-2 border-b border-border bg-selected px-4">
          <span className="font-medium figures">{formatNoun(picked.length, "report")} selected</span>
          <Button size="sm" className="ml-auto" onClick={() => onSplit(picked)}>
            Split out
          </Button>
          <Button size="sm" onClick={() => onMove(picked)}>
            Move…
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
            Clear the selection
          </Button>
        </div>
      )}
      <VirtualList
        label="Reports"
        listRef={list}
        items={items}
        rowHeightPx={CARD_GUESS_PX}
        isMeasured
        overscan={4}
        getKey={(item) => item.id}
        renderRow={(item) => (
          <ReportCard
            item={item}
            isChosen={chosen.has(item.id)}
            isTarget={item.reference === lookup?.reference}
            mayWrite={mayWrite}
            mayLabel={mayLabel}
            mayErase={mayErase}
            onToggle={toggle}
            onMove={onMove}
            onSplit={onSplit}
            onRelabel={setRelabelling}
            onErase={onErase}
          />
        )}
        onEndReached={() => query.hasNextPage && void query.fetchNextPage()}
        footer={query.hasNextPage ? <SkeletonRows count={2} label="Loading more" /> : null}
      />
      {relabelling && <RelabelDialog item={relabelling} onClose={() => setRelabelling(null)} />}
      {erasing && <EraseDialog what={erasing} onClose={() => setErasing(null)} />}
      {openDialog?.kind === "move" && (
        <MoveDialog
          issue={issue}
          count={openDialog.items.length}
          onClose={() => setOpenDialog(null)}
          onMove={(to) => {
            acts.moveItems(
              issue,
              openDialog.items.map((item) => item.id),
              to,
            );
            done();
          }}
        />
      )}
      {openDialog?.kind === "split" && (
        <SplitDialog
          issue={issue}
          items={openDialog.items}
          onClose={() => setOpenDialog(null)}
          onSplit={(title) => {
            acts.splitOut(
              issue,
              openDialog.items.map((item) => item.id),
              title,
            );
            done();
          }}
        />
      )}
    </div>
  );
}

const describeFilter = ({ facet, value }: ReportFilter): string =>
  `${FACET_WORDS[facet].one.toLowerCase()} ${isolate(describeFacetValue(facet, value))}`;

/** "37 reports, newest first"; of those that are filtered, by what. */
function describeTotal({ n, isCapped }: Count, only: ReportFilter | null): string {
  const reports = formatNoun(n, "report", "reports", isCapped);
  return `${reports}${only === null ? "" : ` with ${describeFilter(only)}`}, newest first`;
}

function MoveDialog({
  issue,
  count,
  onClose,
  onMove,
}: {
  issue: ActTarget;
  count: number;
  onClose: () => void;
  onMove: (to: PickedIssue) => void;
}) {
  const [picked, setPicked] = useState<PickedIssue | null>(null);
  return (
    <FormDialog
      title={`Move ${formatNoun(count, "report")} to another issue`}
      description={`A machine will not put ${count === 1 ? "it" : "them"} back into #${issue.number}.`}
      onClose={onClose}
      submitLabel={picked ? `Move ${formatNoun(count, "report")} to #${picked.number}` : "Move"}
      onSubmit={() => {
        if (picked) onMove(picked);
      }}
      isSubmitDisabled={!picked}
    >
      <IssuePicker
        label="The issue to move to"
        offered={[]}
        excluded={new Set([issue.id])}
        picked={picked?.id ?? null}
        onPick={setPicked}
        emptyText="Search for the issue it belongs to."
      />
    </FormDialog>
  );
}

function SplitDialog({
  issue,
  items,
  onClose,
  onSplit,
}: {
  issue: ActTarget;
  items: readonly IssueItemRow[];
  onClose: () => void;
  onSplit: (title: string | undefined) => void;
}) {
  const [title, setTitle] = useState("");
  return (
    <FormDialog
      title={
        `Make ${items.length === 1 ? "this report" : `${items.length} reports`} an issue of ` +
        `${items.length === 1 ? "its" : "their"} own`
      }
      description={`Out of #${issue.number}; the two will not be merged automatically.`}
      onClose={onClose}
      submitLabel={`Split ${formatNoun(items.length, "report")} out`}
      onSubmit={() => {
        onSplit(title.trim() === "" ? undefined : title.trim());
      }}
    >
      <Field label="Title" isOptional hint="Leave it empty to name the issue after its reports.">
        <Input value={title} maxLength={400} dir="auto" onChange={(event) => setTitle(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
