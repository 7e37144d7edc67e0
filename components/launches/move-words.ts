import { formatDuration, formatFigure, formatMinutes, type Unit } from "@/components/format/numbers";
import type { ConditionMove, NamedCondition } from "@/contracts/exit";

const HOUR_MS = 3_600_000;
const measuredFor = (componentName: string | null): string => componentName ?? "the whole launch";
const holdOf = (hours: number): string => (hours === 0 ? "none" : formatDuration(hours * HOUR_MS));

/** What was moved of a condition, in words: "Target moved from 120 to 300", each part that differs once. */
export function describeMove({ before, after }: Pick<ConditionMove, "before" | "after">, unit: Unit): string {
  const parts = (
    [
      ["target", formatFigure(before.target, unit), formatFigure(after.target, unit)],
      ["time for an answer", minutesOf(before), minutesOf(after)],
      ["hold period", holdOf(before.holdHours), holdOf(after.holdHours)],
      ["measured part", measuredFor(before.componentName), measuredFor(after.componentName)],
    ] as const
  ).filter(([, from, to]) => from !== to);
  const words = parts.map(
    ([what, from, to], index) => `${what}${index === 0 ? " moved" : ""} from ${from} to ${to}`,
  );
  return words.join(", ").replace(/^./, (first) => first.toUpperCase()) || "Condition moved";
}

const minutesOf = ({ targetMinutes }: NamedCondition): string =>
  targetMinutes === null ? "none" : formatMinutes(targetMinutes);
