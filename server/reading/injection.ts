import { INJECTION_TRIES } from "@/server/reading/models/injection-phrases";
import { clipText, foldText } from "./fold-text";

/**
 * Whether a text speaks to the machine instead of about the product; only ever shown to people, never followed, never a reason to drop a
 * report.
 */
export type InjectionVerdict = { readonly isSuspicious: boolean; readonly reason: string | null };

/** Looks for words meant for the machine, in disguise too (invisible characters, look-alike letters). */
export function detectInjection(text: string): InjectionVerdict {
  const folded = foldText(clipText(text)).replace(/[^\S\n]+/g, " ");
  const found = INJECTION_TRIES.find(([pattern]) => pattern.test(folded));
  return found
    ? { isSuspicious: true, reason: `The text ${found[1]}; it is treated as data like any other.` }
    : { isSuspicious: false, reason: null };
}
