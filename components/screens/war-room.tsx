"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox, Maximize2 } from "lucide-react";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { warningTitle } from "@/components/intake/feed-words";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { PlannedNotice } from "@/components/launches/planned-notice";
import { Page } from "@/components/layout/page";
import { useShortcut } from "@/components/layout/shortcuts";
import { DayAxis } from "@/components/monitoring/day-axis";
import { Feed } from "@/components/monitoring/feed";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { later } from "@/components/ui/load-when-idle";
import { formatNoun } from "@/components/format/numbers";
import type { WarRoom } from "@/contracts/analysis";
import { TrafficWindow } from "@/contracts/monitoring";
import { FirstReport } from "./war-room-first-report";
import { LaunchSentences } from "./war-room-sentences";
import { WarRoomFigures } from "./war-room-figures";
import { WarRoomRail } from "./war-room-rail";
import { WarRoomSkeleton } from "./war-room-skeleton";
import { WallBoard } from "./war-room-wall";

const REFRESH_MS = 60_000;
const TrafficPanel = later(() =>
  import("@/components/monitoring/traffic-panel").then(({ TrafficPanel: Panel }) => Panel),
);

/** The home of a launch: the verdict, how the day goes, what happened, what arrives, and what blocks the exit. */
export function WarRoomScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const [wall, setWall] = useQueryState("wall");
  const [traffic, setTraffic] = useQueryState("traffic");
  const window = TrafficWindow.safeParse(traffic);
  const room = useQuery({
    ...trpc.analysis.warRoom.queryOptions({ launchId: launch.id }),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const feed = useQuery({
    ...trpc.analysis.feed.queryOptions({ launchId: launch.id }),
    placeholderData: keepPreviousData,
  });
  const isWall = wall === "1";
  useShortcut("b", () => void setWall("1"), { label: "Show as a wall board", isEnabled: !isWall });
  useShortcut("escape", () => void setWall(null), { label: "Leave the wall board", isEnabled: isWall });

  if (room.isError && room.data === undefined)
    return (
      <Page>
        <h1 className="sr-only">War room</h1>
        <ErrorState
          title="Couldn’t load the war room"
          kept={messageOf(room.error)}
          onRetry={() => void room.refetch()}
        />
      </Page>
    );
  if (!room.data || feed.isPending) return <WarRoomSkeleton />;
  if (isWall) return <WallBoard room={room.data} feed={feed.data ?? []} onLeave={() => void setWall(null)} />;
  if (feed.data?.length === 0 && room.data.traffic.requests === 0) return <FirstReport />;
  return (
    <Page>
      <h1 className="sr-only">
        War room of <bdi>{launch.name}</bdi>
      </h1>
      <div className="mb-5 flex items-start justify-between gap-4">
        <LaunchSentences room={room.data} />
        <Button
          variant="ghost"
          icon={<Maximize2 aria-hidden />}
          onClick={() => void setWall("1")}
          className="shrink-0 max-nav:hidden"
        >
          Wall board
        </Button>
      </div>
      <PlannedNotice launch={launch} className="mb-4" />
      <FailedJobs failed={room.data.failedJobs} />
      <TroubledFeeds feeds={room.data.troubledFeeds} />
      <WarRoomFigures room={room.data} />
      <div className="mt-4 grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(17rem,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card hasPadding={false}>
            <CardHeader title="Last 24 hours" hasBorder />
            <div className="py-1 pr-2 pl-4">
              <DayAxis events={room.data.events} at={room.data.at} issueHref={links.issue} />
            </div>
          </Card>
          <Card hasPadding={false}>
            <CardHeader
              title="Arriving"
              hasBorder
              actions={
                <Link href={links.board("since:24h")} className="text-meta text-accent-text hover:underline">
                  All of the last 24 h
                </Link>
              }
            />
            {!feed.data ? (
              <ErrorState
                size="sm"
                title="Couldn’t load what is arriving"
                kept={messageOf(feed.error)}
                onRetry={() => void feed.refetch()}
                isRetrying={feed.isFetching}
              />
            ) : feed.data.length === 0 ? (
              <EmptyState
                size="sm"
                icon={<Inbox />}
                title="Reports appear here as they arrive"
                description="None has arrived so far."
              />
            ) : (
              <Feed entries={feed.data} issueHref={links.issue} />
            )}
          </Card>
        </div>
        <WarRoomRail room={room.data} />
      </div>
      {window.success && (
        <TrafficPanel
          launchId={launch.id}
          window={window.data}
          onWindow={(next) => void setTraffic(next)}
          onClose={() => void setTraffic(null)}
        />
      )}
    </Page>
  );
}

/** Work that failed for good: in sight where the day is watched, because it is on no board. */
function FailedJobs({ failed }: { failed: WarRoom["failedJobs"] }) {
  const { organization } = useMember();
  const mayRead = useCan("queue:read");
  if (failed.n === 0) return null;
  return (
    <InlineAlert
      tone="warning"
      title={formatNoun(failed.n, "failed job", "failed jobs", failed.isCapped)}
      className="mb-4"
      action={
        mayRead && (
          <Link className="text-accent-text hover:underline" href={`/${organization.slug}/settings/work`}>
            Open failed jobs
          </Link>
        )
      }
    >
      Reports or mails of this organization that failed at every attempt. They are kept, and on no board until
      tried again.
    </InlineAlert>
  );
}

/** Log feeds whose lines are refused or look wrong: the figures below are then not the whole truth. */
function TroubledFeeds({ feeds }: { feeds: WarRoom["troubledFeeds"] }) {
  const links = useLinks();
  return feeds.map(({ sourceId, name, warnings }) => (
    <InlineAlert
      key={sourceId}
      tone="warning"
      title={
        <>
          <span className="reported">{name}</span>: {warnings.map(warningTitle).join("; ")}
        </>
      }
      className="mb-4"
      action={
        <Link className="text-accent-text hover:underline" href={`${links.sources}/${sourceId}`}>
          See why
        </Link>
      }
    >
      Traffic, error rate and latency below are made of what could be read.
    </InlineAlert>
  ));
}
