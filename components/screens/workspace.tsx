"use client";
import { useQuery, type DehydratedState } from "@tanstack/react-query";
import { useParams, usePathname } from "next/navigation";
import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from "react";
import { IssueActsProvider } from "@/components/feedback/issue-acts";
import { begunReport } from "@/components/feedback/log-draft";
import { ROLE_WORDS } from "@/components/format/words";
import { LaunchProvider } from "@/components/launches/launch-context";
import { AppShell, type AppShellProps } from "@/components/layout/app-shell";
import { SwitcherMenu } from "@/components/layout/switcher-menu";
import { LiveProvider, useLiveState } from "@/components/live/live-provider";
import { MemberProvider, useCan, useMember, type MemberValue } from "@/components/tenancy/member-context";
import { requestSignOut } from "@/components/tenancy/session-requests";
import { TrpcProvider, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { FirstData } from "@/components/trpc/first-data";
import { Avatar } from "@/components/ui/avatar";
import { OPENING, useLoadWhenIdle } from "@/components/ui/load-when-idle";
import { dismissToast, toastError, toastFollowUp } from "@/components/ui/toaster";
import { cutText } from "@/contracts/cut-text";
import type { Verdict } from "@/components/format/verdict";
import { PHASE_WORDS } from "@/components/format/words";
import { linksOf } from "@/components/launches/links";
import { StabilityDot } from "@/components/monitoring/stability-dot";
import { useVerdict, verdictText } from "@/components/monitoring/use-verdict";
import { useWorkspaceNav } from "./workspace-nav";

const loadPalette = () =>
  import("./workspace-palette").then(({ WorkspacePalette: Palette }) => ({ default: Palette }));
const loadLogReport = () =>
  import("./log-report-dialog").then(({ LogReportDialog: Dialog }) => ({ default: Dialog }));
const WorkspacePalette = lazy(loadPalette);
const LogReportDialog = lazy(loadLogReport);
const LATER = [loadPalette, loadLogReport];

type Launch = RouterOutputs["launches"]["list"][number];
type MyOrganization = RouterOutputs["account"]["me"]["organizations"][number];
export type WorkspaceStart = {
  member: MemberValue;
  organizations: readonly MyOrganization[];
  launches: Launch[];
  /** The event after which all this was read; null before the first. */
  since: string | null;
  /** What the frame shows first: its counts and the verdict. */
  first: DehydratedState;
};

/** Everything inside one organization: who is here, what is live, and the frame around the page. */
export function Workspace({ start, children }: { start: WorkspaceStart; children: ReactNode }) {
  const { slug } = start.member.organization;
  return (
    <TrpcProvider key={slug} organization={slug}>
      <MemberProvider value={start.member}>
        <LiveProvider organization={slug} since={start.since}>
          <FirstData state={start.first}>
            <LaunchFrame start={start}>{children}</LaunchFrame>
          </FirstData>
        </LiveProvider>
      </MemberProvider>
    </TrpcProvider>
  );
}

const lastLaunchKey = (organization: string) => `steady.launch.${organization}`;

/** The launch of the address, else the one looked at last, else the first that runs. */
function useCurrentLaunch(organization: string, launches: readonly Launch[]): Launch | undefined {
  const { launch: slug } = useParams<{ launch?: string }>();
  const [lastSlug, setLastSlug] = useState<string | null>(null);
  useEffect(() => {
    try {
      if (slug !== undefined) localStorage.setItem(lastLaunchKey(organization), slug);
      // The server cannot know it; the first paint shows the first launch that runs.
      // eslint-disable-next-line react-hooks/set-state-in-effect
      else setLastSlug(localStorage.getItem(lastLaunchKey(organization)));
    } catch {
      // Storage may be refused; then nothing is remembered.
    }
  }, [organization, slug]);
  return launches.find((launch) => launch.slug === (slug ?? lastSlug)) ?? launches[0];
}

function LaunchFrame({ start, children }: { start: WorkspaceStart; children: ReactNode }) {
  const trpc = useTRPC();
  const { organization } = useMember();
  const { data: launches } = useQuery({
    ...trpc.launches.list.queryOptions(),
    initialData: start.launches,
    staleTime: 60_000,
  });
  const current = useCurrentLaunch(organization.slug, launches);
  const value = useMemo(
    () =>
      current && {
        id: current.id,
        slug: current.slug,
        name: current.name,
        phase: current.phase,
        liveAt: current.liveAt,
        endsAt: current.endsAt,
        timeZone: current.timeZone,
        version: current.version,
      },
    [current],
  );
  // Whoever sets up a launch is in none yet; another one's name, phase and pages around it would be taken for the new one's.
  const isMakingLaunch = usePathname() === `/${organization.slug}/launches/new`;
  const shell = (
    <Shell
      organizations={start.organizations}
      launches={launches}
      current={isMakingLaunch ? undefined : current}
      placeName={isMakingLaunch ? "New launch" : "No launch yet"}
    >
      {children}
    </Shell>
  );
  if (!value) return shell;
  return (
    <LaunchProvider value={value}>
      <IssueActsProvider>{shell}</IssueActsProvider>
    </LaunchProvider>
  );
}

/** Offers what was begun and never logged, once a page: after a reload, or when somebody signs in again. */
function useUnsentOffer(launchId: string | undefined, onContinue: () => void): void {
  const { membership } = useMember();
  const open = useEffectEvent(onContinue);
  useEffect(() => {
    const begun = launchId === undefined ? null : begunReport(membership.id, launchId);
    if (begun === null) return;
    const id = toastFollowUp("You have an unfinished report", cutText(begun.text.trim(), OFFERED_CHARS), {
      label: "Continue",
      onClick: () => open(),
    });
    return () => dismissToast(id);
  }, [membership.id, launchId]);
}

const OFFERED_CHARS = 80;

function Shell({
  organizations,
  launches,
  current,
  placeName,
  children,
}: {
  organizations: readonly MyOrganization[];
  launches: readonly Launch[];
  current: Launch | undefined;
  /** What the bar says where no launch is the current one. */
  placeName: string;
  children: ReactNode;
}) {
  const { organization, membership } = useMember();
  const state = useLiveState();
  const mayLog = useCan("item:write");
  const nav = useWorkspaceNav(organization.slug, current);
  const verdict = useVerdict(current?.id);
  const [isLogging, setIsLogging] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  useLoadWhenIdle(LATER);

  const signOut = () => {
    void requestSignOut().then(
      (problem) => problem && toastError("You are still signed in", problem.message),
    );
  };
  const logReport = current && mayLog ? () => setIsLogging(true) : undefined;
  useUnsentOffer(mayLog ? current?.id : undefined, () => setIsLogging(true));
  const props: AppShellProps = {
    organization: (
      <SwitcherMenu
        label="Organization"
        icon={<Avatar name={organization.name} size="sm" isDecorative className="rounded-sm" />}
        current={{ id: organization.slug, label: organization.name }}
        entries={organizations.map((organization) => ({
          id: organization.slug,
          label: organization.name,
          hint: ROLE_WORDS[organization.role],
          href: `/${organization.slug}`,
        }))}
        create={{ label: "New organization", href: "/organizations?new=1" }}
      />
    ),
    launch: current ? (
      <SwitcherMenu
        label="Launch"
        current={{ id: current.id, label: current.name }}
        entries={launches.slice(0, 12).map((launch) => ({
          id: launch.id,
          label: launch.name,
          hint: PHASE_WORDS[launch.phase],
          href: `/${organization.slug}/${launch.slug}`,
        }))}
        more={{ label: "All launches", href: `/${organization.slug}/launches` }}
      />
    ) : (
      <span className="px-2 font-semibold">{placeName}</span>
    ),
    nav,
    live: state,
    user: { name: membership.name, email: membership.email, role: ROLE_WORDS[membership.role] },
    accountHref: `/${organization.slug}/settings/account`,
    onSignOut: signOut,
    onOpenPalette: () => setIsPaletteOpen(true),
    ...(logReport ? { onLogReport: logReport } : {}),
    ...(current ? { status: statusOf(organization.slug, current, verdict) } : {}),
    sidePanel: (
      <Suspense fallback={OPENING}>
        {isPaletteOpen && (
          <WorkspacePalette
            onOpenChange={setIsPaletteOpen}
            nav={nav}
            launches={launches}
            organizations={organizations}
            hasLaunch={current !== undefined}
            onLogReport={logReport}
            onSignOut={signOut}
          />
        )}
        {current && isLogging && <LogReportDialog onClose={() => setIsLogging(false)} />}
      </Suspense>
    ),
    children,
  };
  return <AppShell {...props} />;
}

function statusOf(
  organizationSlug: string,
  { slug, phase, health }: Launch,
  verdict: Verdict | null,
): NonNullable<AppShellProps["status"]> {
  const { criteria, day, days } = health;
  return {
    phase,
    day: day > 0 ? day : null,
    days,
    ...(verdict && {
      verdict: {
        mark: <StabilityDot state={verdict.state} />,
        words: verdict.words,
        sentence: verdictText(verdict),
        href: linksOf(organizationSlug, slug).warRoom,
      },
    }),
    ...(criteria.total > 0
      ? {
          criteria: {
            ...criteria,
            href: `/${organizationSlug}/${slug}/exit`,
          },
        }
      : {}),
  };
}
