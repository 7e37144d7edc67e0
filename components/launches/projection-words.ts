import type { BurnDownView, ExitView } from "@/contracts/exit";
import { formatNoun } from "@/components/format/numbers";
import { formatDay } from "./hold-words";

/** When the burn-down reaches its goal, in words, or why nobody can say: "between 28 Nov and 3 Dec, most likely 30 Nov". */
export function describeProjection({
  projection,
  targetAt,
  timeZone,
}: Pick<BurnDownView, "projection" | "targetAt"> & { timeZone?: string }): string {
  if (!projection.isKnown) return projection.reason;
  const { earliestAt, expectedAt, latestAt } = projection;
  const [earliest, expected] = [formatDay(earliestAt, timeZone), formatDay(expectedAt, timeZone)];
  const late = expectedAt > targetAt ? ", later than planned" : "";
  if (latestAt === null)
    return `Not before ${earliest}, more likely around ${expected}${late}; the slow end is open.`;
  const latest = formatDay(latestAt, timeZone);
  if (earliest === latest) return `On ${expected}${late}.`;
  return `Between ${earliest} and ${latest}, most likely ${expected}${late}.`;
}

/** Whether the launch can leave hypercare, for those who read nothing else, and when it could. */
export function describeVerdict({
  total,
  isReady,
  burnDown,
  launch,
}: Pick<ExitView, "total" | "isReady"> & {
  burnDown: Pick<BurnDownView, "projection" | "targetAt" | "timeZone">;
  launch: Pick<ExitView["launch"], "phase">;
}): { title: string; date: string } {
  const planned = `The exit is planned for ${formatDay(burnDown.targetAt, burnDown.timeZone)}.`;
  if (launch.phase === "exited" || launch.phase === "watching")
    return { title: "The launch has left hypercare", date: "" };
  if (total === 0) return { title: "No exit criteria yet", date: planned };
  return { title: isReady ? "Ready to exit" : "Not ready to exit yet", date: planned };
}

/** The state of the exit in a sentence. */
export function describeReadiness({
  criteria,
  met,
  waived,
  total,
  isReady,
}: Pick<ExitView, "met" | "waived" | "total" | "isReady"> & {
  criteria: readonly Pick<ExitView["criteria"][number], "state">[];
}): string {
  if (total === 0) return "No criterion has been agreed yet.";
  if (isReady)
    return waived === 0 ? "Every criterion is met." : `Every criterion is met or waived (${waived} waived).`;
  const count = (state: string) => criteria.filter((criterion) => criterion.state === state).length;
  const parts = [
    [count("not_met"), "not met"],
    [count("holding"), "holding"],
    [count("unknown"), "not known"],
    [waived, "waived"],
  ] as const;
  const rest = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return `${met} of ${formatNoun(total, "criterion", "criteria")} met; ${rest.join(", ")}.`;
}
