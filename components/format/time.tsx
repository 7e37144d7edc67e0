"use client";
import { useSyncExternalStore } from "react";
import { CLOCK_ATTRIBUTE, DemoClock, readClock } from "@/contracts/clock";
import type { Language } from "@/contracts/languages";
import { readMoment } from "@/contracts/moment";
import { formatExactTime, formatTime, type TimeStyle } from "./time-text";

/**
 * A moment in the reader's zone, the exact time on hover. The server cannot know the zone: it writes UTC and says so,
 * and the browser rewrites it right after hydration, so the two never disagree.
 */
export function Time({
  value,
  style = "relative",
  language,
  className,
}: {
  value: Date | string | number;
  className?: string;
} & (
  | { style?: TimeStyle; language?: never }
  /** On public pages, which are in their reader's language; all others are in English. */
  | { style: Exclude<TimeStyle, "relative">; language: Language }
)) {
  const now = useNow();
  const at = msOf(value);
  if (Number.isNaN(at)) return <span className={className}>–</span>;
  const iso = new Date(at).toISOString();
  if (now === null) {
    return (
      <time dateTime={iso} className={className} suppressHydrationWarning>
        {`${formatTime(at, style === "relative" ? "datetime" : style, at, "UTC", language)} UTC`}
      </time>
    );
  }
  return (
    <time dateTime={iso} title={formatExactTime(at, undefined, language)} className={className}>
      {formatTime(at, style, sinceLastTick(at, now), undefined, language)}
    </time>
  );
}

/** NaN for a text that is no moment. */
function msOf(value: Date | string | number): number {
  if (typeof value !== "string") return new Date(value).getTime();
  const read = readMoment(value);
  return read.ok ? read.ms : Number.NaN;
}

const TICK_MS = 15_000;
/** While a demo tells days in minutes, 15 s would be hours. */
const DEMO_TICK_MS = 1_000;
let now = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

let demo: DemoClock | null | undefined;

/** The clock of a demo that is still being told; null where time is the browser's own. */
function tellingDemo(): DemoClock | null {
  demo ??= DemoClock.safeParse(document.documentElement.getAttribute(CLOCK_ATTRIBUTE)).data ?? null;
  return demo && readClock(Date.now(), demo) < Date.now() ? demo : null;
}

/** The time by which the product lives, as `server/platform/clock.ts` has it: the browser's own but for a demo that is still being told. */
const readProductClock = (): number => readClock(Date.now(), tellingDemo() ?? undefined);

/** What happened since the last tick happened now, not in the future: the moment to count from. */
function sinceLastTick(at: number, now: number): number {
  const telling = tellingDemo();
  const tickMs = telling ? DEMO_TICK_MS * telling.speed : TICK_MS;
  return at > now && at - now <= tickMs ? at : now;
}

/**
 * That time in steps of 15 s, of one second while a demo is told, one timer for the whole page; null on the server and in the first
 * client render.
 */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, readNow, () => null);
}

function readNow(): number {
  if (now === 0) now = readProductClock();
  return now;
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = readProductClock();
    planTick();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

function planTick(): void {
  timer = setTimeout(
    () => {
      now = readProductClock();
      for (const listener of listeners) listener();
      planTick();
    },
    tellingDemo() ? DEMO_TICK_MS : TICK_MS,
  );
}
