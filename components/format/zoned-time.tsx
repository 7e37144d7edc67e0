"use client";
import { useHydrated } from "@/components/ui/use-hydrated";
import { formatExactTime, formatTime } from "./time-text";
import { describeInZones, isSameClock } from "./zone-words";

/** The zone of the reader's clock; null on the server and in the first client render, which cannot know it. */
export function useReaderZone(): string | null {
  return useHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : null;
}

/**
 * A planned moment, absolute: by the clocks of the launch, with the reader's beside them where they differ ("4 Dec, 14:21 Europe/Berlin ·
 * 08:21 for you"). Of a *date* only the day is written, with the zone only where the reader is in another day. Without a launch it is the
 * reader's own, and says so.
 */
export function ZonedTime({
  value,
  timeZone,
  style = "datetime",
  className,
}: {
  value: Date;
  /** The launch's; absent where there is none. */
  timeZone?: string;
  style?: "datetime" | "date";
  className?: string;
}) {
  const readerZone = useReaderZone();
  const zone = timeZone ?? readerZone ?? "UTC";
  const at = value.getTime();
  return (
    <time dateTime={value.toISOString()} title={formatExactTime(at, zone)} className={className}>
      {textOf(value, zone, readerZone ?? zone, style)}
    </time>
  );
}

function textOf(value: Date, zone: string, readerZone: string, style: "datetime" | "date"): string {
  const at = value.getTime();
  const day = formatTime(at, "date", at, zone);
  if (style === "datetime") return `${day}, ${describeInZones(value, zone, readerZone)}`;
  const readerDay = formatTime(at, "date", at, readerZone);
  return day === readerDay || isSameClock(value, zone, readerZone)
    ? day
    : `${day} ${zone} · ${readerDay} for you`;
}
