"use client";
import { cutText } from "@/contracts/cut-text";
import { useQuery } from "@tanstack/react-query";
import {
  Activity,
  Building2,
  CheckCheck,
  CircleSlash,
  Clock,
  GitMerge,
  Lightbulb,
  LogOut,
  Moon,
  PhoneCall,
  Rocket,
  Rows3,
  ShieldCheck,
  UserRound,
  Undo2,
  Wrench,
} from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { useContext, useDeferredValue, useState } from "react";
import { IssueActsContext, mayMoveTo } from "@/components/feedback/acts-context";
import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { Time } from "@/components/format/time";
import { ISSUE_STATE_WORDS, PHASE_WORDS } from "@/components/format/words";
import { useLinks } from "@/components/launches/links";
import { useLaunch } from "@/components/launches/launch-context";
import { useDensity } from "@/components/layout/density";
import type { NavGroup } from "@/components/layout/side-nav";
import { useCan } from "@/components/tenancy/member-context";
import { FoundByWords, isFoundElsewhere } from "@/components/feedback/found-by";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { isSearch } from "@/contracts/board";
import { looksLikeRequestId } from "@/contracts/monitoring";
import type { Severity } from "@/contracts/triage";
import { CommandPalette, type PaletteGroup, type PaletteItem } from "@/components/ui/command-palette";
import { isolate } from "@/contracts/isolate";

type Props = {
  onOpenChange: (isOpen: boolean) => void;
  nav: readonly NavGroup[];
  launches: readonly RouterOutputs["launches"]["list"][number][];
  organizations: readonly RouterOutputs["account"]["me"]["organizations"][number][];
  /** Whether there is a launch whose issues can be found. */
  hasLaunch: boolean;
  onLogReport: (() => void) | undefined;
  onSignOut: () => void;
};

/** The palette draws its icons quietly; severity stays loud. */
const GLYPH_COLOURS: Readonly<Record<Severity, string>> = {
  critical: "text-critical!",
  major: "text-major!",
  minor: "text-minor!",
  cosmetic: "text-cosmetic!",
};

/** Finds issues, pages, launches and everything that can be done from here. */
export function WorkspacePalette(props: Props) {
  return props.hasLaunch ? (
    <PaletteWithIssues {...props} />
  ) : (
    <Palette {...props} issues={[]} requests={[]} isLoading={false} onQuery={() => undefined} query="" />
  );
}

function PaletteWithIssues(props: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const launch = useLaunch();
  const links = useLinks();
  const [query, setQuery] = useState("");
  const searched = useDeferredValue(query.trim());
  const found = useQuery({
    ...trpc.triage.issues.queryOptions({ launchId: launch.id, filter: searched, limit: 8 }),
    enabled: isSearch(searched),
  });
  const mayReadTraffic = useCan("traffic:read");
  const requests = useQuery({
    ...trpc.analysis.findRequest.queryOptions({ launchId: launch.id, requestId: searched }),
    enabled: mayReadTraffic && looksLikeRequestId(searched),
  });
  const issues: PaletteItem[] = (found.data?.rows ?? []).map((row) => {
    const foundBy = found.data?.foundBy[row.id];
    return {
      id: row.id,
      label: `#${row.number} ${isolate(row.title)}`,
      icon: <SeverityGlyph severity={row.severity} className={GLYPH_COLOURS[row.severity]} />,
      hint: isFoundElsewhere(foundBy) ? <FoundByWords foundBy={foundBy} /> : ISSUE_STATE_WORDS[row.state],
      onSelect: () => router.push(links.issue(row.number)),
    };
  });
  // Where a report carries the request, its issue shows it among the evidence.
  const loose: PaletteItem[] =
    issues.length > 0
      ? []
      : (requests.data?.lines ?? []).map((line) => ({
          id: line.key,
          label: `${line.method} ${line.route}`,
          icon: <Activity />,
          hint: (
            <>
              {line.status ?? "no answer"} · <Time value={line.at} style="date" />{" "}
              <Time value={line.at} style="time" /> · no report carries it
            </>
          ),
          onSelect: () => router.push(links.traffic),
        }));
  return (
    <Palette
      {...props}
      issues={issues}
      requests={loose}
      isLoading={found.isLoading || (issues.length === 0 && requests.isLoading)}
      onQuery={setQuery}
      query={searched}
    />
  );
}

