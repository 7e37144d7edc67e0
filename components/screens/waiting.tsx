"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { formatCount, formatDuration } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SourceKindLabel } from "@/components/format/source-kind";
import { StateBadge } from "@/components/format/state-badge";
import { Time, useNow } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { messageOf, useTRPC, useTRPCClient, type RouterOutputs } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonRows } from "@/components/ui/skeleton";
import { describeMinutes } from "@/contracts/exit";
import { SourceKind } from "@/contracts/intake";
import { WaitingList, type WaitingCounts } from "@/contracts/responses";
import { waitingInput } from "@/contracts/first-lists";

type Row = RouterOutputs["analysis"]["waiting"]["rows"][number];
const EXPORT_ROWS = 100;

const WAITING_CSV: CsvShape<Row> = {
  head: [
    "reference",
    "severity",
    "arrived",
    "overdue",
    "source",
    "ticket",
    "reporter",
    "issue",
    "state",
    "text",
  ],
  lineOf: (row) => [
    row.reference,
    row.severity,
    row.occurredAt,
    row.isOverdue,
    row.sourceName,
    row.ticketId,
    row.reporterName,
    row.issueNumber,
    row.issueState,
    row.excerpt,
  ],
};

/** Reports without an answer, oldest first: exactly those that war room and exit count; apart from them, those nobody can know of. */
export function WaitingScreen() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const launch = useLaunch();
  const router = useRouter();
  const links = useLinks();
  const params = useSearchParams();
  const componentId = params.get("component");
  const list = WaitingList.catch("waiting").parse(params.get("list"));
  const query = useInfiniteQuery(
    trpc.analysis.waiting.infiniteQueryOptions(waitingInput({ launchId: launch.id, componentId, list }), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    enabled: componentId !== null,
    staleTime: 60_000,
  });
  const component = components.data?.find((component) => component.id === componentId);
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data]);
  const counts = query.data?.pages[0]?.counts ?? null;
  const show = (next: WaitingList) => {
    const base = links.waitingOf(componentId);
    router.replace(next === "waiting" ? base : `${base}${base.includes("?") ? "&" : "?"}list=${next}`);
  };
  return (
    <Page>
      <PageHeader
        title="Waiting for an answer"
        description={
          counts ? describeCounts(counts, component?.name ?? null) : "Reports that nobody has answered."
        }
        actions={
          <>
            <ExportCsv
              name={`${launch.slug}-${list}`}
              shape={WAITING_CSV}
              readPage={(cursor, signal) =>
                api.analysis.waiting.query(
                  {
                    launchId: launch.id,
                    componentId,
                    list,
                    limit: EXPORT_ROWS,
                    ...(cursor ? { cursor } : {}),
                  },
                  { signal },
                )
              }
            />
            <SegmentedControl
              label="Which reports"
              value={list}
              onValueChange={show}
              segments={[
                { value: "waiting", label: labelOf("Waiting", counts?.waiting) },
                { value: "unanswerable", label: labelOf("Not known", counts?.unanswerable) },
              ]}
            />
          </>
        }
      />
      <Card hasPadding={false} aria-label={list === "waiting" ? "Waiting" : "Not known"}>
        {query.data === undefined ? (
          query.isError ? (
            <ErrorState
              title="Couldn’t load who is waiting"
              kept={messageOf(query.error)}
              onRetry={() => void query.refetch()}
            />
          ) : (
            <SkeletonRows count={8} label="Loading who is waiting" />
          )
        ) : rows.length === 0 ? (
          <Nobody list={list} counts={counts} onShowUnknown={() => show("unanswerable")} />
        ) : (
          <>
            {list === "unanswerable" && (
              <p className="border-b border-border px-4 py-2.5 text-muted-foreground">
                Reports of the last 24 hours from sources without replies: forms, the API, calls that were
                logged. Nobody can be answered from here yet, so whether somebody answered them elsewhere is
                not known, and they are in no figure. Tickets of a connected helpdesk are: staff&apos;s public
                comments there answer them.
              </p>
            )}
            <ul className="divide-y divide-border">
              {rows.map((row) => (
                <WaitingRow key={row.id} row={row} />
              ))}
            </ul>
            <LoadMore
              hasMore={query.hasNextPage}
              onLoadMore={() => void query.fetchNextPage()}
              isLoading={query.isFetchingNextPage}
              {...(counts
                ? { summary: `${formatCount(rows.length)} of ${amountOf(counts[list])}, longest first` }
                : {})}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

type Amount = WaitingCounts["waiting"];
const amountOf = ({ n, isCapped }: Amount): string => formatCount(n, isCapped);
const labelOf = (label: string, amount: Amount | undefined): string =>
  amount === undefined ? label : `${label} ${amountOf(amount)}`;

/** What the list holds, in a sentence. */
function describeCounts(
  { waiting, overdue, targetMinutes }: WaitingCounts,
  component: string | null,
): string {
  const where = component === null ? "" : ` in ${component}`;
  const target = describeMinutes(targetMinutes);
  if (waiting.n === 0) return `Nobody waits for an answer${where}. The target is ${target}.`;
  const many = waiting.n === 1 && !waiting.isCapped ? "ticket waits" : "tickets wait";
  return (
    `${amountOf(waiting)} ${many}${where}, ` +
    `${overdue.n === 0 ? "none" : amountOf(overdue)} of them for longer than ${target}. ` +
    "The clock starts when the report was made; only a public reply by staff stops it, a decision does not."
  );
}

function Nobody({
  list,
  counts,
  onShowUnknown,
}: {
  list: WaitingList;
  counts: WaitingCounts | null;
  onShowUnknown: () => void;
}) {
  if (list === "unanswerable")
    return (
      <EmptyState
        icon={<MailCheck />}
        title="Every report can be answered"
        description="Nothing came in through a source without replies in the last 24 hours."
      />
    );
  const unknown = counts?.unanswerable.n ?? 0;
  return (
    <EmptyState
      icon={<MailCheck />}
      title="Nobody waits for an answer"
      description={
        unknown > 0
          ? "Every ticket of the helpdesk has had an answer. Of reports from other sources it is not known."
          : "Every ticket of the helpdesk has had an answer. New ones show up here until staff answer them there."
      }
      {...(unknown > 0
        ? {
            action: (
              <button type="button" className="text-accent-text hover:underline" onClick={onShowUnknown}>
                Show them
              </button>
            ),
          }
        : {})}
    />
  );
}

function WaitingRow({ row }: { row: Row }) {
  const links = useLinks();
  const now = useNow();
  const kind = SourceKind.safeParse(row.sourceKind);
  const words = row.excerpt.replace(/\s+/g, " ");
  return (
    <li className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
      <SeverityGlyph severity={row.severity} className="mt-1 shrink-0" />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate">
          {row.issueNumber === null ? (
            words
          ) : (
            <Link
              href={links.report(row.issueNumber, row)}
              className="after:absolute after:inset-0 hover:underline"
            >
              {words}
            </Link>
          )}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-meta text-muted-foreground">
          {row.reporterName !== null && <bdi className="max-w-40 truncate">{row.reporterName}</bdi>}
          <span className="font-mono text-[11px]">{row.reference}</span>
          {kind.success && <SourceKindLabel kind={kind.data} name={row.sourceName} />}
          {row.ticketId !== null && <span className="figures">ticket {row.ticketId}</span>}
          {row.issueNumber === null ? (
            <span>not in an issue yet</span>
          ) : (
            <span className="inline-flex items-center gap-1.5 figures">
              #{row.issueNumber} {row.issueState !== null && <StateBadge state={row.issueState} />}
            </span>
          )}
        </p>
      </div>
      <div className="shrink-0 text-right text-meta text-muted-foreground figures">
        {row.isOverdue ? (
          <>
            <p className="font-medium text-negative-foreground">
              {now === null ? "–" : formatDuration(now - row.occurredAt.getTime())}
            </p>
            <Badge tone="negative">past target</Badge>
          </>
        ) : (
          <Time value={row.occurredAt} />
        )}
      </div>
    </li>
  );
}
