"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useMemo } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useTRPC } from "@/components/trpc/client";
import { failureOf, NotLoaded } from "@/components/trpc/not-loaded";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { VirtualList } from "@/components/ui/virtual-list";
import type { IssueDetail, IssueItemRow } from "./issue-row";

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  acknowledgement: "Acknowledgement",
  acknowledge: "Acknowledgement",
  fixed: "News of the fix",
  declined: "News of the decision",
};
const STATE_WORDS: Readonly<Record<string, string>> = {
  pending: "pending",
  sent: "sent",
  failed: "could not be sent",
  kept: "not sent: no mail server is configured",
  outbox: "not sent: no mail server is configured",
};

/** What each reporter was sent and when, report by report; and apart from it when people decided about the issue, which reaches nobody. */
export function IssueLoop({ issue }: { issue: IssueDetail }) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.feedback.issueItems.infiniteQueryOptions(
      { issueId: issue.id, limit: 30 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const items = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data]);
  if (!query.data)
    return (
      <NotLoaded
        query={query}
        what="the replies"
        skeleton={<SkeletonRows count={5} label="Loading the replies" />}
      />
    );
  if (items.length === 0)
    return (
      <EmptyState
        size="sm"
        icon={<MailCheck />}
        title="No reporters yet"
        description="Reporters and the messages sent to them appear here."
      />
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ResponseSummary issue={issue} />
      <VirtualList
        label="Reporters and their messages"
        items={items}
        rowHeightPx={58}
        isMeasured
        overscan={4}
        getKey={(item) => item.id}
        renderRow={(item) => <ReplyRow item={item} />}
        onEndReached={() => query.hasNextPage && void query.fetchNextPage()}
      />
    </div>
  );
}

/** Decided and answered, each for itself. */
function ResponseSummary({ issue: { decidedAt, responses } }: { issue: IssueDetail }) {
  const { answered, firstAnswerAt, waiting, oldestWaitingAt, unanswerable } = responses;
  return (
    <dl className="grid shrink-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-b border-border px-4 py-2.5">
      <dt className="text-muted-foreground">Decided</dt>
      <dd>{decidedAt === null ? "not yet" : <Time value={decidedAt} />}</dd>
      <dt className="text-muted-foreground">Answered</dt>
      <dd>
        {answered === 0 ? (
          "nobody yet"
        ) : (
          <>
            {formatNoun(answered, "reporter")}
            {firstAnswerAt !== null && (
              <>
                , first <Time value={firstAnswerAt} />
              </>
            )}
          </>
        )}
        {waiting > 0 && oldestWaitingAt !== null && (
          <>
            {" · "}
            {formatNoun(waiting, "ticket waits", "tickets wait")}, oldest from{" "}
            <Time value={oldestWaitingAt} />
          </>
        )}
        {unanswerable > 0 && (
          <span className="text-muted-foreground">
            {" · "}
            {formatNoun(unanswerable, "report")} from sources without replies
          </span>
        )}
      </dd>
    </dl>
  );
}

function ReplyRow({ item }: { item: IssueItemRow }) {
  const trpc = useTRPC();
  const messages = useQuery({
    ...trpc.communication.messagesOfItem.queryOptions({ itemId: item.id }),
    staleTime: 60_000,
  });
  return (
    <div className="flex gap-x-3 gap-y-1 border-b border-border px-4 py-2.5 max-sm:flex-col">
      <div className="min-w-0 shrink-0 sm:w-40">
        <p dir="auto" className="truncate font-medium">
          {item.reporterName ?? (item.personKey === null ? "Anonymous" : "Unnamed person")}
        </p>
        <p className="font-mono text-[11px] text-muted-foreground">{item.reference}</p>
      </div>
      <ul className="min-w-0 flex-1">
        {!messages.data && (
          <li className="text-muted-foreground">
            {failureOf(messages) === null ? (
              <Skeleton className="h-3 w-40" />
            ) : (
              <>Couldn’t load the messages. {failureOf(messages)}</>
            )}
          </li>
        )}
        {messages.data?.length === 0 && (
          <li className="text-muted-foreground">
            {item.personKey === null ? "No address, so no message can be sent." : "No message sent yet."}
          </li>
        )}
        {messages.data?.map((message) => (
          <li key={message.id} className="flex min-w-0 flex-wrap items-center gap-x-2">
            <span className="min-w-0 truncate" title={message.subject}>
              {MESSAGE_WORDS[message.kind] ?? message.kind.replaceAll("_", " ")}
            </span>
            <Badge tone={message.state === "failed" ? "negative" : "outline"} className="max-sm:order-last">
              <span className="truncate">{STATE_WORDS[message.state] ?? message.state}</span>
            </Badge>
            <Time
              value={message.sentAt ?? message.createdAt}
              className="ml-auto shrink-0 text-meta text-muted-foreground"
            />
          </li>
        ))}
        <li className="text-meta text-muted-foreground">
          {item.firstResponseAt !== null ? (
            <>
              Answered by staff <Time value={item.firstResponseAt} />
            </>
          ) : item.isAnswerable ? (
            <>
              Waiting for an answer since <Time value={item.occurredAt} />
            </>
          ) : (
            "From a source without replies"
          )}
        </li>
      </ul>
    </div>
  );
}
