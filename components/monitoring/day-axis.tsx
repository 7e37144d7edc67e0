"use client";
import Link from "next/link";
import { prepareTimeAxis } from "@/components/charts/prepare-time-axis";
import { readerOffset } from "@/contracts/zones";
import { useWidth } from "@/components/charts/use-width";
import { SeverityShape } from "@/components/format/severity-glyph";
import { Time, useNow } from "@/components/format/time";
import { formatNoun } from "@/components/format/numbers";
import { RELEASE_OUTCOME_WORDS } from "@/components/format/words";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { DECISION_WORDS, type DayEvent } from "@/contracts/analysis";
import { RELEASE_OUTCOMES } from "@/contracts/intake";
import { prepareDayAxis, type DayLane, type DayMark } from "./prepare-day-axis";
import { isolate } from "@/contracts/isolate";

const LANE_WORDS: Readonly<Record<DayEvent["kind"], { label: string; one: string; many: string }>> = {
  critical: { label: "Criticals", one: "critical", many: "criticals" },
  errors: { label: "Errors", one: "run of errors", many: "runs of errors" },
  release: { label: "Releases", one: "release", many: "releases" },
  decision: { label: "Decisions", one: "decision", many: "decisions" },
};

/** A mark is 24 px wide, and its count stands beside it. */
const MARK_PX = 30;

/**
 * The last 24 hours on one axis: criticals, runs of server errors, releases and decisions. A mark opens what it stands for.
 * @param issueHref where an issue is opened
 */
export function DayAxis({
  events,
  at,
  issueHref,
  isLarge = false,
}: {
  events: readonly DayEvent[];
  at: Date;
  issueHref: (number: number) => string;
  isLarge?: boolean;
}) {
  const isInBrowser = useNow() !== null;
  const [ref, widthPx] = useWidth();
  // Marks closer than a fingertip share one.
  const axis = prepareDayAxis(events, at.getTime(), widthPx > 0 ? MARK_PX / widthPx : undefined);
  const ticks = prepareTimeAxis(axis.from, axis.to, 8, isInBrowser ? readerOffset : () => 0);
  const shareOf = (moment: number) => (moment - axis.from) / (axis.to - axis.from);
  return (
    <div
      className={cn("grid", isLarge ? "grid-cols-[8em_minmax(0,1fr)]" : "grid-cols-[6.25rem_minmax(0,1fr)]")}
    >
      {axis.lanes.map((lane) => (
        <Lane
          key={lane.kind}
          lane={lane}
          ticks={ticks.map((tick) => shareOf(tick.at))}
          issueHref={issueHref}
          isLarge={isLarge}
        />
      ))}
      <span aria-hidden />
      <div
        ref={ref}
        aria-hidden
        className={cn(
          "relative mx-2 text-faint-foreground figures",
          isLarge ? "h-10 text-[0.8em]" : "h-5 text-meta",
        )}
      >
        {ticks.map((tick, index) => (
          <span
            key={tick.at}
            className={cn(
              "absolute top-1 -translate-x-1/2 whitespace-nowrap",
              index % 2 === 1 && "max-sm:hidden",
              tick.isDay && "text-muted-foreground",
            )}
            style={{ left: `${shareOf(tick.at) * 100}%` }}
          >
            {shareOf(tick.at) > 0.03 && shareOf(tick.at) < 0.965 ? tick.label : ""}
          </span>
        ))}
      </div>
    </div>
  );
}

function Lane({
  lane,
  ticks,
  issueHref,
  isLarge,
}: {
  lane: DayLane;
  ticks: readonly number[];
  issueHref: (number: number) => string;
  isLarge: boolean;
}) {
  const words = LANE_WORDS[lane.kind];
  return (
    <>
      <div
        className={cn(
          "flex items-center justify-between gap-2 border-b border-border pr-3 text-muted-foreground",
          isLarge ? "h-[2.4em] text-[0.9em]" : "h-8 text-meta",
        )}
      >
        <span className="truncate">{words.label}</span>
        <span
          className={cn(
            "figures",
            lane.count === 0 ? "text-faint-foreground" : "font-medium text-foreground",
          )}
        >
          {lane.count}
        </span>
      </div>
      <div className={cn("relative border-b border-border", isLarge ? "h-[2.4em] text-[0.9em]" : "h-8")}>
        <div className="absolute inset-x-2 inset-y-0">
          {ticks.map((share) => (
            <span
              key={share}
              aria-hidden
              className="absolute inset-y-0 w-px bg-chart-grid"
              style={{ left: `${share * 100}%` }}
            />
          ))}
          {lane.marks.map((mark) => (
            <Mark key={mark.key} kind={lane.kind} mark={mark} issueHref={issueHref} isLarge={isLarge} />
          ))}
        </div>
      </div>
    </>
  );
}

