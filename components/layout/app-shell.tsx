"use client";
import { useState, type ReactNode } from "react";
import { Sheet } from "@/components/ui/sheet";
import { AccountMenu } from "./account-menu";
import type { LiveState } from "./live-indicator";
import { NavShortcuts, SideNav, type NavGroup } from "./side-nav";
import { ShortcutProvider, useShortcut } from "./shortcuts";
import { MAIN_ID, SkipLink } from "./skip-link";
import { TopBar, type LaunchStatus } from "./top-bar";

export type AppShellProps = {
  /** The organization switcher (`SwitcherMenu`). */
  organization: ReactNode;
  /** The launch switcher, or the name of the place outside a launch. */
  launch?: ReactNode;
  nav: readonly NavGroup[];
  status?: LaunchStatus;
  live?: LiveState;
  user: { name: string; email: string; role?: string };
  accountHref?: string;
  onSignOut?: () => void;
  /** Opens the form for a call or a note (key L). */
  onLogReport?: () => void;
  /** Opens the command palette (⌘K). */
  onOpenPalette?: () => void;
  /** Over the page: a mode without chrome, for wall boards. */
  isBare?: boolean;
  /** A line above everything: degraded, read-only, impersonation. */
  banner?: ReactNode;
  /** A `SidePanel`, and dialogs that belong to no page. */
  sidePanel?: ReactNode;
  children: ReactNode;
};

/**
 * The frame of the product: navigation at the left, the launch's bar on top, the page, and a panel over its right edge.
 * The page scrolls, the frame does not. Keys bound below with `useShortcut` are heard and listed here.
 */
export function AppShell(props: AppShellProps) {
  return (
    <ShortcutProvider>
      {props.isBare === true ? (
        <main id={MAIN_ID} tabIndex={-1} className="min-h-dvh outline-none">
          {props.children}
          {props.sidePanel}
        </main>
      ) : (
        <Frame {...props} />
      )}
    </ShortcutProvider>
  );
}

function Frame({
  organization,
  launch,
  nav,
  status,
  live,
  user,
  accountHref,
  onSignOut,
  onLogReport,
  onOpenPalette,
  banner,
  sidePanel,
  children,
}: AppShellProps) {
  const [isNavOpen, setIsNavOpen] = useState(false);
  useShortcut("mod+k", () => onOpenPalette?.(), {
    label: "Find anything, do anything",
    group: "Everywhere",
    isEnabled: onOpenPalette !== undefined,
    isActiveInInputs: true,
  });
  useShortcut("l", () => onLogReport?.(), {
    label: "Log a report",
    group: "Everywhere",
    isEnabled: onLogReport !== undefined,
  });
  return (
    <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)] max-nav:pb-(--toast-room) print:block print:h-auto">
      <SkipLink />
      <NavShortcuts groups={nav} />
      <div className="print:hidden">{banner}</div>
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] nav:grid-cols-[13.5rem_minmax(0,1fr)] print:block">
        <div className="flex min-h-0 flex-col border-r border-border bg-sunken pb-(--toast-room) max-nav:hidden print:hidden">
          <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto">
            <div className="flex h-12 shrink-0 items-center px-2 [&>*]:w-full">{organization}</div>
            <SideNav groups={nav} className="p-2 pt-1" />
          </div>
        </div>
        <Sheet isOpen={isNavOpen} onOpenChange={setIsNavOpen} label="Navigation">
          <div className="flex h-12 shrink-0 items-center pr-12 pl-2">{organization}</div>
          <SideNav groups={nav} onFollow={() => setIsNavOpen(false)} className="p-2 pt-1" />
        </Sheet>
        <div className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)] print:block">
          <TopBar
            launch={launch}
            status={status}
            live={live}
            onOpenNav={() => setIsNavOpen(true)}
            onLogReport={onLogReport}
            onOpenPalette={onOpenPalette}
            account={<AccountMenu user={user} accountHref={accountHref} onSignOut={onSignOut} />}
          />
          <main
            id={MAIN_ID}
            tabIndex={-1}
            className="relative min-h-0 min-w-0 overflow-y-auto outline-none print:overflow-visible"
          >
            {children}
          </main>
        </div>
      </div>
      {sidePanel}
    </div>
  );
}
