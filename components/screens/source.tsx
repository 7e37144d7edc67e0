"use client";
import { useQuery } from "@tanstack/react-query";
import { CheckCircle2 } from "lucide-react";
import Link from "next/link";
import { formatCount } from "@/components/format/numbers";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { FormWordsCard } from "@/components/intake/form-words";
import { FeedCard } from "@/components/intake/feed-card";
import { FreshSecret } from "@/components/intake/fresh-secret";
import { Recipes, describeProof } from "@/components/intake/recipes";
import { Snippet } from "@/components/intake/snippet";
import { SourceActions } from "@/components/intake/source-actions";
import { HelpdeskSettings } from "@/components/intake/helpdesk-settings";
import { PassedOver, RecentArrivals, RefusedDeliveries } from "@/components/intake/source-record";
import { UnreadableArrivals } from "@/components/intake/unreadable-arrivals";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";

type Source = RouterOutputs["intake"]["source"];

/** While nothing has arrived the page looks this often, so that the first event shows by itself. */
const WAITING_MS = 2_000;

/** One way in: its address, what to do at the sender, its secret, what arrived and what was refused. */
export function SourceScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const links = useLinks();
  const source = useQuery({
    ...trpc.intake.source.queryOptions({ id }),
    refetchInterval: (q) => (q.state.data && q.state.data.lastEventAt === null ? WAITING_MS : false),
  });
  return (
    <Page width="wide">
      {source.data ? (
        <SourceBody source={source.data} />
      ) : source.isError ? (
        <ErrorState
          title="Couldn’t load the source"
          kept={messageOf(source.error)}
          onRetry={() => void source.refetch()}
          action={
            <Link className="text-accent-text hover:underline" href={links.sources}>
              All sources
            </Link>
          }
        />
      ) : (
        <SkeletonRows count={6} label="Loading the source" />
      )}
    </Page>
  );
}

function SourceBody({ source }: { source: Source }) {
  const links = useLinks();
  const mayManage = useCan("source:manage");
  return (
    <div className="grid gap-4">
      <PageHeader
        title={source.name}
        badge={<SourceKindLabel kind={source.kind} className="text-meta text-muted-foreground" />}
        description={
          <Link className="hover:underline" href={links.sources}>
            All sources
          </Link>
        }
        actions={mayManage && <SourceActions source={source} />}
      />
      <FreshSecret source={source} />
      {source.isSecretUnreadable && (
        <InlineAlert tone="error" title="Failed: its secret cannot be read">
          It was sealed with a secret of this installation that is no longer configured, or the stored value
          is damaged. Deliveries signed with it are answered with “try again later”, and nothing is stored.
          Give it a new secret.
        </InlineAlert>
      )}
      <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
        <Stat label="Arrived, last 24 h" value={formatCount(source.last24h.n, source.last24h.isCapped)} />
        <Stat
          label="Last event"
          value={source.lastEventAt ? <Time value={source.lastEventAt} style="relative" /> : "none yet"}
        />
        <Stat
          label="Refused, last 24 h"
          value={formatCount(source.failures24h)}
          isAlarming={source.failures24h > 0}
        />
      </div>
      {source.kind === "gateway_logs" && <FeedCard sourceId={source.id} />}
      <Card hasPadding={false}>
        <CardHeader title="Set it up" hasBorder />
        <ol className="divide-y divide-border">
          {source.url && (
            <li className="grid gap-2 p-4">
              <h3 className="font-medium">Its address</h3>
              <Snippet label="Address" text={source.url} />
            </li>
          )}
          {source.steps.map((step, index) => (
            <li key={step.title} className="grid gap-2 p-4">
              <h3 className="font-medium">
                <span className="mr-2 text-muted-foreground figures">{index + 1}</span>
                {step.title}
              </h3>
              <p className="max-w-measure text-muted-foreground">{step.text}</p>
              {step.snippets.map((snippet) => (
                <Snippet key={snippet.label} {...snippet} />
              ))}
              {step.recipes && <Recipes recipes={step.recipes} />}
              {step.proof && <p className="text-meta text-muted-foreground">{describeProof(step.proof)}</p>}
            </li>
          ))}
          <li className="flex items-center gap-2 p-4">
            {source.lastEventAt ? (
              <>
                <CheckCircle2 aria-hidden className="size-4 text-positive" />
                <span>
                  The last event arrived <Time value={source.lastEventAt} style="relative" />.
                </span>
              </>
            ) : (
              <>
                <span aria-hidden className="size-2 animate-pulse rounded-full bg-accent" />
                <span className="text-muted-foreground" role="status">
                  Waiting for your first event…
                </span>
              </>
            )}
          </li>
        </ol>
      </Card>
      {source.form && <FormWordsCard key={source.id} source={source} config={source.form} />}
      {source.helpdesk && <HelpdeskSettings source={source} helpdesk={source.helpdesk} />}
      {source.recentEvents.length > 0 && <RecentArrivals source={source} />}
      <UnreadableArrivals source={source} />
      <PassedOver source={source} />
      <RefusedDeliveries source={source} />
    </div>
  );
}
