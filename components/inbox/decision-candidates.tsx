"use client";
import Link from "next/link";
import { IssueLine } from "@/components/feedback/issue-line";
import { describeLikeness } from "@/components/feedback/likeness";
import { useLinks } from "@/components/launches/links";
import type { RouterOutputs } from "@/components/trpc/client";
import { cn } from "@/components/ui/cn";

/** An issue that the one being decided may be a duplicate of. */
export type Candidate = RouterOutputs["feedback"]["similarIssues"][number];

/** The likeliest duplicates, one of them chosen to be merged into. */
export function DecisionCandidates({
  candidates,
  chosen,
  onChoose,
}: {
  candidates: readonly Candidate[];
  chosen: Candidate | undefined;
  onChoose: (id: string) => void;
}) {
  const links = useLinks();
  if (candidates.length === 0)
    return <p className="text-muted-foreground">Nothing alike was found. It is most likely new.</p>;
  return (
    <>
      {candidates.some((candidate) => candidate.isLikely) ? null : (
        <p className="mb-1 text-muted-foreground">Most likely new. These have a little in common:</p>
      )}
      <ul className="-mx-2 flex flex-col gap-0.5">
        {candidates.slice(0, 4).map((candidate) => (
          <li
            key={candidate.id}
            className={cn(
              "relative rounded-md border border-transparent px-2 py-1.5 hover:bg-hover",
              candidate.id === chosen?.id && "border-border bg-selected",
            )}
          >
            <button
              type="button"
              aria-pressed={candidate.id === chosen?.id}
              onClick={() => onChoose(candidate.id)}
              className="block w-full text-left after:absolute after:inset-0"
            >
              <IssueLine issue={candidate} />
            </button>
            <p className="flex items-baseline gap-2 pl-5 text-meta text-muted-foreground">
              <span className="min-w-0 flex-1">{describeLikeness(candidate)}</span>
              <Link
                href={links.issue(candidate.number)}
                className="relative z-10 -my-1 inline-flex h-6 shrink-0 items-center px-1 text-accent-text hover:underline"
              >
                Open
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
