import { SET_BY_WORDS } from "@/components/format/words";
import { isolate } from "@/contracts/isolate";
import type { Provenance } from "@/contracts/triage";

/**
 * Why a label is what it is, in a line: the minimum that words or signals set, the rule's name, the person's name and reason, or what a
 * model read; null where nothing is known.
 * @param setBy the name of the person who set it by hand last
 */
export function describeLabelReason(
  provenance: Provenance | undefined,
  setBy: string | undefined,
): string | null {
  if (!provenance) return null;
  const { by, reason } = provenance;
  switch (by) {
    case "floor":
      return reason === "" ? SET_BY_WORDS.floor : `${SET_BY_WORDS.floor}: ${isolate(lowerFirst(reason))}`;
    case "person": {
      const who = setBy === undefined ? SET_BY_WORDS.person : `Set by ${isolate(setBy)}`;
      return reason === "" ? who : `${who}: “${isolate(reason)}”`;
    }
    case "rule":
      return reason === "" ? SET_BY_WORDS.rule : reason;
    case "model":
      return reason === "" ? SET_BY_WORDS.model : reason;
  }
}

/** Lower case at the beginning, unless it begins with an abbreviation or a figure. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\P{Lu}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
