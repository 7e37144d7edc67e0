import { offsetOf } from "@/contracts/zones";
import { formatTime, type TimeStyle } from "./time-text";

/** Whether two zones' clocks show the same at a moment: then naming both would say one thing twice. */
export const isSameClock = (at: Date, zone: string, other: string): boolean =>
  zone === other || offsetOf(zone)(at.getTime()) === offsetOf(other)(at.getTime());

/**
 * A moment by the clocks of a launch's zone and, where they differ, of the reader's: "14:21 Europe/Berlin · 08:21 for you". The reader's
 * day is named where it is another one. Where both clocks agree the zone is named once.
 * @param typedFirst whose clock stands first: the one that a field is filled in by
 */
export function describeInZones(
  at: Date,
  zone: string,
  readerZone: string,
  typedFirst: "launch" | "reader" = "launch",
): string {
  const ms = at.getTime();
  const there = `${formatTime(ms, "time", ms, zone)} ${zone}`;
  if (isSameClock(at, zone, readerZone)) return there;
  const isOtherDay = formatTime(ms, "date", ms, zone) !== formatTime(ms, "date", ms, readerZone);
  const style: TimeStyle = isOtherDay ? "datetime" : "time";
  const here = `${formatTime(ms, style, ms, readerZone)} for you`;
  return typedFirst === "launch" ? `${there} · ${here}` : `${here} · ${there}`;
}
