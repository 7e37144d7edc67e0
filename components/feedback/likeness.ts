import { formatShare } from "@/components/format/numbers";
import type { RouterOutputs } from "@/components/trpc/client";

type Similar = Pick<RouterOutputs["feedback"]["similarIssues"][number], "score" | "evidence">;

/** How well two issues match and why, in a line: the same error, what both state, the same page, shared words. */
export function describeLikeness({ score, evidence }: Similar): string {
  const words = evidence.words.map((word) => `“${word}”`).join(", ");
  const reasons = [
    ...(evidence.isSameError ? ["the same error"] : []),
    ...(evidence.fault === null ? [] : [evidence.fault]),
    ...(evidence.place === null ? [] : [`on ${evidence.place}`]),
    ...(words === "" ? [] : [words]),
  ];
  return `${formatShare(score)} match${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
}
