"use client";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { ISSUE_ADDRESS } from "@/components/feedback/issue-address";
import { Time } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { FoundRequest } from "@/contracts/evidence";
import { RequestTable, type OpenReport } from "./request-table";

/** Longest request id that is looked for, characters. */
const ID_CHARS = 200;

/** Finds a request by its id, with its log lines and the reports that quote it, in this issue and in others. */
export function RequestSearch({ issueId, onReport }: { issueId: string; onReport: OpenReport }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const [{ request }, setAddress] = useQueryStates(ISSUE_ADDRESS, { history: "push" });
  const requestId = (request ?? "").trim().slice(0, ID_CHARS);
  const query = useQuery({
    ...trpc.analysis.findRequest.queryOptions({ launchId: launch.id, requestId }),
    enabled: requestId !== "",
  });
  return (
    <section aria-label="Find a request" className="flex min-w-0 flex-col gap-2">
      <SearchField
        key={requestId}
        requestId={requestId}
        onSearch={(next) => void setAddress({ request: next === "" ? null : next })}
      />
      {requestId !== "" &&
        (query.data ? (
          <Found found={query.data} requestId={requestId} issueId={issueId} onReport={onReport} />
        ) : (
          <NotLoaded
            query={query}
            what="the request"
            skeleton={<SkeletonRows count={2} label="Looking for the request" />}
          />
        ))}
    </section>
  );
}

function SearchField({ requestId, onSearch }: { requestId: string; onSearch: (requestId: string) => void }) {
  const [draft, setDraft] = useState(requestId);
  return (
    <form
      role="search"
      className="flex max-w-measure items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft.trim());
      }}
    >
      <Field label="Request id" className="min-w-0 flex-1">
        <Input
          type="search"
          value={draft}
          maxLength={ID_CHARS}
          placeholder="As the gateway logged it or a reporter quotes it"
          onChange={(event) => setDraft(event.target.value)}
          className="font-mono"
        />
      </Field>
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {requestId !== "" && (
        <Button variant="ghost" onClick={() => onSearch("")}>
          Clear
        </Button>
      )}
    </form>
  );
}

function Found({
  found: { lines, reports },
  requestId,
  issueId,
  onReport,
}: {
  found: FoundRequest;
  requestId: string;
  issueId: string;
  onReport: OpenReport;
}) {
  const links = useLinks();
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2">
      {lines.length > 0 ? (
        <RequestTable label={`Log lines of ${requestId}`} lines={lines} />
      ) : (
        <p className="text-muted-foreground">
          No log line with the id <bdi className="font-mono [overflow-wrap:anywhere]">{requestId}</bdi> is
          kept.
        </p>
      )}
      {reports.length === 0 ? (
        <p className="text-meta text-muted-foreground">No report of around that time quotes it.</p>
      ) : (
        <ul aria-label="Reports that quote it" className="flex flex-col gap-0.5">
          {reports.map(({ reference, occurredAt, issue }) => (
            <li key={reference} className="flex min-w-0 flex-wrap items-center gap-x-2">
              {issue === null ? (
                <span className="font-mono">{reference}</span>
              ) : issue.id === issueId ? (
                <button
                  type="button"
                  onClick={() => onReport({ reference, reportedAt: occurredAt })}
                  className="inline-flex min-h-6 items-center rounded-sm text-accent-text hover:underline"
                >
                  Quoted in {reference}
                </button>
              ) : (
                <Link
                  href={links.report(issue.number, { reference, occurredAt })}
                  className="inline-flex min-h-6 min-w-0 items-center gap-x-1 rounded-sm text-accent-text hover:underline"
                >
                  <span className="shrink-0">
                    Quoted in {reference}, issue #{issue.number}
                  </span>
                  <span dir="auto" className="min-w-0 truncate">
                    {issue.title}
                  </span>
                </Link>
              )}
              <Time value={occurredAt} className="text-meta text-muted-foreground" />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
