"use client";
import { CircleHelp, Menu, Plus, Search } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { describeCriteria, type CriteriaCount } from "@/components/format/criteria-count";
import { PHASE_WORDS } from "@/components/format/words";
import { buttonStyle } from "@/components/ui/button-style";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import type { LaunchPhase } from "@/contracts/phases";
import { LiveIndicator, type LiveState } from "./live-indicator";
import { useShortcutSheet } from "./shortcuts";
import { ThemeToggle } from "./theme";

export type LaunchStatus = {
  /** Day of the launch, from 1; null before it is live. */
  day: number | null;
  /** How many days are planned. */
  days: number | null;
  phase: LaunchPhase;
  criteria?: CriteriaCount & { href: string };
  /** Whether the launch is stable: a mark with a word, and the whole sentence for whoever hovers it. */
  verdict?: { mark: ReactNode; words: string; sentence: string; href: string };
};

/** The bar over every screen: which launch, which day of it, and what can be done from anywhere. */
export function TopBar({
  launch,
  status,
  live,
  onOpenNav,
  onLogReport,
  onOpenPalette,
  account,
}: {
  /** The launch switcher, or the name of the place. */
  launch?: ReactNode;
  status?: LaunchStatus | undefined;
  live?: LiveState | undefined;
  onOpenNav: () => void;
  onLogReport?: (() => void) | undefined;
  onOpenPalette?: (() => void) | undefined;
  account?: ReactNode;
}) {
  const openHelp = useShortcutSheet();
  return (
    <header
      className={cn(
        "flex h-12 min-w-0 items-center gap-2 border-b border-border bg-background px-3",
        "nav:gap-3 nav:pr-3 nav:pl-4 print:hidden",
      )}
    >
      <IconButton label="Open navigation" onClick={onOpenNav} isTooltipHidden className="nav:hidden">
        <Menu aria-hidden />
      </IconButton>
      {launch !== undefined && <div className="flex min-w-0 items-center">{launch}</div>}
      {status !== undefined && (
        <p className="hidden shrink-0 text-muted-foreground figures lg:block">
          {[dayText(status), PHASE_WORDS[status.phase]].filter(Boolean).join(" · ")}
        </p>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1 nav:gap-2">
        {status?.verdict !== undefined && (
          <Link
            href={status.verdict.href}
            title={status.verdict.sentence}
            className={cn(buttonStyle({ variant: "ghost" }), "gap-1.5 px-2 figures max-md:hidden")}
          >
            {status.verdict.mark}
            {status.verdict.words}
          </Link>
        )}
        {status?.criteria !== undefined && <CriteriaLink {...status.criteria} />}
        {live !== undefined && <LiveIndicator state={live} className="hidden px-1 sm:inline-flex" />}
        {onLogReport !== undefined && (
          <Button
            onClick={onLogReport}
            icon={<Plus aria-hidden />}
            className="max-sm:w-8 max-sm:px-0"
            aria-label="Log a report"
          >
            <span className="max-sm:hidden">Log a report</span>
            <Kbd keys="l" className="ml-1.5 max-nav:hidden" />
          </Button>
        )}
        {onOpenPalette !== undefined && (
          <button
            type="button"
            onClick={onOpenPalette}
            aria-label="Open the command palette"
            className={cn(buttonStyle({ variant: "ghost" }), "px-2")}
          >
            <Search aria-hidden />
            <Kbd keys="mod+k" className="max-nav:hidden" />
          </button>
        )}
        <span className="flex items-center max-sm:hidden">
          <IconButton label="Help and keys of this screen" onClick={openHelp}>
            <CircleHelp aria-hidden />
          </IconButton>
          <ThemeToggle />
        </span>
        {account}
      </div>
    </header>
  );
}

/** Exit readiness in a glance: a ring and the count. */
function CriteriaLink({ href, ...criteria }: CriteriaCount & { href: string }) {
  const { met, waived, total } = criteria;
  const length = 2 * Math.PI * 5.5;
  const share = total === 0 ? 0 : met / total;
  return (
    <Link
      href={href}
      aria-label={describeCriteria(criteria)}
      title={describeCriteria(criteria)}
      className={cn(buttonStyle({ variant: "ghost" }), "px-2 figures max-sm:hidden")}
    >
      <svg viewBox="0 0 14 14" aria-hidden className="size-3.5">
        <circle cx="7" cy="7" r="5.5" fill="none" className="stroke-border" strokeWidth="2.5" />
        <circle
          cx="7"
          cy="7"
          r="5.5"
          fill="none"
          className={met + waived === total ? "stroke-positive" : "stroke-accent"}
          strokeWidth="2.5"
          strokeDasharray={`${share * length} ${length}`}
          transform="rotate(-90 7 7)"
        />
      </svg>
      <span className="text-foreground">
        {met}/{total}
      </span>
      <span className="max-lg:hidden">criteria</span>
    </Link>
  );
}

function dayText({ day, days }: LaunchStatus): string {
  if (day === null) return "";
  return days === null ? `Day ${day}` : `Day ${day} of ${days}`;
}
