"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Inbox, Radio } from "lucide-react";
import Link from "next/link";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { useHydrated } from "@/components/ui/use-hydrated";

/** The war room of a launch that nothing has reached yet: what will appear, and how to send the first report now. */
export function FirstReport() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const isHydrated = useHydrated();
  const sources = useQuery({ ...trpc.intake.sources.queryOptions({ launchId: launch.id }), retry: false });
  const form = sources.data?.find((source) => source.kind === "form");
  const path = form ? `/f/${form.key}` : null;
  const url = path === null ? null : isHydrated ? `${window.location.origin}${path}` : path;
  return (
    <Page width="form">
      <h1 className="mb-4 text-title font-semibold">War room of {launch.name}</h1>
      <Card hasPadding={false}>
        <EmptyState
          icon={<Inbox />}
          title="The day of this launch will stand here"
          description="Figures, a time line, what arrives and what blocks the exit. Nothing has arrived yet, so there is nothing to show."
          action={
            path === null ? (
              <Button asChild variant="primary">
                <Link href={links.sources}>Add a way in</Link>
              </Button>
            ) : (
              <Button asChild variant="primary">
                <a href={path} target="_blank" rel="noreferrer">
                  <ExternalLink aria-hidden />
                  Send your first report
                </a>
              </Button>
            )
          }
        />
        {url !== null && (
          <div className="border-t border-border px-6 py-4">
            <p className="font-medium">The launch&rsquo;s form</p>
            <p className="mt-0.5 text-muted-foreground">
              Anybody with this address can report something; no account is needed.
            </p>
            <p className="mt-2 flex items-center gap-2 rounded-md border border-border bg-sunken py-1 pr-1 pl-3">
              <code className="min-w-0 flex-1 truncate">{url}</code>
              <CopyButton value={url} label="Copy the address of the form" />
            </p>
          </div>
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
