"use client";
import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatDuration, formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { IssueEvidence as Evidence } from "@/contracts/evidence";
import { RequestTable, type OpenReport } from "./request-table";
import { SuspectList } from "./suspect-list";
import { TrafficAround } from "./traffic-around";
import { isolate } from "@/contracts/isolate";

/** The requests behind an issue's reports, the releases that could be its cause, and its component's traffic around it. */
export function IssueEvidence({ issueId, onReport }: { issueId: string; onReport: OpenReport }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.analysis.issueEvidence.queryOptions({ issueId }));
  const evidence = query.data;
  if (query.isError && !evidence)
    return (
      <ErrorState
        size="sm"
        title="The evidence could not be read"
        kept="The issue and its reports are untouched."
        advice={messageOf(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (!evidence) return <EvidenceSkeleton />;
  return (
    <div className="flex flex-col gap-6 p-4">
      <Requests evidence={evidence} onReport={onReport} />
      <Suspects evidence={evidence} />
      <Traffic evidence={evidence} />
    </div>
  );
}

function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="text-section font-semibold">{title}</h3>
      {note && <p className="max-w-measure text-meta text-muted-foreground">{note}</p>}
      <div className="mt-2 min-w-0">{children}</div>
    </section>
  );
}

/** What is not there yet, and why. */
function Missing({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-md border border-dashed border-border px-3 py-2.5 text-muted-foreground">
      {children}
    </p>
  );
}

function Requests({ evidence, onReport }: { evidence: Evidence; onReport: OpenReport }) {
  const links = useLinks();
  const mayConnect = useCan("source:manage");
  const { quoted, around, component } = evidence;
  if (quoted.length === 0 && around.lines.length === 0 && !evidence.hasLogSource)
    return (
      <Part title="Requests">
        <div className="rounded-md border border-dashed border-border">
          <EmptyState
            size="sm"
            icon={<ScrollText />}
            title="The requests behind the reports will stand here"
            description={
              mayConnect
                ? "No gateway sends its log lines to this launch yet. With them, a request id in a report leads " +
                  "to its line: route, status, latency and version."
                : "No gateway sends its log lines to this launch yet. A lead or operations can connect one among the sources."
            }
            action={
              mayConnect && (
                <Button asChild size="sm">
                  <Link href={links.sources}>Connect a gateway</Link>
                </Button>
              )
            }
          />
        </div>
      </Part>
    );
  const missing = evidence.quotedIds - new Set(quoted.map((line) => line.requestId)).size;
  return (
    <Part
      title="Requests"
      note={
        missing > 0 &&
        `${formatNoun(missing, "request id")} quoted in reports ${missing === 1 ? "is" : "are"} not ` +
          `among the log lines, which are kept ${formatNoun(evidence.logDays, "day")}; figures of traffic are kept longer.`
      }
    >
      <div className="flex flex-col gap-4">
        {quoted.length > 0 && (
          <Group title={`Quoted in reports: ${formatNoun(quoted.length, "request")}`}>
            <RequestTable label="Requests quoted in reports" lines={quoted} isQuoted onReport={onReport} />
          </Group>
        )}
        {around.lines.length > 0 && (
          <Group
            title={
              `${around.kind === "failing" ? "Failed" : "Slowest"} on ${isolate(component?.name ?? "the component")} ` +
              `within 15 min of a report${evidence.quotedIds > 0 ? " whose own request is not known" : ""}: ` +
              formatNoun(around.lines.length, "request")
            }
          >
            <RequestTable
              label={`${around.kind === "failing" ? "Failed" : "Slowest"} requests around the reports`}
              lines={around.lines}
              isQuoted={false}
              onReport={onReport}
            />
          </Group>
        )}
        {quoted.length === 0 && around.lines.length === 0 && <Missing>{sayNoRequest(evidence)}</Missing>}
      </div>
    </Part>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-meta font-medium text-muted-foreground">{title}</h4>
      {children}
    </div>
  );
}

function sayNoRequest({ quotedIds, component, reports }: Evidence): string {
  if (reports === 0) return "There are no reports in this issue to look for requests around.";
  const quoting =
    quotedIds === 0 ? "No report quotes a request id" : "No id that a report quotes is in the log lines";
  if (component === null)
    return `${quoting}, and without a component nobody knows which routes to look at. Choose one under “Why this rank”.`;
  if (!component.hasRoutes)
    return `${quoting}, and ${isolate(component.name)} names no routes to look at instead.`;
  return `${quoting}, and the gateway logged nothing on the routes of ${isolate(component.name)} within 15 min of a report.`;
}

function Suspects({ evidence: { suspects, component } }: { evidence: Evidence }) {
  return (
    <Part
      title="Suspect releases"
      note={
        suspects.length > 0 &&
        "Ranked by nearness to the first report, by the versions reports name, and by what rose in the hour after."
      }
    >
      {suspects.length > 0 ? (
        <SuspectList suspects={suspects} componentName={component?.hasRoutes ? component.name : null} />
      ) : (
        <Missing>
          Nothing was released within 24 h before the first report, and no release has the version that
          reports name.
        </Missing>
      )}
    </Part>
  );
}

function Traffic({ evidence: { traffic, component, releases, firstSeenAt } }: { evidence: Evidence }) {
  const links = useLinks();
  const mayEdit = useCan("launch:write");
  if (component === null)
    return (
      <Part title="Traffic">
        <Missing>
          The issue belongs to no component yet. Choose one under “Why this rank”, and errors and latency of
          its routes are drawn here.
        </Missing>
      </Part>
    );
  const title = `Traffic of ${isolate(component.name)}`;
  if (traffic === null)
    return (
      <Part title={title}>
        <Missing>
          <bdi>{component.name}</bdi> names no routes, so none of the gateway&rsquo;s requests are known to be
          its own.
          {mayEdit && (
            <>
              {" "}
              <Link href={links.settings} className="text-accent-text hover:underline">
                Name its routes
              </Link>
            </>
          )}
        </Missing>
      </Part>
    );
  return (
    <Part
      title={title}
      note={
        firstSeenAt < traffic.from && (
          <>
            Only the last {formatDuration(traffic.until.getTime() - traffic.from.getTime())} up to the newest
            report are drawn. The first report, <Time value={firstSeenAt} style="datetime" />, lies before
            them.
          </>
        )
      }
    >
      <TrafficAround traffic={traffic} releases={releases} firstSeenAt={firstSeenAt} />
    </Part>
  );
}

function EvidenceSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-6 p-4">
      <span className="sr-only">Reading the evidence</span>
      <div>
        <Skeleton className="mb-2 h-5 w-24" />
        <Skeleton className="h-28 rounded-md" />
      </div>
      <div>
        <Skeleton className="mb-2 h-5 w-36" />
        <Skeleton className="h-16 rounded-md" />
      </div>
      <Skeleton className="h-44 rounded-md" />
    </div>
  );
}
