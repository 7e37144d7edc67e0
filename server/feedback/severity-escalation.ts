import { compareSeverity, isMoreSevere, type Provenance, type Severity } from "@/contracts/triage";
import type { ActableIssue, FieldValues } from "./issue-acts";
import { isOpenState, reopened } from "./issue-lifecycle";
import { isEndedBySeverity, SNOOZE_OVER } from "./snooze";

/** Something that becomes part of an issue: another issue or a report. */
export type Joining = { readonly name: string; readonly severity: Severity; readonly isOpen: boolean };

/** What was done to an issue so that nothing loud is hidden in it, as fields and as a sentence; null when nothing had to be. */
export type Raised = { readonly changes: FieldValues; readonly message: string };

/**
 * What must happen to an issue that others become part of, so that nothing critical disappears: its severity rises to the loudest of
 * them (a person's lower word gives way to a critical only), and an issue at rest that takes in an open critical is taken up again. A
 * snooze ends when a critical joins and, where it was until things get worse, when anything more severe does. What had come to rest before
 * it joins hides nothing and raises nothing.
 */
export function raiseFor(target: ActableIssue, joining: readonly Joining[]): Raised | null {
  const open = joining.filter((item) => item.isOpen);
  const mostSevere = [...open].sort((a, b) => compareSeverity(a.severity, b.severity))[0];
  if (!mostSevere) return null;
  const raises = isMoreSevere(mostSevere.severity, target.severity);
  const isKeptByPerson = target.provenance["severity"]?.by === "person" && mostSevere.severity !== "critical";
  const changes: Record<string, unknown> = {};
  const sentences: string[] = [];
  if (raises && !isKeptByPerson) {
    const provenance: Provenance = {
      by: "floor",
      confidence: 1,
      reason: `Raised from ${target.severity}: ${mostSevere.name} is ${mostSevere.severity}.`,
    };
    Object.assign(changes, { severity: mostSevere.severity, "provenance.severity": provenance });
    sentences.push(
      `#${target.number} was raised from ${target.severity} to ${mostSevere.severity}, because ${mostSevere.name} is.`,
    );
  }
  if (mostSevere.severity === "critical") {
    if (!isOpenState(target.state)) {
      Object.assign(changes, { ...reopened(target), needsReview: "regressed" });
      sentences.push(
        `#${target.number} was ${target.state} and is open again, because a critical became part of it.`,
      );
    }
  }
  if (isEndedBySeverity(target.snooze, mostSevere.severity)) {
    Object.assign(changes, { ...SNOOZE_OVER, ...changes });
    sentences.push(`#${target.number} is no longer snoozed.`);
  }
  return sentences.length > 0 ? { changes, message: sentences.join(" ") } : null;
}
