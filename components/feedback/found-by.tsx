import type { FoundBy } from "@/contracts/board";

/** Says what a search found an issue by, where that is not to be seen in its title or number; otherwise nothing. */
export function FoundByWords({ foundBy }: { foundBy: FoundBy }) {
  switch (foundBy.by) {
    case "reporter":
      return (
        <>
          Reported by{" "}
          <bdi className="reported" dir="auto">
            {foundBy.name}
          </bdi>
        </>
      );
    case "reference":
      return <>Report {foundBy.reference}</>;
    case "report":
      return <>In a report</>;
    case "number":
    case "title":
      return null;
  }
}

/** Whether `FoundByWords` has anything to say. */
export const isFoundElsewhere = (foundBy: FoundBy | undefined): foundBy is FoundBy =>
  foundBy !== undefined && foundBy.by !== "number" && foundBy.by !== "title";
