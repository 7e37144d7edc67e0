"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Card, CardHeader } from "@/components/ui/card";
import { toastDone } from "@/components/ui/toaster";
import { kindCount, OTHERWISE_KEPT, RETENTION_WORDS, termWords } from "./retention-words";
import { RetentionRuns } from "./retention-runs";
import { TermDialog } from "./term-dialog";

type Retention = RouterOutputs["privacy"]["retention"];
type Kept = Retention["kinds"][number];

/** What is kept for how long, since when, and what the job that deletes it did. */
export function RetentionScreen() {
  const trpc = useTRPC();
  const mayManage = useCan("retention:manage");
  const retention = useQuery(trpc.privacy.retention.queryOptions());
  const [changing, setChanging] = useState<Kept | null>(null);
  const { kinds = [], nextRunAt } = retention.data ?? {};
  return (
    <>
      <Listing
        title="Retention"
        description={
          mayManage
            ? "What is deleted when, once a day. A term can be set for each kind."
            : "What is deleted when, once a day. Owners and admins set the terms."
        }
        what="The terms"
        query={retention}
        isEmpty={false}
        empty={{ title: "" }}
        actions={mayManage && nextRunAt ? <RunNow /> : undefined}
      >
        <p className="border-b border-border px-4 py-2 text-meta text-muted-foreground">
          Next run: {nextRunAt && <Time value={nextRunAt} style="datetime" />}. It also deletes exit reports
          whose link has expired.
        </p>
        <ul className="divide-y divide-border">
          {kinds.map((kept) => (
            <KeptLine key={kept.kind} kept={kept} onChange={mayManage ? () => setChanging(kept) : null} />
          ))}
        </ul>
      </Listing>
      <RetentionRuns />
      <OtherwiseKept />
      {changing && nextRunAt && (
        <TermDialog kept={changing} nextRunAt={nextRunAt} onClose={() => setChanging(null)} />
      )}
    </>
  );
}

function KeptLine({ kept, onChange }: { kept: Kept; onChange: (() => void) | null }) {
  const words = RETENTION_WORDS[kept.kind];
  return (
    <li
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_15rem_8rem_5rem] items-start gap-x-4 gap-y-1 px-4 py-2.5",
        "max-md:grid-cols-[minmax(0,1fr)_auto]",
      )}
    >
      <div className="min-w-0 max-md:col-span-2">
        <p className="font-medium">{words.name}</p>
        <p className="max-w-measure text-meta text-pretty text-muted-foreground">{words.goes}</p>
      </div>
      <div className="min-w-0">
        <p className="font-medium figures">{termWords(kept.days)}</p>
        <p className="text-meta text-pretty text-muted-foreground">
          {kept.days === null ? "until somebody deletes or erases them" : words.from}
          {kept.days === kept.usual ? "" : ` · ${termWords(kept.usual).toLowerCase()} unless set`}
        </p>
      </div>
      <div className="min-w-0 text-meta text-muted-foreground max-md:order-last max-md:col-span-2">
        {kept.oldest ? (
          <p>
            Oldest: <Time value={kept.oldest} style="date" />
          </p>
        ) : (
          <p>None kept</p>
        )}
        {kept.due.n > 0 && (
          <p className="text-foreground">Next run: {kindCount(kept.kind, kept.due.n, kept.due.isCapped)}</p>
        )}
      </div>
      <div className="text-right">
        {onChange && (
          <Button size="sm" variant="ghost" onClick={onChange} aria-label={`Change the term: ${words.name}`}>
            Change…
          </Button>
        )}
      </div>
    </li>
  );
}

function RunNow() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const run = useMutation(
    trpc.privacy.runRetention.mutationOptions({
      onError: (error) => toastFailed("No run was started", error),
      onSuccess: async ({ isNew }) => {
        await client.invalidateQueries({ queryKey: trpc.privacy.pathKey() });
        toastDone(
          isNew ? "The run has started" : "A run is already in progress",
          "What it deletes is listed under Runs.",
        );
      },
    }),
  );
  return (
    <Button isBusy={run.isPending} onClick={() => run.mutate()}>
      Run now
    </Button>
  );
}

function OtherwiseKept() {
  return (
    <Card hasPadding={false}>
      <CardHeader title="Terms that cannot be changed" hasBorder />
      <dl className="divide-y divide-border">
        {OTHERWISE_KEPT.map(({ what, howLong }) => (
          <div
            key={what}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-4 px-4 py-2 max-md:grid-cols-1"
          >
            <dt className="font-medium">{what}</dt>
            <dd className="text-muted-foreground">{howLong}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
