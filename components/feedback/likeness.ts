import { formatShare } from "@/components/format/numbers";
import type { RouterOutputs } from "@/components/trpc/client";
import { isolate } from "@/contracts/isolate";

type Similar = Pick<RouterOutputs["feedback"]["similarToText"][number], "score" | "evidence">;

/**
 * How well two match and why, in a line: "62 % match: same error; same page /checkout; same words: “invoice”". What only a search for words
 * found has no percentage.
 */
export function describeLikeness({ score, evidence }: Similar): string {
  const reasons = reasonsOf(evidence);
  if (score === null) return reasons.length > 0 ? reasons.join("; ") : "similar words";
  return `${formatShare(score)} match${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
}

/** What speaks for two being about the same, most telling first. */
function reasonsOf({ isSameError, component, fault, place, words }: Similar["evidence"]): string[] {
  return [
    ...(isSameError ? ["same error"] : []),
    ...(component === null ? [] : [`same component ${isolate(component)}`]),
    ...(fault === null ? [] : [`both say ${fault}`]),
    ...(place === null ? [] : [`same page ${isolate(place)}`]),
    ...(words.length === 0 ? [] : [`same words: ${words.map((word) => `“${isolate(word)}”`).join(", ")}`]),
  ];
}
