"use client";
import { useQuery } from "@tanstack/react-query";
import { Minimize2 } from "lucide-react";
import { describeUsual, type Clause } from "@/components/format/day-sentence";
import { hourBefore } from "@/components/format/incoming-trend";
import { describeAnswers } from "@/components/format/answer-words";
import { formatCount, formatMs, formatPercent } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { PHASE_WORDS } from "@/components/format/words";
import { useNow } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { CriterionDot } from "@/components/launches/criterion-dot";
import { describeHold, describeUnmet } from "@/components/launches/hold-words";
import { useDayClauses } from "@/components/monitoring/use-day-clauses";
import { StabilityDot } from "@/components/monitoring/stability-dot";
import { useVerdict } from "@/components/monitoring/use-verdict";
import { DayAxis } from "@/components/monitoring/day-axis";
import { useTRPC } from "@/components/trpc/client";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/components/ui/cn";
import type { FeedEntry, WarRoom } from "@/contracts/analysis";
import { describeMinutes } from "@/contracts/exit";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/**
 * The war room for a screen on the wall: the same figures without anything to press, sized with the screen so that the large ones can
 * be read from five metres. It covers the frame; Esc leaves it.
 */
export function WallBoard({
  room,
  feed,
  onLeave,
}: {
  room: WarRoom;
  feed: readonly FeedEntry[];
  onLeave: () => void;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const exit = useQuery(trpc.exit.page.queryOptions({ launchId: launch.id }));
  const now = useNow();
  const verdict = useVerdict(launch.id);
  const day = useDayClauses(room, verdict);
  const arriving = feed.filter((entry) => entry.kind === "report" && !entry.isQuarantined).slice(0, 4);
  const open =
    exit.data?.criteria.filter((criterion) => criterion.state !== "met" && criterion.state !== "waived") ??
    [];
  return (
    <div
      data-modal=""
      className={cn(
        "fixed inset-0 z-40 flex flex-col gap-[2.2vh] overflow-hidden bg-background p-[2.2vw]",
        "text-[max(1rem,1.25vw)] leading-snug max-lg:overflow-y-auto max-sm:p-4",
      )}
    >
      <header className="flex items-baseline gap-[max(0.75rem,1.5vw)]">
        <h1 className="line-clamp-2 min-w-0 text-[1.5em] font-semibold reported">{launch.name}</h1>
        <p className="shrink-0 text-muted-foreground figures max-sm:hidden">
          {exit.data ? `Day ${exit.data.launch.day} of ${exit.data.launch.days} · ` : ""}
          {PHASE_WORDS[launch.phase]}
        </p>
        <p className="ml-auto text-[1.5em] font-medium figures">{now === null ? "" : CLOCK.format(now)}</p>
        <IconButton label="Leave the wall board" shortcut="escape" onClick={onLeave} className="self-center">
          <Minimize2 aria-hidden />
        </IconButton>
      </header>
      {verdict && (
        <p className="text-[1.9em] leading-tight font-medium text-pretty max-sm:text-[1.25em]">
          <StabilityDot state={verdict.state} className="mr-[0.4em]" />
          <span className="font-semibold">{verdict.words}</span>: <WallClauses clauses={verdict.clauses} />
        </p>
      )}
      {day.length > 0 && (
        <p className="text-[1.1em] text-pretty text-muted-foreground">
          <WallClauses clauses={day} />
        </p>
      )}
      <div className="grid grid-cols-5 gap-[max(0.5rem,1vw)] max-lg:grid-cols-2">
        <WallFigure
          label="Open criticals"
          value={formatCount(room.criticals.open)}
          isAlarming={room.criticals.open > 0}
        />
        <WallFigure
          label="Reports, last hour"
          value={formatCount(room.incoming.lastHour)}
          hint={describeUsual(hourBefore(room.incoming, room.at.getTime()))}
        />
        <WallFigure
          label="p95 latency"
          value={room.traffic.p95Ms === null ? "–" : formatMs(room.traffic.p95Ms)}
          hint={
            room.traffic.errorPercent === null
              ? "no traffic"
              : `${formatPercent(room.traffic.errorPercent)} fail`
          }
        />
        <WallFigure
          label={`Answered in ${describeMinutes(room.response.targetMinutes)}`}
          value={room.response.sharePercent === null ? "–" : formatPercent(room.response.sharePercent)}
          hint={describeAnswers(room.response, room.at)}
        />
        <WallFigure
          label="Criteria met"
          value={exit.data ? `${exit.data.met}/${exit.data.total}` : "–"}
          {...(exit.data && exit.data.waived > 0 ? { hint: `${exit.data.waived} waived` } : {})}
        />
      </div>
      <div className="grid gap-[max(1rem,1.5vw)] lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-[2vh] lg:min-h-0">
          <DayAxis events={room.events} at={room.at} issueHref={links.issue} isLarge />
          <ul className="overflow-hidden lg:min-h-0 lg:flex-1">
            {arriving.map((entry) => (
              <li
                key={entry.id}
                className="flex items-baseline gap-[0.8em] border-t border-border py-[0.55em]"
              >
                {entry.kind === "report" && (
                  <>
                    <SeverityGlyph severity={entry.severity} className="size-[0.8em] shrink-0" />
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {entry.excerpt.replace(/\s+/g, " ")}
                    </span>
                    <span className="text-muted-foreground figures">
                      {now === null ? "" : CLOCK.format(entry.at)}
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
        <div className="min-w-0 overflow-hidden lg:min-h-0">
          <h2 className="text-[1.1em] font-semibold">
            {open.length === 0 ? "Every criterion is met or waived" : "Blocks the exit"}
          </h2>
          <ul>
            {open.slice(0, 7).map((criterion) => (
              <li
                key={criterion.id}
                className="flex items-start gap-[0.7em] border-b border-border py-[0.55em]"
              >
                <CriterionDot state={criterion.state} className="mt-[0.2em] size-[0.9em]" />
                <span className="min-w-0">
                  <span dir="auto" className="block truncate">
                    {criterion.title}
                  </span>
                  <span className="block truncate text-[0.85em] text-muted-foreground figures">
                    {criterion.state === "holding" ? describeHold(criterion) : describeUnmet(criterion)}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

function WallClauses({ clauses }: { clauses: readonly Clause[] }) {
  return (
    <>
      {clauses.map((clause, index) => (
        <span key={clause.key} className={cn(clause.isAlarming && "text-critical-foreground")}>
          {index > 0 && <span className="text-foreground">; </span>}
          {clause.text}
        </span>
      ))}
      .
    </>
  );
}

function WallFigure({
  label,
  value,
  hint,
  isAlarming: isAlarming = false,
}: {
  label: string;
  value: string;
  hint?: string;
  isAlarming?: boolean;
}) {
  return (
    <div className="min-w-0 rounded-md border border-border bg-surface px-[max(0.75rem,1.1vw)] py-[1.4vh]">
      <p className="truncate text-muted-foreground">{label}</p>
      <p
        className={cn(
          "flex h-[4em] items-center font-semibold whitespace-nowrap figures max-sm:h-[2.6em]",
          isAlarming && "text-critical-foreground",
        )}
      >
        <span
          className={cn(
            "leading-none",
            value.length > 7 ? "text-[2.2em] max-sm:text-[1.5em]" : "text-[3.4em] max-sm:text-[2em]",
          )}
        >
          {value}
        </span>
      </p>
      <p className="mt-[0.3em] min-h-[1.3em] truncate text-[0.85em] text-muted-foreground figures">{hint}</p>
    </div>
  );
}
