"use client";
import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { ISSUE_ADDRESS } from "@/components/feedback/issue-address";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { LoadingLabel } from "@/components/ui/loading-label";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import {
  EVIDENCE_ZOOMS,
  type EvidenceZoom,
  type IssueEvidence as Evidence,
  type RequestsAround,
} from "@/contracts/evidence";
import { RequestSearch } from "./request-search";
import { RequestTable, type OpenReport } from "./request-table";
import { SuspectList } from "./suspect-list";
import { TrafficAround } from "./traffic-around";
import { isolate } from "@/contracts/isolate";

/** The requests behind an issue's reports, the releases that could be its cause, and the traffic of its routes around it. */
export function IssueEvidence({ issueId, onReport }: { issueId: string; onReport: OpenReport }) {
  const trpc = useTRPC();
  const [{ evidence: zoom }, setAddress] = useQueryStates(ISSUE_ADDRESS, {
    history: "push",
    clearOnDefault: true,
  });
  const query = useQuery({
    ...trpc.analysis.issueEvidence.queryOptions({ issueId, zoom }),
    // Another part of the time is drawn in the place of the one before.
    placeholderData: (previous) => previous,
  });
  const evidence = query.data;
  return (
    <div className="flex flex-col gap-6 p-4">
      <RequestSearch issueId={issueId} onReport={onReport} />
      {evidence ? (
        <>
          <Requests evidence={evidence} onReport={onReport} />
          <Suspects evidence={evidence} />
          <Traffic
            evidence={evidence}
            zoom={zoom}
            onZoom={(next) => void setAddress({ evidence: next })}
            failure={query.isError ? messageOf(query.error) : null}
          />
        </>
      ) : (
        <NotLoaded query={query} what="the evidence" skeleton={<EvidenceSkeleton />} />
      )}
    </div>
  );
}

function Part({
  title,
  note,
  control,
  children,
}: {
  title: string;
  note?: ReactNode;
  /** Beside the title. */
  control?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-section font-semibold [overflow-wrap:anywhere]">{title}</h3>
        {control}
      </div>
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
  const { quoted, around, subject } = evidence;
  if (quoted.length === 0 && around.length === 0 && !evidence.hasLogSource)
    return (
      <Part title="Requests">
        <div className="rounded-md border border-dashed border-border">
          <EmptyState
            size="sm"
            icon={<ScrollText />}
            title="The requests behind the reports will be listed here"
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
        {around.map(({ kind, lines }) => (
          <Group
            key={kind}
            title={
              `${AROUND_WORDS[kind]} on ${isolate(subject?.name ?? "its routes")} within 15 min of a report` +
              `${evidence.quotedIds > 0 ? " whose own request is not known" : ""}: ` +
              formatNoun(lines.length, "request")
            }
          >
            <RequestTable
              label={`${AROUND_WORDS[kind]} requests around the reports`}
              lines={lines}
              isQuoted={false}
              onReport={onReport}
            />
          </Group>
        ))}
        {quoted.length === 0 && around.length === 0 && <Missing>{explainNoRequest(evidence)}</Missing>}
      </div>
    </Part>
  );
}

const AROUND_WORDS: Readonly<Record<RequestsAround["kind"], string>> = {
  failing: "Failed",
  slowest: "Slowest",
};

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-meta font-medium text-muted-foreground">{title}</h4>
      {children}
    </div>
  );
}

/** Why no request is listed, and what helps. */
function explainNoRequest({ quotedIds, component, reports, subject }: Evidence): string {
  if (reports === 0) return "There are no reports in this issue to look for requests around.";
  const quoting =
    quotedIds === 0 ? "No report quotes a request id" : "No id that a report quotes is in the log lines";
  if (subject !== null)
    return `${quoting}, and the gateway logged nothing to list on ${isolate(subject.name)} within 15 min of a report.`;
  if (component === null)
    return (
      `${quoting}, and no report names a route that the gateway logs. ` +
      "With a component, under “Why this rank”, its routes are searched."
    );
  if (!component.hasRoutes)
    return `${quoting}, and ${isolate(component.name)} has no routes to search instead.`;
  return `${quoting}, and the gateway logged nothing on the routes of ${isolate(component.name)} around the reports.`;
}

function Suspects({ evidence: { suspects, subject } }: { evidence: Evidence }) {
  return (
    <Part
      title="Suspect releases"
      note={
        suspects.length > 0 &&
        "Ranked by nearness to the first report, by the versions reports name, and by what rose in the hour after."
      }
    >
      {suspects.length > 0 ? (
        <SuspectList suspects={suspects} subjectName={subject?.name ?? null} />
      ) : (
        <Missing>
          Nothing was released and nothing went live within 24 h before the first report, and no release has
          the version that reports name.
        </Missing>
      )}
    </Part>
  );
}

const ZOOM_WORDS: Readonly<Record<EvidenceZoom, string>> = {
  onset: "First report",
  latest: "Last 48 h",
  whole: "All",
};

function Traffic({
  evidence: { traffic, component, subject, releases, firstSeenAt },
  zoom,
  onZoom,
  failure,
}: {
  evidence: Evidence;
  zoom: EvidenceZoom;
  onZoom: (zoom: EvidenceZoom) => void;
  /** Why another part could not be read; what is drawn is the one before. */
  failure: string | null;
}) {
  const links = useLinks();
  const mayEdit = useCan("launch:write");
  if (traffic === null && component === null)
    return (
      <Part title="Traffic">
        <Missing>
          The issue belongs to no component yet, and its reports name no route that the gateway logs. Choose a
          component under “Why this rank”, and errors and latency of its routes are drawn here.
        </Missing>
      </Part>
    );
  const title = `Traffic of ${isolate(subject?.name ?? component?.name ?? "its routes")}`;
  if (traffic === null)
    return (
      <Part title={title}>
        <Missing>
          <bdi>{component?.name}</bdi> names no routes, so none of the gateway&rsquo;s requests are known to
          be its own.
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
      control={
        traffic.isPart && (
          <SegmentedControl<EvidenceZoom>
            label="Part of the time"
            size="sm"
            value={zoom}
            onValueChange={onZoom}
            segments={EVIDENCE_ZOOMS.map((value) => ({ value, label: ZOOM_WORDS[value] }))}
          />
        )
      }
      note={
        firstSeenAt < traffic.from && (
          <>
            The first report, <Time value={firstSeenAt} style="datetime" />, is before this part.
          </>
        )
      }
    >
      {failure !== null && (
        <InlineAlert tone="error" title="Couldn’t load this part of the time" className="mb-2">
          {failure}
        </InlineAlert>
      )}
      <TrafficAround traffic={traffic} releases={releases} firstSeenAt={firstSeenAt} />
    </Part>
  );
}

function EvidenceSkeleton() {
  return (
    <div role="status" className="relative flex flex-col gap-6 p-4">
      <LoadingLabel>Loading the evidence</LoadingLabel>
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
