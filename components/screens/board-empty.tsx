"use client";
import { useQuery } from "@tanstack/react-query";
import { Inbox, Rows3, SearchX } from "lucide-react";
import Link from "next/link";
import { FormAddress } from "@/components/intake/form-address";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FIRST_FILTER } from "@/contracts/board";

/** A board without an issue on it: because the launch has none yet, or because the filter lets none through. */
export function BoardEmpty({ filter, onFilter }: { filter: string; onFilter: (filter: string) => void }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const all = useQuery({
    ...trpc.triage.counts.queryOptions({ launchId: launch.id, filter: "" }),
    select: (counts) => counts.total.n,
  });
  // Which of the two it is has to be known first: what is said must not turn into something else under the reader's eyes.
  if (all.isPending) return null;
  if (all.data === 0 || filter === "") return <NothingYet />;
  const showAll = <Button onClick={() => onFilter("")}>Show all issues</Button>;
  return filter === FIRST_FILTER ? (
    <EmptyState
      icon={<Rows3 />}
      title="No open issues"
      description="Issues show up here as reports arrive and are grouped. Everything that was settled is still there."
      action={showAll}
    />
  ) : (
    <EmptyState
      icon={<SearchX />}
      title="No issues match this filter"
      description="Remove a condition, or show all issues."
      action={showAll}
    />
  );
}

function NothingYet() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const mayConnect = useCan("source:manage");
  const sources = useQuery(trpc.intake.sources.queryOptions({ launchId: launch.id }));
  const form = sources.data?.find((source) => source.kind === "form" && source.state === "active");
  return (
    <>
      <EmptyState
        icon={<Inbox />}
        title="No issues yet"
        description="Reports are grouped into issues as they arrive, and the issues appear here."
        {...(mayConnect
          ? {
              action: (
                <Button asChild variant="primary">
                  <Link href={links.sources}>Connect a source</Link>
                </Button>
              ),
            }
          : {})}
        className="pb-6"
      />
      {form !== undefined && <FormAddress formKey={form.key} className="mx-auto w-full max-w-measure px-6" />}
    </>
  );
}
