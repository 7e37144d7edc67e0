"use client";
import { ChartLine, Table2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type ChartTable = {
  columns: readonly { key: string; label: ReactNode; isFigure?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** What every chart has around it: its name, its legend, its words for those who cannot see it, and the same data as a table. */
export function ChartFrame({
  label,
  title,
  unitLabel,
  summary,
  legend,
  table,
  minHeightPx,
  isEmpty = false,
  emptyText = "No data in this window yet.",
  actions,
  className,
  children,
}: {
  /** Accessible name; also the visible title unless `title` says otherwise (null for none). */
  label: string;
  title?: ReactNode;
  /** What the vertical axis counts and per what: "items per hour". */
  unitLabel?: ReactNode;
  summary: string;
  legend?: ReactNode;
  table: () => ChartTable;
  minHeightPx: number;
  isEmpty?: boolean;
  emptyText?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const [isTable, setIsTable] = useState(false);
  const shownTitle = title === undefined ? label : title;
  return (
    <figure aria-label={label} className={cn("m-0 min-w-0", className)}>
      <div className="mb-2 flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <figcaption className="min-w-40 flex-1">
          {shownTitle !== null && (
            <span className="block truncate text-section font-semibold">{shownTitle}</span>
          )}
          {unitLabel !== undefined && (
            <span className="block text-meta text-muted-foreground">{unitLabel}</span>
          )}
        </figcaption>
        {legend}
        <div className="flex items-center gap-0.5 print:hidden">
          {actions}
          {!isEmpty && (
            <IconButton
              size="sm"
              label={isTable ? "View as chart" : "View as table"}
              aria-pressed={isTable}
              onClick={() => setIsTable(!isTable)}
            >
              {isTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
            </IconButton>
          )}
        </div>
      </div>
      <p className="sr-only">{summary}</p>
      {isEmpty ? (
        <p
          className="grid place-items-center rounded-md border border-dashed border-border px-4 text-center text-muted-foreground"
          style={{ minHeight: minHeightPx }}
        >
          {emptyText}
        </p>
      ) : isTable ? (
        <ChartTableView label={label} table={table()} maxHeightPx={Math.max(240, minHeightPx)} />
      ) : (
        children
      )}
    </figure>
  );
}

function ChartTableView({
  label,
  table,
  maxHeightPx,
}: {
  label: string;
  table: ChartTable;
  maxHeightPx: number;
}) {
  return (
    <div
      className="relative overflow-y-auto rounded-md border border-border"
      style={{ maxHeight: maxHeightPx }}
    >
      <Table label={`${label}, as a table`}>
        <TableHead className="sticky top-0 bg-sunken">
          <TableRow>
            {table.columns.map((column) => (
              <TableHeaderCell key={column.key} isFigure={column.isFigure === true}>
                {column.label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row) => (
            <TableRow key={row.key} className="h-8">
              {row.cells.map((cell, index) => (
                <TableCell
                  key={table.columns[index]?.key ?? index}
                  isFigure={table.columns[index]?.isFigure === true}
                >
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** The name of a series beside its line's look, for narrow charts and tooltips. */
export function LegendMark({ colour, isDashed = false }: { colour: string; isDashed?: boolean }) {
  return (
    <svg aria-hidden viewBox="0 0 12 4" className="h-1 w-3 shrink-0">
      <line
        x1="0"
        x2="12"
        y1="2"
        y2="2"
        stroke={colour}
        strokeWidth="2.5"
        strokeDasharray={isDashed ? "3 2" : undefined}
      />
    </svg>
  );
}
