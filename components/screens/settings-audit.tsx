"use client";
import { cn } from "@/components/ui/cn";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ActorKind } from "@/contracts/audit";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, useTRPCClient, type RouterOutputs } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { AUDIT_INPUT } from "@/contracts/first-lists";

type Entry = RouterOutputs["audit"]["list"]["entries"][number];

const WHO: readonly { value: "all" | ActorKind; label: string }[] = [
  { value: "all", label: "Everybody" },
  { value: "person", label: "People" },
  { value: "worker", label: "Steady itself" },
  { value: "source", label: "Sources" },
  { value: "api_key", label: "API keys" },
];

const EXPORT_ROWS = 100;
const AUDIT_CSV: CsvShape<Entry> = {
  head: ["at", "who", "kind of actor", "what", "subject", "subject id", "launch id", "request id", "details"],
  lineOf: (entry) => [
    entry.at,
    entry.actorName,
    entry.actorKind,
    entry.verb,
    entry.subjectKind,
    entry.subjectId,
    entry.launchId,
    entry.requestId,
    JSON.stringify(entry.data),
  ],
};

/** Who did what, newest first: people, keys, sources and the machine. */
export function AuditScreen() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const mayVerify = useCan("organization:manage");
  const [who, setWho] = useState<"all" | ActorKind>("all");
  const [verb, setVerb] = useState("");
  const isVerb = /^[a-z_.]*$/.test(verb);
  const filter = {
    ...(who === "all" ? {} : { actorKind: who }),
    ...(verb && isVerb ? { verb: verb.includes(".") ? verb : `${verb}.` } : {}),
  };
  const entries = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { ...AUDIT_INPUT, ...filter },
      { getNextPageParam: (last) => last.nextCursor },
    ),
  );
  const rows = entries.data?.pages.flatMap((p) => p.entries) ?? [];
  return (
    <div className="grid gap-4">
      {mayVerify && <Verify />}
      <Listing
        title="Audit"
        what="The audit log"
        query={entries}
        isEmpty={rows.length === 0}
        empty={{
          title: "No matching entries",
          description:
            "Every change by people, keys, sources and workers is recorded here and cannot be altered.",
        }}
        actions={
          <>
            <Input
              aria-label="What was done"
              placeholder="issue.merged"
              isMono
              value={verb}
              onChange={(e) => setVerb(e.target.value.trim())}
              aria-invalid={!isVerb}
              className="w-44 shrink-0 max-sm:w-36"
            />
            <ExportCsv
              name="audit"
              shape={AUDIT_CSV}
              readPage={async (cursor, signal) => {
                const page = await api.audit.list.query(
                  { limit: EXPORT_ROWS, ...filter, ...(cursor ? { cursor } : {}) },
                  { signal },
                );
                return { rows: page.entries, nextCursor: page.nextCursor };
              }}
            />
            <Select aria-label="By whom" value={who} onValueChange={(v) => setWho(v)} options={[...WHO]} />
          </>
        }
      >
        <ul className="divide-y divide-border">
          {rows.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ul>
        <LoadMore
          hasMore={entries.hasNextPage}
          onLoadMore={() => void entries.fetchNextPage()}
          isLoading={entries.isFetchingNextPage}
        />
      </Listing>
    </div>
  );
}

function EntryLine({ entry }: { entry: Entry }) {
  const details = Object.keys(entry.data).length > 0;
  return (
    <li>
      <details>
        <summary
          className={cn(
            "grid cursor-pointer grid-cols-[8rem_minmax(0,1fr)_auto] items-baseline gap-3 px-4 py-2",
            "hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]",
          )}
        >
          <span className="text-meta text-muted-foreground figures max-sm:order-last">
            <Time value={entry.at} style="datetime" />
          </span>
          <span className="min-w-0 truncate">
            <span className="font-medium">{describeVerb(entry.verb)}</span>{" "}
            <span className="reported text-muted-foreground">by {entry.actorName}</span>
          </span>
          <span className="font-mono text-meta text-muted-foreground max-sm:hidden">{entry.subjectId}</span>
        </summary>
        <pre className="mx-4 mb-3 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-meta reported whitespace-pre-wrap">
          {details ? JSON.stringify(entry.data, null, 2) : "No further details."}
          {entry.requestId ? `\nrequest ${entry.requestId}` : ""}
        </pre>
      </details>
    </li>
  );
}

/** "criterion.state_changed" as a line of a list: "Criterion state changed". */
function describeVerb(verb: string): string {
  const words = verb
    .replace(/[._]/g, " ")
    .replace(/\bai\b/, "AI")
    .replace(/\bapi\b/, "API");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Looks whether the sealed part of the trail is what was sealed. */
function Verify() {
  const api = useTRPCClient();
  const verify = useMutation({ mutationFn: () => api.audit.verify.query() });
  const found = verify.data;
  return (
    <div className="grid gap-2">
      {found && (
        <InlineAlert
          tone={found.isWhole ? "positive" : "error"}
          title={found.isWhole ? "The audit log is intact" : "The audit log was changed after it was sealed"}
        >
          {found.isWhole
            ? `${found.events} entries in ${found.blocks} sealed blocks were checked, each block against the one before it.`
            : "Ask whoever runs the database what happened to it."}
        </InlineAlert>
      )}
      {verify.isError && <InlineAlert tone="error">{messageOf(verify.error)}</InlineAlert>}
      <div>
        <Button size="sm" isBusy={verify.isPending} onClick={() => verify.mutate()}>
          Verify audit log
        </Button>
      </div>
    </div>
  );
}