function Mark({
  kind,
  mark,
  issueHref,
  isLarge,
}: {
  kind: DayEvent["kind"];
  mark: DayMark;
  issueHref: (number: number) => string;
  isLarge: boolean;
}) {
  const words = LANE_WORDS[kind];
  const isRun = kind === "errors";
  return (
    <Popover>
      <PopoverTrigger
        aria-label={
          mark.events.length === 1
            ? `${words.one}: ${isolate(mark.events[0]?.title ?? "")}`
            : formatNoun(mark.events.length, words.one, words.many)
        }
        className={cn(
          "absolute top-1/2 grid h-6 min-w-6 -translate-y-1/2 place-items-center rounded-sm hover:bg-hover data-[state=open]:bg-hover",
          isRun ? "px-0" : "-translate-x-1/2",
        )}
        style={{
          left: `${mark.share * 100}%`,
          ...(isRun ? { width: `max(${mark.widthShare * 100}%, 8px)` } : {}),
        }}
      >
        <MarkShape kind={kind} mark={mark} isLarge={isLarge} />
      </PopoverTrigger>
      <PopoverContent aria-label={words.label} className="w-80 p-1">
        <ul>
          {mark.events.slice(0, 8).map((event) => (
            <li key={event.id} className="rounded-sm px-2 py-1.5">
              <EventLine event={event} issueHref={issueHref} />
            </li>
          ))}
        </ul>
        {mark.events.length > 8 && (
          <p className="px-2 pb-1.5 text-meta text-muted-foreground">
            and {mark.events.length - 8} more within an hour or so
          </p>
        )}
      </PopoverContent>
    </Popover>
  );
}

function MarkShape({ kind, mark, isLarge }: { kind: DayEvent["kind"]; mark: DayMark; isLarge: boolean }) {
  const count = mark.events.length;
  if (kind === "errors") return <span className="h-2.5 w-full min-w-2 rounded-[2px] bg-negative" />;
  if (kind === "release") {
    const [first] = mark.events;
    const isBad = mark.events.some((event) => event.detail === "failed" || event.detail === "rolled_back");
    return (
      <span
        className={cn(
          "inline-flex h-5 items-center gap-1 rounded-sm border px-1 font-mono whitespace-nowrap",
          isLarge ? "text-[0.8em]" : "text-[11px]",
          isBad
            ? "border-negative/40 bg-negative-soft text-negative-foreground"
            : "border-border bg-raised text-muted-foreground",
        )}
      >
        {count === 1 ? first?.title : `${count}×`}
      </span>
    );
  }
  return (
    <span className="relative grid place-items-center">
      <svg
        viewBox="0 0 12 12"
        aria-hidden
        className={cn(
          kind === "critical" ? (isLarge ? "size-[0.9em]" : "size-3") : isLarge ? "size-[0.6em]" : "size-2",
          kind === "critical" ? "text-critical" : "text-neutral",
        )}
      >
        {kind === "critical" ? (
          <SeverityShape severity="critical" />
        ) : (
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        )}
      </svg>
      {count > 1 && (
        <span
          className={cn(
            "absolute -top-1.5 left-full ml-px leading-none text-muted-foreground figures",
            isLarge ? "text-[0.7em]" : "text-[10px]",
          )}
        >
          {count}
        </span>
      )}
    </span>
  );
}

function EventLine({ event, issueHref }: { event: DayEvent; issueHref: (number: number) => string }) {
  const about =
    event.issueNumber === null ? null : (
      <Link href={issueHref(event.issueNumber)} className="text-accent-text hover:underline">
        #{event.issueNumber} <span className="reported">{event.title}</span>
      </Link>
    );
  return (
    <>
      <p className="line-clamp-2">{about ?? describeEvent(event)}</p>
      <p className="text-meta text-muted-foreground">
        <Time value={event.at} style="time" />
        {event.kind === "errors" && event.until && (
          <>
            {" to "}
            <Time value={event.until} style="time" />
          </>
        )}
        {detailOf(event)}
      </p>
    </>
  );
}

function describeEvent(event: DayEvent): string {
  if (event.kind === "decision")
    return `${isolate(event.detail ?? "Somebody")} ${DECISION_WORDS[event.verb ?? ""] ?? "decided"} ${isolate(event.title)}`.trim();
  return event.kind === "errors" ? `failures on ${isolate(event.title)}` : isolate(event.title);
}

function detailOf(event: DayEvent): string {
  if (event.kind === "decision")
    return event.issueNumber === null
      ? ""
      : ` · ${isolate(event.detail ?? "")} ${DECISION_WORDS[event.verb ?? ""] ?? ""} it`;
  if (event.kind === "release") {
    const outcome = RELEASE_OUTCOMES.find((outcome) => outcome === event.detail);
    return outcome ? ` · ${RELEASE_OUTCOME_WORDS[outcome].toLowerCase()}` : "";
  }
  return event.detail ? ` · ${isolate(event.detail)}` : "";
}
