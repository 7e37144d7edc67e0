import { formatNoun } from "./numbers";

/** What a count of people counts, for whoever points at it. */
export const peopleTitle = (count: number): string =>
  `${formatNoun(count, "person", "people")}: counted by the id their source gives them, or by their address ` +
  "within one source. Reports with neither are not counted here.";

/** How many people reported something, and what that counts. */
export function PeopleCount({ count, className }: { count: number; className?: string }) {
  return (
    <span title={peopleTitle(count)} className={className}>
      {formatNoun(count, "person", "people")}
    </span>
  );
}
