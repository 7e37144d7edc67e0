"use client";
import { useState } from "react";
import { MiddleCut } from "@/components/format/middle-cut";
import { formatDuration, formatMs } from "@/components/format/numbers";
import { formatExactTime } from "@/components/format/time-text";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { EvidenceLine, LoggedRequest } from "@/contracts/evidence";
import { isolate } from "@/contracts/isolate";
import { TRAFFIC_CLASS_WORDS } from "@/contracts/traffic";

/** Rows before the rest is asked for. */
const ROWS_AT_FIRST = 8;

/** Shows the report that a request stands behind. */
export type OpenReport = (report: Pick<EvidenceLine, "reference" | "reportedAt">) => void;

type Lines =
  | {
      lines: readonly EvidenceLine[];
      /** Whether the reports quote these requests, or merely were made around the same time. */
      isQuoted: boolean;
      onReport: OpenReport;
    }
  | { lines: readonly LoggedRequest[]; isQuoted?: undefined; onReport?: undefined };

/** Requests as the gateway logged them: what was called, what it took, and the report it belongs to, where it belongs to one. */
export function RequestTable({ label, lines, isQuoted, onReport }: Lines & { label: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, ROWS_AT_FIRST);
  return (
    <div className="@container">
      <Table label={label} wrapperClassName="rounded-md border border-border">
        <TableHead>
          <TableRow>
            <TableHeaderCell>Time</TableHeaderCell>
            <TableHeaderCell>Request</TableHeaderCell>
            <TableHeaderCell isFigure>Status</TableHeaderCell>
            <TableHeaderCell isFigure>Latency</TableHeaderCell>
            <TableHeaderCell className="@max-md:hidden">Version</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((line) => (
            <TableRow key={line.key} className="align-top hover:bg-transparent">
              <TableCell className="whitespace-nowrap figures">
                <span title={formatExactTime(line.at.getTime())}>
                  <Time value={line.at} style="time" />
                </span>
                <Time value={line.at} style="date" className="block text-meta text-muted-foreground" />
              </TableCell>
              <TableCell className="w-full max-w-0 min-w-32">
                <span className="block font-mono text-meta [overflow-wrap:anywhere]">
                  <span className="text-muted-foreground">{line.method}</span> {line.route}
                </span>
                <span className="flex flex-wrap items-center gap-x-2 text-meta text-muted-foreground">
                  {line.requestId !== null && (
                    <span className="inline-flex max-w-full items-center gap-0.5 font-mono text-[11px]">
                      <MiddleCut text={line.requestId} />
                      <CopyButton value={line.requestId} label="Copy the request id" />
                    </span>
                  )}
                  {onReport && isBehindReport(line) && (
                    <button
                      type="button"
                      onClick={() => onReport(line)}
                      className="inline-flex min-h-6 items-center rounded-sm text-left text-accent-text hover:underline"
                    >
                      <span>
                        {describeRelation(line, isQuoted)}{" "}
                        <span className="whitespace-nowrap">{line.reference}</span>
                      </span>
                    </button>
                  )}
                  {line.trafficClass !== "use" && (
                    <Badge tone="outline">{TRAFFIC_CLASS_WORDS[line.trafficClass].one.toLowerCase()}</Badge>
                  )}
                  {line.version !== null && <span className="font-mono @md:hidden">{line.version}</span>}
                </span>
              </TableCell>
              <TableCell
                isFigure
                className={cn(
                  (line.status === null || line.status >= 500) && "font-medium text-negative-foreground",
                )}
              >
                {line.status ?? "no answer"}
              </TableCell>
              <TableCell isFigure className="whitespace-nowrap">
                {line.latencyMs === null ? "–" : formatMs(line.latencyMs)}
                {line.lastedMs !== null && (
                  <span className="block text-meta text-muted-foreground">
                    open for {formatDuration(line.lastedMs)}
                  </span>
                )}
                {line.upstreamMs !== null && line.lastedMs === null && (
                  <span className="block text-meta text-muted-foreground @max-md:hidden">
                    {formatMs(line.upstreamMs)} upstream
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-32 @max-md:hidden">
                <span className="block truncate font-mono text-meta" title={line.version ?? undefined}>
                  {line.version ?? "–"}
                </span>
                {line.consumer !== null && (
                  <span
                    className="block truncate text-meta text-muted-foreground"
                    title={`Called by ${isolate(line.consumer)}`}
                  >
                    {line.consumer}
                  </span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {lines.length > ROWS_AT_FIRST && (
        <Button size="sm" variant="ghost" className="mt-1" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? `Show the first ${ROWS_AT_FIRST}` : `Show all ${lines.length}`}
        </Button>
      )}
    </div>
  );
}

const isBehindReport = (line: LoggedRequest | EvidenceLine): line is EvidenceLine => "reference" in line;

/** How a request relates to its report in time, up to the report's reference. */
function describeRelation({ at, reportedAt }: EvidenceLine, isQuoted: boolean): string {
  if (isQuoted) return "Quoted in";
  const awayMs = reportedAt.getTime() - at.getTime();
  if (Math.abs(awayMs) < 60_000) return "With";
  const away = formatDuration(Math.floor(Math.abs(awayMs) / 60_000) * 60_000);
  return awayMs > 0 ? `${away} before` : `${away} after`;
}
