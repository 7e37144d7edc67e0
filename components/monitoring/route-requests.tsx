"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isolate } from "@/contracts/isolate";
import { ROUTE_REQUESTS_MAX, type RequestOrder, type TrafficWindow } from "@/contracts/monitoring";
import { RequestTable } from "./request-table";

/** A route as a list of routes names it. */
export type RouteOfTraffic = { method: string; route: string };

/** As an address holds it: "POST /v2/payments". */
export const writeRoute = ({ method, route }: RouteOfTraffic): string => `${method} ${route}`;

/** Null for what names no method and route. */
export function readRoute(text: string): RouteOfTraffic | null {
  const space = text.indexOf(" ");
  const [method, route] = [text.slice(0, space), text.slice(space + 1)];
  return space < 1 || method.length > 20 || route === "" || route.length > 500 ? null : { method, route };
}

const EMPTY_WORDS: Readonly<Record<RequestOrder, string>> = {
  failing: "No request of this route failed in this window.",
  slow: "No latency of this route was logged in this window.",
  newest: "No request of this route is among the log lines of this window.",
};
const MOST_WORDS: Readonly<Record<RequestOrder, string>> = {
  failing: "newest failed",
  slow: "slowest",
  newest: "newest",
};

/** The requests behind one row of a list of routes, in the list's window: those that failed, the slowest or the newest. */
export function RouteRequests({
  launchId,
  window,
  named,
  firstOrder,
  onBack,
}: {
  launchId: string;
  window: TrafficWindow;
  named: RouteOfTraffic;
  /** What the list was sorted by is what one wants to see of the route. */
  firstOrder: RequestOrder;
  onBack: () => void;
}) {
  const trpc = useTRPC();
  const [order, setOrder] = useState(firstOrder);
  const query = useQuery({
    ...trpc.monitoring.routeRequests.queryOptions({ launchId, window, order, ...named }),
    placeholderData: (previous) => previous,
  });
  const route = writeRoute(named);
  return (
    <section aria-label={`Requests of ${isolate(route)}`} className="flex min-w-0 flex-col gap-2">
      <div>
        <Button size="sm" variant="ghost" icon={<ChevronLeft aria-hidden />} onClick={onBack}>
          All routes
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h3 className="min-w-0 font-mono text-section font-semibold [overflow-wrap:anywhere]">{route}</h3>
        <SegmentedControl<RequestOrder>
          label="Requests"
          size="sm"
          value={order}
          onValueChange={setOrder}
          segments={[
            { value: "failing", label: "Failed" },
            { value: "slow", label: "Slowest" },
            { value: "newest", label: "Newest" },
          ]}
        />
      </div>
      {!query.data ? (
        <NotLoaded
          query={query}
          what={`the requests of ${route}`}
          skeleton={<SkeletonRows count={6} label="Loading the requests" />}
        />
      ) : query.data.length === 0 ? (
        <p className="rounded-md border border-dashed border-border px-3 py-2.5 text-muted-foreground">
          {EMPTY_WORDS[order]} Log lines are kept for a shorter time than figures.
        </p>
      ) : (
        <>
          <RequestTable key={order} label={`Requests of ${isolate(route)}`} lines={query.data} />
          {query.data.length === ROUTE_REQUESTS_MAX && (
            <p className="text-meta text-muted-foreground">
              The {ROUTE_REQUESTS_MAX} {MOST_WORDS[order]} in this window.
            </p>
          )}
        </>
      )}
    </section>
  );
}
