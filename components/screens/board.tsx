"use client";
import { Columns3, LayoutGrid, Rows3 } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import type { ActTarget } from "@/components/feedback/issue-row";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { BoardFilterBar } from "@/components/triage/board-filter-bar";
import { useBoardFocus } from "@/components/triage/board-focus";
import { BoardViews } from "@/components/triage/board-views";
import { BulkBar } from "@/components/triage/bulk-bar";
import { ExportIssues } from "@/components/triage/export-issues";
import { IssueTable, type LayoutProps } from "@/components/triage/issue-table";
import type { ListSteps } from "@/components/triage/use-list-keys";
import { HydrationMarker, withHydrationMarker } from "@/components/trpc/hydration";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { FIRST_FILTER, type BoardSort } from "@/contracts/board";
import type { Quadrant } from "@/contracts/triage";
import type { BoardLayout } from "@/contracts/views";
import { BoardEmpty } from "./board-empty";
import { useBoardState } from "./board-state";
import { useIssueStart } from "@/components/feedback/use-issue-start";
import { IssuePanel } from "./issue-panel";

// A layout is fetched with the page that shows it.
const IssueMatrix = dynamic(() =>
  import("@/components/triage/issue-matrix").then(({ IssueMatrix: Matrix }) => withHydrationMarker(Matrix)),
);
const IssueKanban = dynamic(() =>
  import("@/components/triage/issue-kanban").then(({ IssueKanban: Kanban }) => withHydrationMarker(Kanban)),
);

const LAYOUTS = [
  { value: "table", label: "Table", name: "Table", icon: <Rows3 aria-hidden /> },
  { value: "matrix", label: "Matrix", name: "Matrix", icon: <LayoutGrid aria-hidden /> },
  { value: "kanban", label: "Kanban", name: "Kanban", icon: <Columns3 aria-hidden /> },
] as const;

/** The launch's issues under one filter, as a table, a matrix or a kanban; what is chosen stays chosen between them. */
export function BoardScreen() {
  const launch = useLaunch();
  const links = useLinks();
  const path = usePathname();
  const focus = useBoardFocus();
  const [state, setState] = useBoardState();
  const { layout, filter, sort, issue: openNumber, view, zoom } = state;
  const startIssue = useIssueStart();
  const [opened, setOpened] = useState<{ id: string; number: number } | null>(null);
  const steps = useRef<ListSteps>(null);

  const setLayout = (next: BoardLayout) => void setState({ layout: next });
  useShortcut("v t", () => setLayout("table"), { label: "As a table", group: "Board" });
  useShortcut("v m", () => setLayout("matrix"), { label: "As a matrix", group: "Board" });
  useShortcut("v k", () => setLayout("kanban"), { label: "As a kanban", group: "Board" });

  const onOpen = useCallback(
    ({ id, number }: { id: string; number: number }) => {
      setOpened({ id, number });
      void setState({ issue: number });
      startIssue();
    },
    [setState, startIssue],
  );
  const onFilter = useCallback((next: string) => void setState({ filter: next, sort: null }), [setState]);
  const onZoom = useCallback((zoomed: Quadrant | null) => void setState({ zoom: zoomed }), [setState]);
  const hrefOf = useCallback((number: number) => links.issue(number), [links]);
  const viewHref = useCallback(
    (saved: { filter: string; layout?: BoardLayout; sort?: BoardSort | null; id?: string }) => {
      const next = new URLSearchParams();
      const shown = saved.layout ?? layout;
      if (shown !== "table") next.set("layout", shown);
      if (saved.filter !== FIRST_FILTER) next.set("filter", saved.filter);
      if (saved.sort) next.set("sort", saved.sort);
      if (saved.id !== undefined) next.set("view", saved.id);
      return next.size === 0 ? path : `${path}?${next.toString()}`;
    },
    [layout, path],
  );
  const knownId = opened?.number === openNumber ? opened.id : undefined;
  const shared: LayoutProps = {
    launchId: launch.id,
    filter,
    focus,
    openId: openNumber === null ? null : (knownId ?? "unknown"),
    onOpen,
    hrefOf,
    stepsRef: steps,
    empty: <BoardEmpty filter={filter} onFilter={onFilter} />,
  };
  const chosen = useMemo<ActTarget[]>(() => [...focus.selected.values()], [focus.selected]);
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <h1 className="sr-only">
        Board of <bdi>{launch.name}</bdi>
      </h1>
      <HydrationMarker />
      <BoardViews filter={filter} layout={layout} sort={sort} viewId={view} hrefOf={viewHref} />
      <div className="flex flex-wrap items-start gap-2 px-4 py-2.5">
        <BoardFilterBar filter={filter} onChange={onFilter} />
        <SegmentedControl<BoardLayout>
          label="Layout"
          value={layout}
          onValueChange={setLayout}
          segments={LAYOUTS}
        />
        <ExportIssues filter={filter} sort={sort} />
      </div>
      {layout === "table" && (
        <IssueTable {...shared} sort={sort ?? undefined} onSort={(next) => void setState({ sort: next })} />
      )}
      {layout === "matrix" && <IssueMatrix {...shared} zoom={zoom} onZoom={onZoom} />}
      {layout === "kanban" && <IssueKanban {...shared} />}
      <BulkBar issues={chosen} filter={filter} onClear={focus.clear} />
      <IssuePanel
        number={openNumber}
        knownId={knownId}
        onClose={() => {
          void setState({ issue: null });
          startIssue();
        }}
        onPrevious={() => steps.current?.step(-1)}
        onNext={() => steps.current?.step(1)}
      />
    </div>
  );
}
