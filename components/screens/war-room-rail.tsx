"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { Time } from "@/components/format/time";
import { REASON_WORDS } from "@/components/inbox/reasons";
import { RAIL_ISSUES, REVIEW_REASONS } from "@/contracts/board";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { CriterionDot } from "@/components/launches/criterion-dot";
import { describeHold, describeUnmet } from "@/components/launches/hold-words";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { WarRoom } from "@/contracts/analysis";
import { describeMinutes, type ExitView } from "@/contracts/exit";

const CRITERIA_SHOWN = 5;
const BLOCKERS_SHOWN = 4;

/** What needs somebody: what blocks the exit, what is to be triaged, who waits for an answer. */
export function WarRoomRail({ room }: { room: WarRoom }) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <ExitCard />
      <InboxCard />
      <WaitingCard response={room.response} />
    </div>
  );
}

function ExitCard() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const exit = useQuery(trpc.exit.page.queryOptions({ launchId: launch.id }));
  return (
    <RailCard
      title="Blocks the exit"
      href={links.exit}
      aside={
        exit.data
          ? `${exit.data.met} of ${exit.data.total} met${exit.data.waived > 0 ? `, ${exit.data.waived} waived` : ""}`
          : ""
      }
    >
      {exit.data ? (
        <ExitBody exit={exit.data} />
      ) : exit.isError ? (
        <Failed error={exit.error} />
      ) : (
        <Lines count={4} />
      )}
    </RailCard>
  );
}

