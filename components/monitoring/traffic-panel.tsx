"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { useState } from "react";
import { prepareTrend } from "@/components/charts/prepare-trend";
import { TrendLine } from "@/components/charts/trend-line";
import { formatCount, formatMs, formatPercent } from "@/components/format/numbers";
import { useLinks } from "@/components/launches/links";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { LoadingLabel } from "@/components/ui/loading-label";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SidePanel } from "@/components/ui/side-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import type { ReleaseMark } from "@/components/charts/prepare-trend";
import { releaseMark } from "@/components/charts/release-mark";
import { readRoute, RouteRequests, writeRoute } from "./route-requests";
import { BesideRealUse, RoutesOverflow } from "./traffic-beside";
import { isolate } from "@/contracts/isolate";
import { TRAFFIC_WINDOWS, TrafficWindow, type RouteOrder } from "@/contracts/monitoring";

const WINDOWS = TrafficWindow.options;
const MINUTE_MS = 60_000;
/** From here on a share of failed requests is drawn as bad. */
const BAD_PERCENT = 1;

/** What the gateway saw, behind the war room's figures: latency and errors over time, and the routes that make them up. */
export function TrafficPanel({
  launchId,
  window,
  onWindow,
  onClose,
}: {
  launchId: string;
  window: TrafficWindow;
  onWindow: (window: TrafficWindow) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const links = useLinks();
  const [order, setOrder] = useState<RouteOrder>("failing");
  const [routeText, setRouteText] = useQueryState("route", { history: "push" });
  const opened = routeText === null ? null : readRoute(routeText);
  const traffic = useQuery({
    ...trpc.monitoring.traffic.queryOptions({ launchId, window }),
    placeholderData: (previous) => previous,
  });
  const routes = useQuery({
    ...trpc.monitoring.routes.queryOptions({ launchId, window, order }),
    placeholderData: (previous) => previous,
  });
  const releases = useQuery(trpc.monitoring.releases.queryOptions({ launchId, limit: 50 }));
  const marks: ReleaseMark[] = (releases.data?.releases ?? []).map(releaseMark);
  return (
    <SidePanel
      isOpen
      onClose={() => {
        void setRouteText(null, { history: "replace" });
        onClose();
      }}
      label="Traffic"
      title="Traffic"
      size="lg"
      panelKey="traffic"
    >
      <div className="flex flex-col gap-5 px-5 py-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SegmentedControl
            label="Window"
            size="sm"
            value={window}
            onValueChange={onWindow}
            segments={WINDOWS.map((value) => ({
              value,
              label: `Last ${value.replace("h", " h").replace("d", " d")}`,
            }))}
          />
          {traffic.data && (
            <p className="text-meta text-muted-foreground figures">
              {formatCount(traffic.data.whole.requests)} requests
              {traffic.data.whole.errorPercent === null
                ? ""
                : `, ${formatPercent(traffic.data.whole.errorPercent)} failed`}
              {traffic.data.whole.noAnswers > 0 &&
                `, ${formatCount(traffic.data.whole.noAnswers)} without an answer`}
            </p>
          )}
        </div>
        {opened ? (
          <RouteRequests
            key={routeText}
            launchId={launchId}
            window={window}
            named={opened}
            firstOrder={order === "busy" ? "newest" : order}
            onBack={() => void setRouteText(null)}
          />
        ) : !traffic.data ? (
          <NotLoaded
            query={traffic}
            what="the traffic"
            skeleton={
              <div role="status" className="relative">
                <LoadingLabel>Loading the traffic</LoadingLabel>
                <Skeleton className="mb-5 h-52 rounded-md" />
                <Skeleton className="h-52 rounded-md" />
              </div>
            }
          />
        ) : traffic.data.whole.requests === 0 ? (
          <>
            <EmptyState
              title="No requests in this window"
              description={
                traffic.data.beside.length > 0
                  ? "Nothing of real use has arrived in this window."
                  : "No log lines have arrived in this window. They come from the gateway's log feed, which is one " +
                    "of the launch's sources."
              }
              action={
                <Button asChild>
                  <Link href={links.sources}>See the sources</Link>
                </Button>
              }
            />
            <BesideRealUse beside={traffic.data.beside} connections={traffic.data.connections} />
          </>
        ) : (
          <>
            <Lines points={traffic.data.series} window={window} marks={marks} />
            <BesideRealUse beside={traffic.data.beside} connections={traffic.data.connections} />
            <section aria-label="Routes">
              <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
                <h3 className="text-section font-semibold">
                  Routes
                  {routes.data && (
                    <span className="ml-2 text-meta font-normal text-muted-foreground figures">
                      {routes.data.total > routes.data.routes.length
                        ? `first ${routes.data.routes.length} of ${formatCount(routes.data.total)}`
                        : formatCount(routes.data.total)}
                    </span>
                  )}
                </h3>
                <SegmentedControl
                  label="Order"
                  size="sm"
                  value={order}
                  onValueChange={setOrder}
                  segments={[
                    { value: "failing", label: "Failing first" },
                    { value: "slow", label: "Slowest" },
                    { value: "busy", label: "Busiest" },
                  ]}
                />
              </div>
              {routes.isError && (
                <InlineAlert tone="error" title="Couldn’t load the routes">
                  {messageOf(routes.error)}
                </InlineAlert>
              )}
              {routes.data?.overflow && <RoutesOverflow overflow={routes.data.overflow} />}
              <Table label="Routes">
                <TableColumns
                  columns={[
                    "Route",
                    { name: "Requests", isFigure: true },
                    { name: "Failed", isFigure: true },
                    { name: "p95", isFigure: true },
                  ]}
                />
                <TableBody>
                  {routes.data?.routes.map((route) => (
                    <TableRow
                      key={`${route.service} ${route.method} ${route.route}`}
                      className="relative has-focus-visible:bg-hover"
                    >
                      <TableCell isMono>
                        {/* The whole row is the button's to be pressed. */}
                        <button
                          type="button"
                          onClick={() => void setRouteText(writeRoute(route))}
                          aria-label={`Requests of ${isolate(writeRoute(route))}`}
                          className="rounded-sm text-left after:absolute after:inset-0"
                        >
                          <span className="inline-block text-muted-foreground sm:w-12">{route.method}</span>{" "}
                          <span className="[overflow-wrap:anywhere]">{route.route}</span>
                        </button>
                      </TableCell>
                      <TableCell isFigure>{formatCount(route.requests)}</TableCell>
                      <TableCell
                        isFigure
                        className={cn(
                          (route.errorPercent ?? 0) >= BAD_PERCENT && "font-medium text-negative-foreground",
                        )}
                      >
                        {route.errorPercent === null ? "–" : formatPercent(route.errorPercent)}
                        {route.noAnswers > 0 && (
                          <span className="block text-meta font-normal whitespace-nowrap text-muted-foreground">
                            {formatCount(route.noAnswers)} no answer
                          </span>
                        )}
                      </TableCell>
                      <TableCell isFigure>{route.p95Ms === null ? "–" : formatMs(route.p95Ms)}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </section>
          </>
        )}
      </div>
    </SidePanel>
  );
}

type Point = { at: Date; p95Ms: number | null; errorPercent: number | null };

function Lines({
  points,
  window,
  marks,
}: {
  points: readonly Point[];
  window: TrafficWindow;
  marks: readonly ReleaseMark[];
}) {
  const bucketMs = TRAFFIC_WINDOWS[window].stepMinutes * MINUTE_MS;
  const from = points[0]?.at.getTime();
  const to = points.at(-1)?.at.getTime();
  const shared = {
    from,
    to,
    bucketMs,
    releases: marks.filter((mark) => from !== undefined && mark.at >= from),
  };
  const errors = prepareTrend({
    ...shared,
    unit: "percent",
    series: [
      {
        key: "errors",
        label: "Failed",
        tone: "negative",
        points: points.map((point) => ({ at: point.at.getTime(), value: point.errorPercent })),
      },
    ],
  });
  const latency = prepareTrend({
    ...shared,
    unit: "ms",
    series: [
      {
        key: "p95",
        label: "p95",
        points: points.map((point) => ({ at: point.at.getTime(), value: point.p95Ms })),
      },
    ],
  });
  return (
    <>
      <TrendLine
        model={errors}
        label="Share of requests that failed: answered with 5xx, or not at all"
        title="Failed requests"
        heightPx={170}
      />
      <TrendLine model={latency} label="95th percentile of latency" title="p95 latency" heightPx={170} />
    </>
  );
}
