import type { LaunchSizing } from "@/contracts/launches";

/** How long hypercare should last, and one sentence why. */
export type RecommendedLength = { readonly days: number; readonly reason: string };

/** Lengths teams plan in: days to six weeks. */
const LENGTHS = [7, 10, 14, 21, 28, 35, 42] as const;
const BASE_DAYS = 7;

/** What each answer (1 little, 2, 3 much) adds in days. Little tolerance for risk adds, much adds nothing. */
const ADDED_DAYS: Readonly<Record<keyof LaunchSizing, readonly [number, number, number]>> = {
  criticality: [0, 5, 12],
  complexity: [0, 4, 8],
  userBase: [0, 3, 7],
  riskTolerance: [6, 2, 0],
  deploymentStyle: [0, 2, 4],
};

const REASONS: Readonly<Record<keyof LaunchSizing, readonly [string, string, string]>> = {
  criticality: ["little depends on it", "work depends on it", "the business stands on it"],
  complexity: ["it is simple", "it is fairly complex", "it is complex"],
  userBase: ["few people use it", "many people use it", "very many people use it"],
  riskTolerance: ["little risk is tolerated", "some risk is tolerated", "risk is tolerated"],
  deploymentStyle: [
    "it is rolled out gradually",
    "it is rolled out in waves",
    "it is switched on for everybody at once",
  ],
};

const MAX_REASONS = 3;

/**
 * Recommends the length of hypercare: seven days, plus days for what makes it harder to be sure (at most 12 for
 * criticality, 8 complexity, 7 user base, 6 low risk tolerance, 4 deployment at once), rounded up to a length teams plan in.
 */
export function recommendLength(sizing: LaunchSizing): RecommendedLength {
  const added = (Object.keys(ADDED_DAYS) as (keyof LaunchSizing)[])
    .map((key) => ({
      days: ADDED_DAYS[key][sizing[key] - 1]!,
      reason: REASONS[key][sizing[key] - 1]!,
    }))
    .sort((a, b) => b.days - a.days);
  const needed = BASE_DAYS + added.reduce((sum, { days }) => sum + days, 0);
  const days = LENGTHS.find((length) => length >= needed) ?? LENGTHS.at(-1)!;
  const why = added
    .filter(({ days: more }) => more > 0)
    .slice(0, MAX_REASONS)
    .map(({ reason }) => reason);
  if (why.length === 0)
    return {
      days,
      reason: `${days} days, the shortest that shows a full week: it is simple, little depends on it, few people use it.`,
    };
  return { days, reason: `${days} days, because ${join(why)}.` };
}

/** One part at least, as a sentence lists them. */
function join(parts: readonly string[]): string {
  return parts.length < 2 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`;
}
