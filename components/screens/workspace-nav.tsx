"use client";
import { useQuery } from "@tanstack/react-query";
import {
  Flag,
  Inbox,
  LayoutGrid,
  PackageCheck,
  PlugZap,
  Radar,
  Rocket,
  Route,
  Settings,
  SlidersHorizontal,
} from "lucide-react";
import { useMemo } from "react";
import { describeCriteria } from "@/components/format/criteria-count";
import { formatCount } from "@/components/format/numbers";
import type { NavGroup } from "@/components/layout/side-nav";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { navInputs } from "@/contracts/board";

type Launch = RouterOutputs["launches"]["list"][number];

/** The rooms of the product with how much waits in each. */
export function useWorkspaceNav(organizationSlug: string, launch: Launch | undefined): readonly NavGroup[] {
  const trpc = useTRPC();
  const inputs = navInputs(launch?.id ?? "");
  const isOn = launch !== undefined;
  const { data: waiting } = useQuery({
    ...trpc.triage.inbox.queryOptions(inputs.inbox),
    enabled: isOn,
    select: (inbox) => inbox.total,
  });
  const { data: open } = useQuery({
    ...trpc.triage.counts.queryOptions(inputs.counts),
    enabled: isOn,
    select: (counts) => counts.total,
  });
  return useMemo(() => {
    const settings: NavGroup = {
      items: [
        {
          href: `/${organizationSlug}/launches`,
          label: "Launches",
          icon: <Rocket aria-hidden />,
          shortcut: "g l",
          isExact: true,
        },
        {
          href: `/${organizationSlug}/settings`,
          label: "Settings",
          icon: <Settings aria-hidden />,
          shortcut: "g s",
        },
      ],
    };
    if (!launch) return [settings];
    const base = `/${organizationSlug}/${launch.slug}`;
    const { met, waived, total } = launch.health.criteria;
    return [
      {
        items: [
          { href: `${base}/war-room`, label: "War room", icon: <Radar aria-hidden />, shortcut: "g w" },
          {
            href: `${base}/inbox`,
            label: "Inbox",
            icon: <Inbox aria-hidden />,
            shortcut: "g i",
            ...(waiting && waiting.n > 0
              ? {
                  count: formatCount(waiting.n, waiting.isCapped),
                  countLabel: `${formatCount(waiting.n, waiting.isCapped)} waiting`,
                }
              : {}),
          },
          {
            href: `${base}/board`,
            label: "Board",
            icon: <LayoutGrid aria-hidden />,
            shortcut: "g b",
            ...(open
              ? {
                  count: formatCount(open.n, open.isCapped),
                  countLabel: `${formatCount(open.n, open.isCapped)} open`,
                }
              : {}),
          },
          {
            href: `${base}/exit`,
            label: "Exit",
            icon: <Flag aria-hidden />,
            shortcut: "g e",
            ...(total > 0
              ? { count: `${met}/${total}`, countLabel: describeCriteria({ met, waived, total }) }
              : {}),
          },
          {
            href: `${base}/releases`,
            label: "Releases",
            icon: <PackageCheck aria-hidden />,
            shortcut: "g v",
          },
        ],
      },
      {
        title: "Set up",
        items: [
          { href: `${base}/sources`, label: "Sources", icon: <PlugZap aria-hidden />, shortcut: "g o" },
          { href: `${base}/routing`, label: "Routing", icon: <Route aria-hidden />, shortcut: "g r" },
          { href: `${base}/settings`, label: "Launch", icon: <SlidersHorizontal aria-hidden /> },
        ],
      },
      settings,
    ];
  }, [launch, open, organizationSlug, waiting]);
}