function Palette({
  onOpenChange,
  nav,
  launches,
  organizations,
  onLogReport,
  onSignOut,
  issues,
  requests,
  isLoading,
  onQuery,
  query,
}: Props & {
  issues: PaletteItem[];
  requests: PaletteItem[];
  isLoading: boolean;
  onQuery: (query: string) => void;
  query: string;
}) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const { density, setDensity } = useDensity();
  const acts = useContext(IssueActsContext);
  const targets = acts?.targetsRef.current ?? [];
  const go = (href: string) => () => router.push(href);

  const pages: PaletteItem[] = nav
    .flatMap((group) => group.items)
    .map((item) => ({
      id: item.href,
      label: item.label,
      icon: item.icon,
      keywords: ["go", "open"],
      onSelect: go(item.href),
      ...(item.shortcut === undefined ? {} : { shortcut: item.shortcut }),
    }));
  const triage: PaletteItem[] =
    !acts || targets.length === 0
      ? []
      : [
          {
            id: "accept",
            label: "Accept",
            icon: <CheckCheck />,
            shortcut: "1",
            onSelect: () => acts.act(targets, { kind: "accept" }),
          },
          {
            id: "merge",
            label: "Merge as a duplicate",
            icon: <GitMerge />,
            shortcut: "2",
            onSelect: () => acts.openMerge(targets),
          },
          {
            id: "decline",
            label: "Decline",
            icon: <CircleSlash />,
            shortcut: "3",
            onSelect: () => acts.openDecline(targets),
          },
          {
            id: "snooze",
            label: "Snooze",
            icon: <Clock />,
            shortcut: "h",
            onSelect: () => acts.openSnooze(targets),
          },
          ...(mayMoveTo(targets, "fixed")
            ? [
                {
                  id: "fix",
                  label: "Mark as fixed",
                  icon: <Wrench />,
                  shortcut: "f",
                  onSelect: () => acts.moveTo(targets, "fixed"),
                },
              ]
            : []),
          ...(mayMoveTo(targets, "verified")
            ? [
                {
                  id: "verify",
                  label: "Verify the fix",
                  icon: <ShieldCheck />,
                  shortcut: "v",
                  onSelect: () => acts.moveTo(targets, "verified"),
                },
              ]
            : []),
          {
            id: "assign",
            label: "Assign",
            icon: <UserRound />,
            shortcut: "a",
            onSelect: () => acts.openAssign(targets),
          },
          {
            id: "park",
            label: "Park as a wish",
            icon: <Lightbulb />,
            shortcut: "w",
            onSelect: () => acts.act(targets, { kind: "park", asWish: true, reason: "" }),
          },
        ];
  const actions: PaletteItem[] = [
    ...(onLogReport
      ? [
          {
            id: "log",
            label: "Log a report",
            icon: <PhoneCall />,
            shortcut: "l",
            keywords: ["call", "interview", "chat", "note"],
            onSelect: onLogReport,
          },
        ]
      : []),
    ...(acts
      ? [
          {
            id: "undo",
            label: "Undo the last change",
            icon: <Undo2 />,
            shortcut: "u",
            onSelect: acts.undoLast,
          },
        ]
      : []),
    {
      id: "theme",
      label: resolvedTheme === "dark" ? "Switch to light" : "Switch to dark",
      icon: <Moon />,
      keywords: ["theme", "mode"],
      onSelect: () => setTheme(resolvedTheme === "dark" ? "light" : "dark"),
    },
    {
      id: "density",
      label: density === "dense" ? "Comfortable rows" : "Dense rows",
      icon: <Rows3 />,
      keywords: ["density", "height"],
      onSelect: () => setDensity(density === "dense" ? "comfortable" : "dense"),
    },
    {
      id: "sign-out",
      label: "Sign out",
      icon: <LogOut />,
      keywords: ["log out", "leave"],
      onSelect: onSignOut,
    },
  ];
  const only = targets.length === 1 ? targets[0] : undefined;
  const groups: PaletteGroup[] = [
    {
      heading: only
        ? `#${only.number} ${isolate(cutText(only.title, 48))}`
        : formatNoun(targets.length, "selected issue"),
      items: narrow(triage, query),
    },
    { heading: "Issues", items: issues },
    { heading: "Requests", items: requests },
    { heading: "Go to", items: narrow(pages, query) },
    { heading: "Actions", items: narrow(actions, query) },
    {
      heading: "Launches",
      items: narrow(
        launches.map((launch) => ({
          id: launch.id,
          label: launch.name,
          icon: <Rocket />,
          hint: PHASE_WORDS[launch.phase],
          onSelect: go(`/${window.location.pathname.split("/")[1] ?? ""}/${launch.slug}`),
        })),
        query,
      ).slice(0, 8),
    },
    {
      heading: "Organizations",
      items:
        organizations.length > 1
          ? narrow(
              organizations.map((organization) => ({
                id: organization.slug,
                label: organization.name,
                icon: <Building2 />,
                onSelect: go(`/${organization.slug}`),
              })),
              query,
            ).slice(0, 8)
          : [],
    },
  ];
  return (
    <CommandPalette
      isOpen
      onOpenChange={onOpenChange}
      groups={groups}
      onQueryChange={onQuery}
      isFilterOff
      isLoading={isLoading}
      placeholder="Find an issue, a caller, a page, an action"
    />
  );
}

/** The items in which every typed word begins some word. */
function narrow<T extends PaletteItem>(items: readonly T[], query: string): T[] {
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const words = [item.label, ...(item.keywords ?? [])]
      .join(" ")
      .toLowerCase()
      .split(/[\s-]+/);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}
