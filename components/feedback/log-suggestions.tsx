"use client";
import type { RouterOutputs } from "@/components/trpc/client";
import { cn } from "@/components/ui/cn";
import { IssueLine } from "./issue-line";
import { describeLikeness } from "./likeness";

type Likely = RouterOutputs["feedback"]["similarToText"][number];

const LIKELY_SHOWN = 4;
const WEAK_SHOWN = 2;

/**
 * Issues that the caller may be talking of, best first, each with how well it matches, why, and what can be read out until it is fixed.
 * Those that match weakly are set apart: none of them is offered as the answer.
 */
export function LogSuggestions({
  found,
  pickedId,
  onPick,
}: {
  found: readonly Likely[];
  pickedId: string | null;
  onPick: (issue: Likely | null) => void;
}) {
  const likely = found.filter((issue) => issue.isLikely).slice(0, LIKELY_SHOWN);
  const weak = found.filter((issue) => !issue.isLikely).slice(0, WEAK_SHOWN);
  const listOf = (issues: readonly Likely[]) => (
    <ul className="flex flex-col gap-1">
      {issues.map((issue) => (
        <li key={issue.id}>
          <Suggestion
            issue={issue}
            isPicked={issue.id === pickedId}
            onToggle={() => onPick(issue.id === pickedId ? null : issue)}
          />
        </li>
      ))}
    </ul>
  );
  if (likely.length + weak.length === 0) return null;
  return (
    <fieldset className="m-0 border-0 p-0">
      <legend className="mb-1 text-meta font-medium text-muted-foreground">
        {likely.length > 0 ? "Likely the same, best match first" : "No likely match; a few share some words"}
      </legend>
      {likely.length > 0 && listOf(likely)}
      {likely.length > 0 && weak.length > 0 && (
        <p className="mt-2 mb-1 text-meta text-muted-foreground">Less likely</p>
      )}
      {weak.length > 0 && listOf(weak)}
    </fieldset>
  );
}

function Suggestion({
  issue,
  isPicked,
  onToggle,
}: {
  issue: Likely;
  isPicked: boolean;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      onClick={onToggle}
      className={cn(
        "block w-full rounded-md border border-border px-2.5 py-1.5 text-left hover:bg-hover",
        !issue.isLikely && "border-dashed",
        isPicked && "border-accent bg-selected",
      )}
    >
      <IssueLine issue={issue} />
      <span className="mt-0.5 block pl-5 text-meta text-muted-foreground figures">
        {describeLikeness(issue)}
      </span>
      {issue.workaround === null || issue.workaround.trim() === "" ? (
        <span className="block pl-5 text-meta text-muted-foreground italic">No workaround yet</span>
      ) : (
        <span className="mt-0.5 block pl-5 text-meta">
          <span className="font-medium">Workaround:</span>{" "}
          <span className="reported">{issue.workaround}</span>
        </span>
      )}
    </button>
  );
}
