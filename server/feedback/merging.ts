import { LABELS_MAX } from "@/contracts/issues";
import { fieldOf, isSameValue, type ActableIssue, type FieldValues } from "./issue-acts";

/**
 * What an issue takes over from those that become part of it, so that nothing people gave them is out of sight: all labels, and owner, team
 * and workaround where it has none of its own. The first source that has one gives it; sources keep theirs.
 */
export function inheritedFrom(target: ActableIssue, sources: readonly ActableIssue[]): FieldValues {
  const labels = [...new Set([target, ...sources].flatMap((issue) => issue.labels))].slice(0, LABELS_MAX);
  const inherited: Record<string, unknown> = {};
  if (labels.length > target.labels.length) inherited["labels"] = labels;
  for (const field of ["ownerId", "teamId", "workaround"] as const) {
    const given = sources.find((source) => source[field] !== null)?.[field];
    if (target[field] === null && given !== undefined) inherited[field] = given;
  }
  return inherited;
}

/** Fields that only make sense together: none of them goes back when one has moved on. */
const TOGETHER: readonly (readonly string[])[] = [
  ["severity", "provenance.severity"],
  ["state", "settledAt", "reopenedCount", "fixedVersion"],
  ["snooze", "snoozedUntil"],
];
const REST = TOGETHER[1]!;

/**
 * The fields of an issue as they were before a merge or a move, as far as nobody and nothing has moved them since; of labels, those that
 * came with it go. An issue that took in further reports in between stays open: none of them is filed unseen under one that had come to
 * rest.
 */
export function takenBack(
  issue: ActableIssue,
  { before, after }: { readonly before: FieldValues; readonly after: FieldValues },
  hasFurtherReports: boolean,
): FieldValues {
  const isUntouched = (name: string) => isSameValue(fieldOf(issue, name), after[name] ?? null);
  const isBack = (name: string) => {
    if (hasFurtherReports && REST.includes(name)) return false;
    const group = TOGETHER.find((names) => names.includes(name)) ?? [name];
    return group.filter((other) => other in before).every(isUntouched);
  };
  const back = Object.entries(before).filter(([name]) => isBack(name));
  if ("labels" in before && !isUntouched("labels")) back.push(["labels", withoutGiven(issue, before, after)]);
  return Object.fromEntries(back);
}

function withoutGiven(issue: ActableIssue, before: FieldValues, after: FieldValues): string[] {
  const [had, has] = [before["labels"], after["labels"]] as [string[], string[]];
  return issue.labels.filter((label) => had.includes(label) || !has.includes(label));
}

/** A report that joined an issue after others had come there, and the report that it was found to be like; null where none is known. */
export type Arrived = { readonly itemId: string; readonly matchId: string | null };

/**
 * Where reports belong that arrived between a merge or a move and its undoing: with the report that brought them, and so back to that
 * one's issue; those that nothing else speaks for stay.
 * @param returning the reports that go back, and where to
 * @returns those that follow them, and where to
 */
export function followersOf(
  returning: ReadonlyMap<string, string | null>,
  arrived: readonly Arrived[],
): Map<string, string> {
  const matchOf = new Map(arrived.map(({ itemId, matchId }) => [itemId, matchId]));
  const followers = new Map<string, string>();
  for (const { itemId } of arrived) {
    // A report may have been brought by one that arrived as well, never by itself.
    const seen = new Set([itemId]);
    let brought = matchOf.get(itemId) ?? null;
    while (brought !== null && !returning.has(brought) && !seen.has(brought)) {
      seen.add(brought);
      brought = matchOf.get(brought) ?? null;
    }
    const home = brought === null ? null : (returning.get(brought) ?? null);
    if (home !== null && !returning.has(itemId)) followers.set(itemId, home);
  }
  return followers;
}
