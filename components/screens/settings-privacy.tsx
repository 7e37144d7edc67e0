"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { EraseDialog } from "@/components/privacy/erase-dialog";
import { RetentionScreen } from "@/components/privacy/retention";
import { receiptCsv } from "@/components/privacy/receipt-csv";
import { TallyList } from "@/components/privacy/tally-list";
import { Listing } from "@/components/settings/listing";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { downloadCsv } from "@/components/ui/download-csv";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import type { Erase } from "@/contracts/privacy";
import { isolate } from "@/contracts/isolate";
import { RECEIPTS_INPUT } from "@/contracts/first-lists";

/** How long what is kept; erasing what a person reported, and the receipts of what was erased, for those who may. */
export function PrivacyScreen() {
  const [erasing, setErasing] = useState<Erase | null>(null);
  const mayErase = useCan("report:erase");
  return (
    <div className="grid grid-cols-1 gap-4">
      {mayErase && <Search onErase={setErasing} />}
      {mayErase && <Receipts />}
      <RetentionScreen />
      {erasing && <EraseDialog what={erasing} onClose={() => setErasing(null)} />}
    </div>
  );
}

function Search({ onErase }: { onErase: (what: Erase) => void }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [searched, setSearched] = useState("");
  const query = useQuery({
    ...trpc.privacy.find.queryOptions({ query: searched }),
    enabled: searched !== "",
  });
  const { people = [], reports = [], waiting = [] } = query.data ?? {};
  const isEmpty = people.length + reports.length + waiting.length === 0;
  return (
    <Listing
      title="Erase a person or a report"
      description="By e-mail address, name, account, or a report's reference."
      what="The search"
      query={searched === "" ? { ...query, data: {}, isError: false } : query}
      isEmpty={isEmpty}
      empty={
        searched === ""
          ? {
              title: "Find a person or a report",
              description: "You see what will be erased before you confirm.",
            }
          : {
              title: "No match",
              description:
                "Enter the whole address, name, account or reference. Upper and lower case do not matter.",
            }
      }
      actions={
        <form
          className="flex gap-2 max-sm:w-full"
          onSubmit={(event) => {
            event.preventDefault();
            setSearched(typed.trim());
          }}
        >
          <Input
            aria-label="E-mail address, name, account or reference"
            placeholder="ana@example.com or R-…"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="w-64 min-w-0 max-sm:w-full"
          />
          <Button type="submit" isBusy={query.isFetching}>
            Find
          </Button>
        </form>
      }
    >
      <ul className="divide-y divide-border">
        {people.length > 1 && (
          <Line
            name={formatNoun(people.length, "person", "people")}
            facts="The same words in several sources are kept apart; they can go together."
            label="Erase all…"
            onErase={() => onErase({ kind: "reporter", reporterIds: people.map(({ id }) => id) })}
          />
        )}
        {people.map((person) => (
          <Line
            key={person.id}
            name={person.name ?? person.email ?? "Unnamed person"}
            facts={[person.email, person.accountKey, formatNoun(person.reports, "report")]
              .filter(Boolean)
              .join(" · ")}
            at={person.lastAt}
            label="Erase…"
            onErase={() => onErase({ kind: "reporter", reporterIds: [person.id] })}
          />
        ))}
        {reports.map((report) => (
          <Line
            key={report.itemId}
            name={report.reference}
            facts={report.state === "withdrawn" ? "Withdrawn already" : report.excerpt}
            at={report.occurredAt}
            label="Erase…"
            onErase={() => onErase({ kind: "report", itemIds: [report.itemId] })}
          />
        ))}
        {waiting.map((event) => (
          <Line
            key={event.itemId}
            name="A report that was not recorded"
            facts="It is waiting or has failed; only what arrived is here."
            at={event.receivedAt}
            label="Erase…"
            onErase={() => onErase({ kind: "report", itemIds: [event.itemId] })}
          />
        ))}
      </ul>
    </Listing>
  );
}

function Line({
  name,
  facts,
  at = null,
  label,
  onErase,
}: {
  name: string;
  facts: string;
  at?: Date | null;
  label: string;
  onErase: () => void;
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 px-4 py-2">
      <div className="min-w-0">
        <p className="truncate font-medium reported" dir="auto">
          {name}
        </p>
        <p className="truncate text-meta reported text-muted-foreground" dir="auto">
          {facts}
          {at && (
            <>
              {" · "}
              <Time value={at} style="relative" />
            </>
          )}
        </p>
      </div>
      <Button
        size="sm"
        variant="ghost"
        onClick={onErase}
        aria-label={`${label.replace("…", "")} ${isolate(name)}`}
      >
        {label}
      </Button>
    </li>
  );
}

type Receipt = RouterOutputs["privacy"]["receipts"]["rows"][number];

function Receipts() {
  const trpc = useTRPC();
  const receipts = useInfiniteQuery(
    trpc.privacy.receipts.infiniteQueryOptions(RECEIPTS_INPUT, {
      getNextPageParam: (last) => last.nextCursor,
    }),
  );
  const rows = receipts.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Listing
      title="Receipts"
      description="What was erased, when and by whom. Counts only, never the content."
      what="The receipts"
      query={receipts}
      isEmpty={rows.length === 0}
      empty={{ title: "Nothing has been erased" }}
    >
      <ul className="divide-y divide-border">
        {rows.map((receipt) => (
          <ReceiptLine key={receipt.id} receipt={receipt} />
        ))}
      </ul>
      <LoadMore
        hasMore={receipts.hasNextPage}
        onLoadMore={() => void receipts.fetchNextPage()}
        isLoading={receipts.isFetchingNextPage}
      />
    </Listing>
  );
}

function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const rows = receipt.tallies.reduce((sum, tally) => sum + tally.rows, 0);
  return (
    <li>
      <details>
        <summary
          className={cn(
            "grid cursor-pointer grid-cols-[8rem_minmax(0,1fr)_auto] items-baseline gap-3 px-4 py-2 hover:bg-hover",
            "max-sm:grid-cols-[minmax(0,1fr)_auto]",
          )}
        >
          <span className="text-meta text-muted-foreground figures max-sm:order-last">
            <Time value={receipt.at} style="datetime" />
          </span>
          <span className="min-w-0 truncate">
            <span className="font-medium">
              {receipt.subjectKind === "reporter" ? "A person" : "Reports"},{" "}
              {formatNoun(receipt.itemIds.length, "report")}
            </span>{" "}
            <span className="reported text-muted-foreground">by {receipt.actorName}</span>
          </span>
          <span className="text-meta text-muted-foreground figures max-sm:hidden">
            {formatNoun(rows, "row")}
          </span>
        </summary>
        <div className="mx-4 mb-3 grid gap-3 rounded-md bg-sunken p-3">
          <TallyList tallies={receipt.tallies} />
          <div className="flex flex-wrap items-center gap-3">
            <Button size="sm" onClick={() => downloadCsv(`erasure-${receipt.id}`, receiptCsv(receipt))}>
              Download as CSV
            </Button>
            <span className="min-w-0 font-mono text-meta break-all text-muted-foreground">{receipt.id}</span>
          </div>
        </div>
      </details>
    </li>
  );
}
