import type { FloorRule } from "@/server/triage/models/floor-phrases";
import { sayFloor, statedFloors } from "@/server/triage/severity";

/** Marks a term as a stated fault; no word begins with it. */
const MARK = "!";

/**
 * What a report states that a severity floor is made of, as terms ("!payment_wrong"): compared like words, so that what everybody states
 * weighs little, and the same in every language. "You took £585 two times" and "double payment" have no word in common otherwise.
 */
export function statedFaultsOf(title: string | null, text: string): string[] {
  return statedFloors({ title, text }).map((rule) => `${MARK}${rule}`);
}

export const isStatedFault = (term: string): boolean => term.startsWith(MARK);

/** A fault as it is read out, within a sentence: "data was lost". */
export function sayStatedFault(term: string): string {
  const said = sayFloor(term.slice(MARK.length) as FloorRule);
  return said.charAt(0).toLowerCase() + said.slice(1);
}
