import { readMoment, describeRefusal } from "@/contracts/moment";
import { OCCURRED_DAYS_BACK } from "@/contracts/intake";

/** How far a sender's clock may be ahead of ours. */
const FUTURE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** What is kept of a time that could not be taken, characters. */
export const NOT_TAKEN_MAX = 60;

/** When a report occurred, and why that is not what its sender said; null where it is, or nothing was said. */
export type Occurred = { readonly at: Date; readonly problem: string | null };

/**
 * When a report occurred: what its sender says where that is a moment within reach, else when it arrived. A time is a fact beside the
 * report and never a reason to refuse it.
 * @param value whatever stands in the field
 */
export function readOccurred(value: unknown, arrivedAt: Date): Occurred {
  if (value === undefined || value === null || value === "") return { at: arrivedAt, problem: null };
  const read = readMoment(value);
  const why = read.ok ? whyOutOfReach(read.ms, arrivedAt.getTime()) : read.reason;
  return read.ok && why === null
    ? { at: new Date(read.ms), problem: null }
    : {
        at: arrivedAt,
        problem: `${describeRefusal(value, why ?? "")} The time of arrival is kept instead.`,
      };
}

function whyOutOfReach(atMs: number, arrivedMs: number): string | null {
  if (atMs > arrivedMs + FUTURE_MS) return "lies in the future";
  return atMs < arrivedMs - OCCURRED_DAYS_BACK * DAY_MS
    ? `lies more than ${OCCURRED_DAYS_BACK} days back`
    : null;
}

/** What a sender said of the time, where another one was taken: kept beside the report for a person to read. */
export function timeNotTaken(value: unknown, takenAt: Date): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const read = readMoment(value);
  return read.ok && read.ms === takenAt.getTime() ? undefined : String(value);
}
