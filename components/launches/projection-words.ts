import type { BurnDownView, ExitView } from "@/contracts/exit";
import { formatNoun } from "@/components/format/numbers";
import { formatDay } from "./hold-words";

/** When the burn-down reaches its goal, in words, or why nobody can say: "between 28 Nov and 3 Dec, most likely 30 Nov". */
export function describeProjection({
  projection,
  targetAt,
}: Pick<BurnDownView, "projection" | "targetAt">): string {
  if (!projection.isKnown) return projection.reason;
  const { earliestAt, expectedAt, latestAt } = projection;
  const [earliest, expected] = [formatDay(earliestAt), formatDay(expectedAt)];
  const late = expectedAt > targetAt ? ", later than planned" : "";
  if (latestAt === null)
    return `Not before ${earliest}, more likely around ${expected}${late}; the slow end is open.`;
  const latest = formatDay(latestAt);
  if (earliest === latest) return `On ${expected}${late}.`;
  return `Between ${earliest} and ${latest}, most likely ${expected}${late}.`;
}

/** The state of the exit in a sentence. */
export function describeReadiness({
  criteria,
  met,
  waived,
  total,
  isReady,
}: Pick<ExitView, "criteria" | "met" | "waived" | "total" | "isReady">): string {
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
