"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FeedWarning } from "@/contracts/monitoring";
import { CREATABLE_SOURCES, type CreatableSource } from "@/contracts/intake";
import { formatCount } from "@/components/format/numbers";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { SOURCE_WORDS } from "@/components/format/words";
import { warningTitle } from "@/components/intake/feed-words";
import { freshSecretKey } from "@/components/intake/fresh-secret";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { LoadingLabel } from "@/components/ui/loading-label";
import { PageHeader } from "@/components/ui/page-header";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";

type Source = RouterOutputs["intake"]["sources"][number];

const KIND_HINTS: Readonly<Record<CreatableSource, string>> = {
  form: "A page with two fields that anybody can fill in, without signing in.",
  zendesk: "Tickets arrive as they are created or changed, each signed by Zendesk.",
  gateway_logs: "Requests from Kong or any gateway that writes JSON lines: traffic, errors, latency.",
};

/** Every way in of the launch, with when it was last heard of. */
export function SourcesScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayManage = useCan("source:manage");
  const sources = useQuery(trpc.intake.sources.queryOptions({ launchId: launch.id }));
  const troubled = useQuery(trpc.monitoring.troubledFeeds.queryOptions({ launchId: launch.id }));
  return (
    <Page width="wide">
      <PageHeader
        title="Sources"
        description="The ways in, each with its own key, its instructions and a record of what arrived."
        actions={mayManage ? <NewSourceDialog /> : undefined}
      />
      {sources.data ? (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
          {sources.data.map((source) => (
            <SourceCard
              key={source.id}
              source={source}
              warning={troubled.data?.find((feed) => feed.sourceId === source.id)?.warnings[0]}
            />
          ))}
        </ul>
      ) : sources.isError ? (
        <ErrorState
          title="Couldn’t load the sources"
          kept={messageOf(sources.error)}
          onRetry={() => void sources.refetch()}
        />
      ) : (
        <div role="status" className="relative grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
          <LoadingLabel>Loading the sources</LoadingLabel>
          {Array.from({ length: 5 }, (_, index) => (
            <Skeleton key={index} className="h-28" />
          ))}
        </div>
      )}
    </Page>
  );
}

function SourceCard({ source, warning }: { source: Source; warning: FeedWarning | undefined }) {
  const links = useLinks();
  const isQuiet = source.lastEventAt === null;
  const dot =
    source.state === "paused"
      ? "bg-neutral"
      : source.failures24h > 0 || warning
        ? "bg-major"
        : isQuiet
          ? "bg-border-strong"
          : "bg-positive";
  const state =
    source.state === "paused"
      ? "Paused"
      : source.failures24h > 0
        ? `${formatCount(source.failures24h)} refused`
        : warning
          ? "Needs attention"
          : isQuiet
            ? "Nothing yet"
            : "Working";
  return (
    <li>
      <Card hasPadding={false} className="h-full hover:border-border-strong">
        <Link href={`${links.sources}/${source.id}`} className="grid h-full gap-3 p-4">
          <span className="flex items-center justify-between gap-2">
            <SourceKindLabel kind={source.kind} className="text-meta text-muted-foreground" />
            <span className="flex items-center gap-1.5 text-meta text-muted-foreground">
              <span aria-hidden className={`size-2 rounded-full ${dot}`} />
              {state}
            </span>
          </span>
          <span dir="auto" className="truncate text-section font-medium reported">
            {source.name}
          </span>
          {warning && <span className="text-meta text-negative-foreground">{warningTitle(warning)}</span>}
          <span className="flex min-h-5 items-center gap-2 text-meta text-muted-foreground figures">
            <span className="min-w-0 flex-1 truncate">
              {formatCount(source.last24h.n, source.last24h.isCapped)} in 24 h
              {source.lastEventAt && (
                <>
                  {" · latest "}
                  <Time value={source.lastEventAt} style="relative" />
                </>
              )}
            </span>
            {source.launchId === null && <Badge>Built in</Badge>}
            {source.isSecretUnreadable && <Badge tone="negative">Failed</Badge>}
          </span>
        </Link>
      </Card>
    </li>
  );
}

function NewSourceDialog() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const links = useLinks();
  const launch = useLaunch();
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<CreatableSource>("form");
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.intake.createSource.mutationOptions({
      onSuccess: async ({ id, secret }) => {
        // The secret is shown once: it travels in memory to the page that shows it.
        if (secret) client.setQueryData(freshSecretKey(id), secret);
        await client.invalidateQueries({ queryKey: trpc.intake.sources.queryKey() });
        router.push(`${links.sources}/${id}`);
      },
    }),
  );
  const submit = () => {
    create.mutate({ launchId: launch.id, kind, name: name.trim() || SOURCE_WORDS[kind] });
  };
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        Add a source
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Add a source"
        description="You get its address and what to do with it on the next page."
        submitLabel="Add the source"
        onSubmit={submit}
        isBusy={create.isPending}
        error={create.isError && messageOf(create.error)}
      >
        <RadioGroup
          aria-label="Kind of source"
          isCard
          value={kind}
          onValueChange={(v) => setKind(v)}
          options={CREATABLE_SOURCES.map((value) => ({
            value,
            label: SOURCE_WORDS[value],
            hint: KIND_HINTS[value],
          }))}
        />
        <Field label="Name" isOptional>
          <Input
            value={name}
            placeholder={SOURCE_WORDS[kind]}
            maxLength={80}
            onChange={(e) => setName(e.target.value)}
          />
        </Field>
      </FormDialog>
    </>
  );
}
