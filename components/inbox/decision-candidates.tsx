"use client";
import Link from "next/link";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { IssueLine } from "@/components/feedback/issue-line";
import { describeLikeness } from "@/components/feedback/likeness";
import { useLinks } from "@/components/launches/links";
import type { RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";

/** An issue that the issue in front of the person may be a duplicate of. */
export type Candidate = RouterOutputs["feedback"]["similarIssues"][number];

const SHOWN_MAX = 4;

/** The likeliest duplicates with how well they match: each can be merged into at once, or several of them together. */
export function DecisionCandidates({
  number,
  candidates,
  offered,
  onOffer,
  onMerge,
}: {
  /** Of the issue in front of the person. */ number: number;
  candidates: readonly Candidate[];
  /** The candidate that the key merges into. */ offered: Candidate | undefined;
  onOffer: (id: string) => void;
  /** Absent for those who only read. */
  onMerge:
    ((into: Candidate, others: readonly Candidate[], click: { readonly detail: number }) => void) | undefined;
}) {
  const links = useLinks();
  const [checkedIds, setCheckedIds] = useState<ReadonlySet<string>>(new Set());
  const shown = candidates.slice(0, SHOWN_MAX);
  const [first, ...others] = shown.filter((candidate) => checkedIds.has(candidate.id));
  if (shown.length === 0) return <p className="text-muted-foreground">No possible duplicates found.</p>;
  return (
    <>
      {candidates.some((candidate) => candidate.isLikely) ? null : (
        <p className="mb-1 text-muted-foreground">Probably new. These have a little in common:</p>
      )}
      <ul aria-label="Possible duplicates" className="-mx-2 flex flex-col gap-0.5">
        {shown.map((candidate) => (
          <li
            key={candidate.id}
            className={cn(
              "relative rounded-md border border-transparent px-2 py-1.5 hover:bg-hover",
              candidate.id === offered?.id && "border-border bg-selected",
            )}
          >
            <button
              type="button"
              aria-pressed={candidate.id === offered?.id}
              onClick={() => onOffer(candidate.id)}
              className="block w-full text-left after:absolute after:inset-0"
            >
              <IssueLine issue={candidate} />
            </button>
            <p className="pl-5 text-meta reported text-muted-foreground">{describeLikeness(candidate)}</p>
            <div className="relative z-10 mt-1 flex items-center gap-2 pl-5 text-meta">
              {onMerge && (
                <>
                  <Checkbox
                    aria-label={`Select #${candidate.number} to merge`}
                    checked={checkedIds.has(candidate.id)}
                    onCheckedChange={() => setCheckedIds((before) => toggled(before, candidate.id))}
                  />
                  <Button
                    size="sm"
                    aria-label={`Merge #${number} into #${candidate.number}`}
                    onClick={(click) => onMerge(candidate, [], click)}
                  >
                    Merge
                  </Button>
                </>
              )}
              <Link
                href={links.issue(candidate.number)}
                className="inline-flex h-6 shrink-0 items-center px-1 text-accent-text hover:underline"
              >
                Open
              </Link>
            </div>
          </li>
        ))}
      </ul>
      {onMerge && first && others.length > 0 && (
        <Button className="mt-2 w-full" variant="primary" onClick={(click) => onMerge(first, others, click)}>
          {`Merge ${formatNoun(others.length + 1, "issue")} into #${first.number}`}
        </Button>
      )}
    </>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return before.has(id) ? new Set([...before].filter((known) => known !== id)) : new Set([...before, id]);
}
