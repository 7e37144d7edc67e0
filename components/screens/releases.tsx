"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PackageCheck, Plus } from "lucide-react";
import { useState } from "react";
import { formatDuration } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { ZonedTime } from "@/components/format/zoned-time";
import { RELEASE_KIND_WORDS, RELEASE_OUTCOME_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { Page } from "@/components/layout/page";
import { useShortcut } from "@/components/layout/shortcuts";
import { ReleaseDialog, type ListedRelease } from "@/components/monitoring/release-dialog";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, useTRPCClient } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { toastFailed } from "@/components/trpc/toast-failed";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toaster";
import type { ReleaseOutcome } from "@/contracts/intake";
import { isolate } from "@/contracts/isolate";
import { releasesInput } from "@/contracts/first-lists";

const EXPORT_ROWS = 200;
const TONES = {
  started: "outline",
  succeeded: "positive",
  failed: "negative",
  rolled_back: "negative",
} as const satisfies Record<ReleaseOutcome, string>;

const RELEASES_CSV: CsvShape<ListedRelease> = {
  head: ["version", "title", "kind", "outcome", "started", "ended", "recorded by hand", "link", "notes"],
  lineOf: (release) => [
    release.version,
    release.title,
    release.kind,
    release.outcome,
    release.startedAt,
    release.endedAt,
    release.isByHand,
    release.url,
    release.notes,
  ],
};

/** Every deployment, flag and configuration change of the launch, newest first; one that no pipeline announces is recorded here. */
export function ReleasesScreen() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const mayWrite = useCan("release:write");
  const [editing, setEditing] = useState<ListedRelease | "new" | null>(null);
  const [removing, setRemoving] = useState<ListedRelease | null>(null);
  useShortcut("n", () => setEditing("new"), {
    label: "Record a release",
    isEnabled: mayWrite && editing === null && removing === null,
  });
  const releases = useInfiniteQuery(
    trpc.monitoring.releases.infiniteQueryOptions(releasesInput(launch.id), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const nameOf = (componentId: string | null) =>
    componentId === null
      ? null
      : (components.data?.find((component) => component.id === componentId)?.name ?? null);
  const remove = useMutation(
    trpc.monitoring.removeRelease.mutationOptions({
      onSuccess: async () => {
        toastDone(`${isolate(removing?.version ?? "The release")} is removed`);
        setRemoving(null);
        await queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() });
      },
      onError: (error) => {
        setRemoving(null);
        toastFailed("Nothing was removed", error);
      },
    }),
  );
  const rows = releases.data?.pages.flatMap((page) => page.releases) ?? [];
  const record = mayWrite ? (
    <Button variant="primary" icon={<Plus aria-hidden />} shortcut="n" onClick={() => setEditing("new")}>
      Record a release
    </Button>
  ) : undefined;
  return (
    <Page width="wide">
      <PageHeader
        title="Releases"
        description="What changed, when, and how it went. Charts mark it, and issues that began right after name it as a suspect."
        actions={
          rows.length > 0 ? (
            <>
              <ExportCsv
                name={`${launch.slug}-releases`}
                shape={RELEASES_CSV}
                readPage={async (cursor, signal) => {
                  const page = await api.monitoring.releases.query(
                    { launchId: launch.id, limit: EXPORT_ROWS, ...(cursor ? { cursor } : {}) },
                    { signal },
                  );
                  return { rows: page.releases, nextCursor: page.nextCursor };
                }}
              />
              {record}
            </>
          ) : undefined
        }
      />
      <Card hasPadding={false}>
        {releases.data === undefined ? (
          releases.isError ? (
            <ErrorState
              title="Couldn’t load the releases"
              kept={messageOf(releases.error)}
              onRetry={() => void releases.refetch()}
              isRetrying={releases.isFetching}
            />
          ) : (
            <SkeletonRows count={6} label="Loading the releases" />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={<PackageCheck />}
            title="No releases yet"
            description={
              "Deployments, flag changes and configuration changes appear here. A pipeline announces them by " +
              "POST /api/v1/releases, with a key from the settings or from the source “Releases”; a person can record one by hand."
            }
            action={record}
          />
        ) : (
          <>
            <ul aria-label="Releases" className="divide-y divide-border">
              {rows.map((release) => (
                <ReleaseLine
                  key={release.id}
                  release={release}
                  component={nameOf(release.componentId)}
                  onChange={mayWrite && release.isByHand ? () => setEditing(release) : undefined}
                  onRemove={mayWrite && release.isByHand ? () => setRemoving(release) : undefined}
                />
              ))}
            </ul>
            <LoadMore
              hasMore={releases.hasNextPage}
              onLoadMore={() => void releases.fetchNextPage()}
              isLoading={releases.isFetchingNextPage}
            />
          </>
        )}
      </Card>
      {editing !== null && (
        <ReleaseDialog release={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
      {removing !== null && (
        <AlertDialog
          open
          onOpenChange={(isOpen) => !isOpen && setRemoving(null)}
          title={`Remove ${isolate(removing.version)}?`}
          description="Charts no longer mark it and no issue names it as a suspect. The audit log keeps that it was recorded and removed."
          confirmLabel="Remove the release"
          isDanger
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate({ releaseId: removing.id })}
        />
      )}
    </Page>
  );
}

function ReleaseLine({
  release,
  component,
  onChange,
  onRemove,
}: {
  release: ListedRelease;
  component: string | null;
  onChange: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}) {
  const { timeZone } = useLaunch();
  const tookMs = release.endedAt === null ? null : release.endedAt.getTime() - release.startedAt.getTime();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-mono font-medium [overflow-wrap:anywhere]">{release.version}</span>
          <Badge tone={TONES[release.outcome]}>{RELEASE_OUTCOME_WORDS[release.outcome]}</Badge>
        </p>
        {release.title !== release.version && <p className="reported">{release.title}</p>}
        {release.notes !== null && (
          <p dir="auto" className="max-w-measure reported whitespace-pre-line text-muted-foreground">
            {release.notes}
          </p>
        )}
        <p className="flex flex-wrap gap-x-3 text-meta text-muted-foreground">
          <span>{RELEASE_KIND_WORDS[release.kind]}</span>
          {component !== null && <bdi>{component}</bdi>}
          <span>{release.isByHand ? "Recorded by hand" : "Announced by a pipeline"}</span>
          {release.url !== null && (
            <a
              href={release.url}
              target="_blank"
              rel="noreferrer noopener"
              className="text-accent-text underline underline-offset-2"
            >
              Open the change
            </a>
          )}
        </p>
      </div>
      <p className="shrink-0 text-meta text-muted-foreground figures sm:text-right">
        <Time value={release.startedAt} />
        <span className="block">
          <ZonedTime value={release.startedAt} timeZone={timeZone} />
        </span>
        {tookMs !== null && tookMs > 0 && <span className="block">took {formatDuration(tookMs)}</span>}
      </p>
      {(onChange ?? onRemove) && (
        <span className="-my-1 flex shrink-0 gap-1">
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Change ${isolate(release.version)}`}
            onClick={onChange}
          >
            Change
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Remove ${isolate(release.version)}`}
            onClick={onRemove}
          >
            Remove
          </Button>
        </span>
      )}
    </li>
  );
}