function ExitBody({ exit }: { exit: ExitView }) {
  const links = useLinks();
  const open = exit.criteria.filter((criterion) => criterion.state !== "met" && criterion.state !== "waived");
  if (exit.total === 0)
    return <Quiet>No criterion has been agreed yet. Without one, nobody can say when this ends.</Quiet>;
  if (open.length === 0) return <Quiet>Nothing. Every criterion is met or waived.</Quiet>;
  return (
    <>
      <ul>
        {open.slice(0, CRITERIA_SHOWN).map((criterion) => (
          <li
            key={criterion.id}
            data-criterion-id={criterion.id}
            className="flex items-start gap-2 px-4 py-1.5"
          >
            <CriterionDot state={criterion.state} className="mt-1" />
            <div className="min-w-0">
              <p dir="auto" className="truncate">
                {criterion.title}
              </p>
              <p className="text-meta text-muted-foreground figures">
                {criterion.state === "holding" ? describeHold(criterion) : describeUnmet(criterion)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {open.length > CRITERIA_SHOWN && (
        <p className="px-4 py-1 text-meta text-muted-foreground">and {open.length - CRITERIA_SHOWN} more</p>
      )}
      {exit.blockers.length > 0 && (
        <ol
          aria-label="Issues that block the exit, most pressing first"
          className="mt-1 border-t border-border py-1"
        >
          {exit.blockers.slice(0, BLOCKERS_SHOWN).map((issue) => (
            <li key={issue.id}>
              <Link
                href={links.issue(issue.number)}
                className="flex items-center gap-2 px-4 py-1.5 hover:bg-hover"
              >
                <SeverityGlyph severity={issue.severity} />
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {issue.title}
                </span>
                <bdi className="text-meta text-muted-foreground figures">{issue.ownerName ?? "no owner"}</bdi>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function InboxCard() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const inbox = useQuery(trpc.triage.inbox.queryOptions({ launchId: launch.id, limit: RAIL_ISSUES }));
  return (
    <RailCard
      title="To triage"
      href={links.inbox}
      aside={inbox.data ? formatCount(inbox.data.total.n, inbox.data.total.isCapped) : ""}
    >
      {inbox.data ? (
        inbox.data.total.n === 0 ? (
          <Quiet>Nothing. Every report has been reviewed.</Quiet>
        ) : (
          <>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-1 pb-2 text-meta text-muted-foreground">
              {REVIEW_REASONS.filter((reason) => inbox.data.counts[reason] > 0).map((reason) => (
                <li key={reason}>
                  <Link
                    href={`${links.inbox}?reason=${reason}`}
                    className="inline-block py-1 hover:text-foreground hover:underline"
                  >
                    <span className="font-medium text-foreground figures">
                      {formatCount(inbox.data.counts[reason])}
                    </span>{" "}
                    {REASON_WORDS[reason].toLowerCase()}
                  </Link>
                </li>
              ))}
            </ul>
            <ul className="border-t border-border py-1">
              {inbox.data.rows.map((issue) => (
                <li key={issue.id}>
                  <Link
                    href={`${links.inbox}?at=${issue.id}`}
                    className="flex items-center gap-2 px-4 py-1.5 hover:bg-hover"
                  >
                    <SeverityGlyph severity={issue.severity} />
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {issue.title}
                    </span>
                    <Time
                      value={issue.lastSeenAt}
                      className="shrink-0 text-meta text-muted-foreground figures"
                    />
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )
      ) : inbox.isError ? (
        <Failed error={inbox.error} />
      ) : (
        <Lines count={4} />
      )}
    </RailCard>
  );
}

function WaitingCard({ response }: { response: WarRoom["response"] }) {
  const links = useLinks();
  const { oldest, waiting, overdue, unanswerable, targetMinutes } = response;
  return (
    <RailCard
      title="Waiting for an answer"
      href={links.waiting}
      aside={formatCount(waiting.n, waiting.isCapped)}
    >
      {oldest.length === 0 ? (
        <Quiet>
          {unanswerable > 0
            ? `Nobody that is known of. ${formatNoun(unanswerable, "report")} in 24 h came from sources without ` +
              "replies: whether anybody answered them is not known here."
            : "Nobody. Every ticket has had an answer."}
        </Quiet>
      ) : (
        <ul className="pb-1">
          {oldest.map((report) => (
            <WaitingLine key={report.id} report={report} />
          ))}
          <li className="px-4 py-1 text-meta text-muted-foreground">
            {overdue > 0
              ? `${formatCount(overdue)} for longer than ${describeMinutes(targetMinutes)}`
              : `none for longer than ${describeMinutes(targetMinutes)}`}
            {waiting.n > oldest.length && "; longest first"}
          </li>
        </ul>
      )}
    </RailCard>
  );
}

function WaitingLine({ report }: { report: WarRoom["response"]["oldest"][number] }) {
  const links = useLinks();
  return (
    <li className="flex items-start gap-2 px-4 py-1.5">
      <SeverityGlyph severity={report.severity} className="mt-1" />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate">
          {report.excerpt.replace(/\s+/g, " ")}
        </p>
        <p className="truncate text-meta text-muted-foreground">
          <bdi>{report.reporterName ?? report.reference}</bdi>
          {report.issueNumber !== null && (
            <>
              {" · "}
              <Link href={links.report(report.issueNumber, report)} className="figures hover:underline">
                #{report.issueNumber}
              </Link>
            </>
          )}
        </p>
      </div>
      <Time value={report.occurredAt} className="shrink-0 text-meta text-muted-foreground figures" />
    </li>
  );
}

function RailCard({
  title,
  aside,
  href,
  children,
}: {
  title: string;
  aside: string;
  href: string;
  children: ReactNode;
}) {
  return (
    <Card hasPadding={false} className="pb-1">
      <h2 className="flex items-baseline justify-between gap-3 px-4 pt-3 pb-1">
        <Link href={href} className="truncate text-section font-semibold hover:underline">
          {title}
        </Link>
        <span className="shrink-0 text-muted-foreground figures">{aside}</span>
      </h2>
      {children}
    </Card>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <p className="px-4 pt-1 pb-3 text-muted-foreground">{children}</p>;
}

function Failed({ error }: { error: unknown }) {
  return <p className="px-4 pt-1 pb-3 text-muted-foreground">{messageOf(error)}</p>;
}

function Lines({ count }: { count: number }) {
  return (
    <div role="status" className="px-4 pb-2">
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, line) => (
        <div key={line} className="flex h-8 items-center gap-2">
          <Skeleton className="size-3 rounded-full" />
          <Skeleton className="h-3 w-3/4" />
        </div>
      ))}
    </div>
  );
}
