import { formatNoun } from "@/components/format/numbers";
import { formatTime } from "@/components/format/time-text";
import { ownMoment } from "@/contracts/moment";
import type { Snooze } from "@/contracts/snooze";

type Conditions = { until?: Date | string | null | undefined } & Partial<
  Record<"moreReports" | "morePeople", number | null | undefined>
> &
  Partial<Pick<Snooze, "whenWorse">>;

/** What a snooze waits for, after "until": "1 Dec 09:00, 10 more reports or it gets worse". In the reader's zone; "" for nothing. */
export function describeSnooze({ until, moreReports, morePeople, whenWorse }: Conditions): string {
  const parts = [
    ...(until
      ? [formatTime((typeof until === "string" ? ownMoment(until) : until).getTime(), "datetime", Date.now())]
      : []),
    ...(moreReports ? [formatNoun(moreReports, "more report")] : []),
    ...(morePeople ? [morePeople === 1 ? "1 more person" : `${morePeople} more people`] : []),
    ...(whenWorse ? ["it gets worse"] : []),
  ];
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)!}`;
}

/** How far a snooze that waits for numbers is: "6 of 10 reports"; empty for one that waits for none. */
export function describeProgress(
  snooze: Pick<Snooze, "moreReports" | "morePeople">,
  since: { reports: number; people: number },
): string[] {
  return [
    ...(snooze.moreReports === null
      ? []
      : [`${since.reports} of ${formatNoun(snooze.moreReports, "report")}`]),
    ...(snooze.morePeople === null
      ? []
      : [`${since.people} of ${snooze.morePeople === 1 ? "1 person" : `${snooze.morePeople} people`}`]),
  ];
}

/** Moments that are often chosen, in the reader's zone. */
export function presetsFrom(now: Date): { label: string; at: Date }[] {
  const morning = (inDays: number): Date => {
    const at = new Date(now);
    at.setDate(at.getDate() + inDays);
    at.setHours(9, 0, 0, 0);
    return at;
  };
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { label: "In 4 hours", at: new Date(now.getTime() + 4 * 3_600_000) },
    { label: "Tomorrow 9:00", at: morning(1) },
    { label: "In 3 days 9:00", at: morning(3) },
    ...(toMonday === 1 || toMonday === 3 ? [] : [{ label: "Monday 9:00", at: morning(toMonday) }]),
  ];
}

/** A moment as the browser's control for date and time writes it, in the reader's zone. */
export function toLocalInput(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}` +
    `T${two(at.getHours())}:${two(at.getMinutes())}`
  );
}
