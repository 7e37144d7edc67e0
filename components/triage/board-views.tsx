"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { BookmarkPlus, MoreHorizontal, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { later } from "@/components/ui/load-when-idle";
import { LinkTabs, type LinkTab } from "@/components/ui/tabs";
import { toastDone } from "@/components/ui/toaster";
import type { BoardSort } from "@/contracts/board";
import type { BoardLayout } from "@/contracts/views";
import { isolate } from "@/contracts/isolate";
import { useViewsChanged } from "./use-views-changed";
import type { ShownBoard } from "./save-view-dialog";

const SaveViewDialog = later(() => import("./save-view-dialog").then(({ SaveViewDialog: Dialog }) => Dialog));

export type SavedView = RouterOutputs["triage"]["views"][number];

/** Views everybody has. */
const GIVEN = [
  { name: "Open", filter: "state:open" },
  { name: "Critical", filter: "state:open severity:critical" },
  { name: "Mine", filter: "state:open owner:me" },
  { name: "Wishes", filter: "type:wish" },
] as const;

type Props = {
  filter: string;
  layout: BoardLayout;
  sort: BoardSort | null;
  viewId: string | null;
  hrefOf: (view: { filter: string; layout?: BoardLayout; sort?: BoardSort | null; id?: string }) => string;
};

/** Views as tabs with how many issues each shows right now, and a way to save the board as it is now. */
export function BoardViews({ filter, layout, sort, viewId, hrefOf }: Props) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayWrite = useCan("view:write");
  const views = useQuery(trpc.triage.views.queryOptions({ launchId: launch.id }));
  const open = useQuery({
    ...trpc.triage.counts.queryOptions({ launchId: launch.id, filter: GIVEN[0].filter }),
    select: (counts) => counts.total,
  });
  const critical = useQuery({
    ...trpc.triage.counts.queryOptions({ launchId: launch.id, filter: GIVEN[1].filter }),
    select: (counts) => counts.total,
  });
  const ownViews = useQuery({
    ...trpc.triage.counts.queryOptions({ launchId: launch.id, filter: GIVEN[2].filter }),
    select: (counts) => counts.total,
  });
  const wishes = useQuery({
    ...trpc.triage.counts.queryOptions({ launchId: launch.id, filter: GIVEN[3].filter }),
    select: (counts) => counts.total,
  });
  const [isSaving, setIsSaving] = useState(false);
  const counts = [open.data, critical.data, ownViews.data, wishes.data];
  const current = views.data?.find((view) => view.id === viewId);
  const isChanged =
    current !== undefined &&
    (current.filter !== filter || current.layout !== layout || current.sort !== sort);
  const given = GIVEN.map((view, index): LinkTab => ({
    href: hrefOf(view),
    label: view.name,
    isActive: viewId === null && filter === view.filter,
    ...(counts[index] ? { count: formatCount(counts[index].n, counts[index].isCapped) } : {}),
  }));
  const kept = (views.data ?? []).map((view): LinkTab => ({
    href: hrefOf(view),
    label: (
      <span
        className="inline-flex max-w-40 items-center gap-1"
        title={
          view.isBroken
            ? "A filter in this view is no longer valid"
            : view.isShared
              ? "Shared with everybody in the launch"
              : "Only you see this view"
        }
      >
        {view.isBroken && <TriangleAlert aria-label="broken" className="size-3 text-minor-foreground" />}
        <bdi className="truncate">{view.name}</bdi>
        {view.id === viewId && isChanged && (
          <span className="text-meta font-normal text-muted-foreground">changed</span>
        )}
      </span>
    ),
    count: formatCount(view.count.n, view.count.isCapped),
    isActive: view.id === viewId,
  }));
  const isKeepable = mayWrite && viewId === null && !GIVEN.some((view) => view.filter === filter);
  return (
    <>
      <LinkTabs
        label="Views"
        className="px-4"
        tabs={[...given, ...kept]}
        end={
          mayWrite && (
            <>
              {current && <ViewMenu view={current} shown={{ filter, layout, sort }} isChanged={isChanged} />}
              {(isKeepable || isChanged) && (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<BookmarkPlus aria-hidden />}
                  onClick={() => setIsSaving(true)}
                >
                  {isChanged ? "Save as new" : "Save view"}
                </Button>
              )}
            </>
          )
        }
      />
      {isSaving && (
        <SaveViewDialog shown={{ filter, layout, sort }} onClose={() => setIsSaving(false)} hrefOf={hrefOf} />
      )}
    </>
  );
}

function ViewMenu({ view, shown, isChanged }: { view: SavedView; shown: ShownBoard; isChanged: boolean }) {
  const trpc = useTRPC();
  const changed = useViewsChanged();
  const onError = (error: unknown) => toastFailed("The view was not changed", error);
  const update = useMutation(
    trpc.triage.updateView.mutationOptions({
      onSuccess: () => void changed().then(() => toastDone(`“${isolate(view.name)}” was changed`)),
      onError,
    }),
  );
  const remove = useMutation(
    trpc.triage.removeView.mutationOptions({
      onSuccess: () =>
        void changed().then(() =>
          toastDone(`“${isolate(view.name)}” was removed`, "The issues in it are as they were."),
        ),
      onError,
    }),
  );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton size="sm" label={`View “${isolate(view.name)}”`} isTooltipHidden>
          <MoreHorizontal aria-hidden />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {isChanged && (
          <DropdownMenuItem
            onSelect={() => update.mutate({ viewId: view.id, expectedVersion: view.version, ...shown })}
          >
            Save changes to “<bdi>{view.name}</bdi>”
          </DropdownMenuItem>
        )}
        <DropdownMenuItem
          onSelect={() =>
            update.mutate({ viewId: view.id, expectedVersion: view.version, isShared: !view.isShared })
          }
        >
          {view.isShared ? "Keep for myself only" : "Share with everybody in the launch"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem isDanger onSelect={() => remove.mutate({ viewId: view.id })}>
          Remove this view
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
