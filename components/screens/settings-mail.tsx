"use client";
import { cn } from "@/components/ui/cn";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MessageState } from "@/contracts/communication";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { InlineAlert } from "@/components/ui/inline-alert";
import { LoadMore } from "@/components/ui/load-more";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { mailsInput } from "@/contracts/first-lists";

type Message = RouterOutputs["communication"]["messages"]["rows"][number];

const STATE_WORDS: Readonly<
  Record<string, { label: string; tone: "neutral" | "positive" | "critical" | "accent" }>
> = {
  pending: { label: "Waiting", tone: "accent" },
  sending: { label: "Being sent", tone: "accent" },
  sent: { label: "Sent", tone: "positive" },
  kept: { label: "Kept here", tone: "neutral" },
  failed: { label: "Not sent", tone: "critical" },
  cancelled: { label: "Taken back", tone: "neutral" },
};
const KIND_WORDS: Readonly<Record<string, string>> = {
  acknowledgement: "Acknowledgement",
  invitation: "Invitation",
  password_reset: "Password reset",
};

/** Every mail of the organization: sent, waiting, or kept because no mail server is configured. */
export function MailScreen() {
  const trpc = useTRPC();
  const [state, setState] = useState<"all" | MessageState>("all");
  const messages = useInfiniteQuery(
    trpc.communication.messages.infiniteQueryOptions(mailsInput(state === "all" ? null : state), {
      getNextPageParam: (last) => last.nextCursor,
    }),
  );
  const rows = messages.data?.pages.flatMap((p) => p.rows) ?? [];
  return (
    <div className="grid gap-4">
      {rows.some((m) => m.state === "kept") && (
        <InlineAlert tone="info" title="No mail server is configured">
          Mails are written and kept here instead of being sent. Set SMTP_URL to send further ones. Those kept
          here stay until their term ends (Settings, Privacy).
        </InlineAlert>
      )}
      <Listing
        title="Outgoing mail"
        what="The mails"
        query={messages}
        isEmpty={rows.length === 0}
        empty={{
          title: "Nothing has been written yet",
          description: "Acknowledgements to reporters and invitations appear here as they are written.",
        }}
        actions={
          <SegmentedControl
            label="Which mails"
            size="sm"
            value={state}
            onValueChange={(v) => setState(v)}
            segments={[
              { value: "all", label: "All" },
              { value: "sent", label: "Sent" },
              { value: "pending", label: "Waiting" },
              { value: "kept", label: "Kept" },
              { value: "failed", label: "Not sent" },
            ]}
          />
        }
      >
        <ul className="divide-y divide-border">
          {rows.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ul>
        <LoadMore
          hasMore={messages.hasNextPage}
          onLoadMore={() => void messages.fetchNextPage()}
          isLoading={messages.isFetchingNextPage}
        />
      </Listing>
    </div>
  );
}

function MessageLine({ message }: { message: Message }) {
  const stateBadge = STATE_WORDS[message.state] ?? { label: message.state, tone: "neutral" as const };
  return (
    <li>
      <details className="group">
        <summary
          className={cn(
            "grid cursor-pointer grid-cols-[6.5rem_minmax(0,1fr)_auto] items-center gap-3 px-4 py-2",
            "hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]",
          )}
        >
          <span className="max-sm:hidden">
            <Badge tone={stateBadge.tone}>{stateBadge.label}</Badge>
          </span>
          <span className="min-w-0">
            <span
              className={cn(
                "block truncate font-medium",
                message.emptiedAt ? "text-muted-foreground" : "reported",
              )}
            >
              {message.emptiedAt ? "Address, subject and text are deleted" : message.subject}
            </span>
            <span className="block truncate text-meta text-muted-foreground">
              {KIND_WORDS[message.kind] ?? message.kind}
              {message.emptiedAt ? "" : ` to ${message.recipient}`}
              {message.lastError ? ` · ${message.lastError}` : ""}
            </span>
          </span>
          <span className="text-meta text-muted-foreground">
            <Time value={message.sentAt ?? message.createdAt} style="relative" />
          </span>
        </summary>
        {message.emptiedAt ? (
          <p className="mx-4 mb-3 max-w-measure rounded-md bg-sunken p-3 text-muted-foreground">
            Deleted <Time value={message.emptiedAt} style="datetime" />, because the term of mails had ended
            or the report was erased. That the mail was written, and how it ended, stays.
          </p>
        ) : (
          <pre
            className={cn(
              "mx-4 mb-3 max-w-measure overflow-x-auto rounded-md bg-sunken p-3 font-sans text-body reported",
              "whitespace-pre-wrap",
            )}
          >
            {message.bodyText}
          </pre>
        )}
      </details>
    </li>
  );
}
