"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Inbox, Radio } from "lucide-react";
import Link from "next/link";
import { FormAddress } from "@/components/intake/form-address";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useVerdict } from "@/components/monitoring/use-verdict";
import { VerdictSentence } from "@/components/monitoring/verdict-sentence";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** The war room of a launch that nothing has reached yet: what will appear, and how to send the first report now. */
export function FirstReport() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const verdict = useVerdict(launch.id);
  const links = useLinks();
  const mayConnect = useCan("source:manage");
  const sources = useQuery({ ...trpc.intake.sources.queryOptions({ launchId: launch.id }), retry: false });
  const form = sources.data?.find((source) => source.kind === "form");
  return (
    <Page width="form">
      <h1 className="text-title font-semibold">
        War room of <bdi>{launch.name}</bdi>
      </h1>
      <div className="mt-1 mb-4 min-h-7">{verdict && <VerdictSentence verdict={verdict} />}</div>
      <Card hasPadding={false}>
        <EmptyState
          icon={<Inbox />}
          title="The day of this launch will appear here"
          description="Figures, a time line, what arrives and what blocks the exit. Nothing has arrived yet, so there is nothing to show."
          action={
            form !== undefined ? (
              <Button asChild variant="primary">
                <a href={`/f/${form.key}`} target="_blank" rel="noreferrer">
                  <ExternalLink aria-hidden />
                  Send your first report
                </a>
              </Button>
            ) : mayConnect && !sources.isPending ? (
              <Button asChild variant="primary">
                <Link href={links.sources}>Connect a source</Link>
              </Button>
            ) : undefined
          }
        />
        {form !== undefined && (
          <FormAddress formKey={form.key} className="border-t border-border px-6 py-4" />
        )}
        <p
          role="status"
          className="flex items-center gap-2 border-t border-border px-6 py-3 text-muted-foreground"
        >
          <Radio aria-hidden className="size-3.5 shrink-0 animate-breathe text-accent-text" />
          Waiting for the first report. This page changes by itself when it arrives.
        </p>
      </Card>
    </Page>
  );
}
