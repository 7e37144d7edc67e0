import type { FloorRule } from "@/server/reading/models/floor-phrases";
import { describeFloor, type StatedFloor } from "@/server/reading/severity";

/** Marks a term as a stated fault; no word begins with it. */
const MARK = "!";

/**
 * What a report states that a severity floor is made of, as terms ("!payment_wrong"): compared like words, so that what everybody states
 * weighs little, and the same in every language. "You took £585 two times" and "double payment" have no word in common otherwise.
 */
export function statedFaultsOf(stated: readonly StatedFloor[]): string[] {
  return stated.map(({ rule }) => `${MARK}${rule}`);
}

export const isStatedFault = (term: string): boolean => term.startsWith(MARK);

/** A fault as it is read out, within a sentence: "data was lost". */
export function statedFaultText(term: string): string {
  const description = describeFloor(term.slice(MARK.length) as FloorRule);
  return description.charAt(0).toLowerCase() + description.slice(1);
}
