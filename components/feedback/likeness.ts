import { formatShare } from "@/components/format/numbers";

/** Why two issues look alike, in a line: shared rare words, the same error. */
export function sayLikeness({
  sharedTerms,
  hasSameError,
  score,
}: {
  sharedTerms: readonly string[];
  hasSameError: boolean;
  score: number;
}): string {
  const reasons = [
    ...(hasSameError ? ["the same error"] : []),
    ...(sharedTerms.length > 0
      ? [
          `shares ${sharedTerms
            .slice(0, 4)
            .map((term) => `“${term}”`)
            .join(", ")}${sharedTerms.length > 4 ? ` and ${sharedTerms.length - 4} more` : ""}`,
        ]
      : []),
  ];
  return `${formatShare(score)} alike${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
}
