"use client";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isSettledState } from "@/contracts/issue-moves";
import type { Candidate } from "./decision-candidates";
import type { InboxRow } from "./use-inbox";

type Click = { readonly detail: number };
/** What can be decided about the issue in front of the person, or about those selected; a click says how often it was clicked. */
export type Decide = Readonly<
  Record<
    "accept" | "reopen" | "searchToMerge" | "decline" | "snooze" | "park" | "assign",
    (click?: Click) => void
  >
> & {
  /** Merges the issue, and other duplicates with it, into one that was offered. */
  merge: (into: Candidate, others?: readonly Candidate[], click?: Click) => void;
};

/** The decisions about an issue as buttons: beside the report on a wide screen, below it in reach of a thumb on a narrow one. */
export function DecisionActions({
  issue,
  offered,
  decide,
  className,
}: {
  issue: InboxRow;
  /** The likely duplicate that `2` merges into. */ offered: Candidate | undefined;
  decide: Decide;
  className?: string;
}) {
  const isSettled = isSettledState(issue.state);
  return (
    <div role="group" aria-label="Decide" className={cn("grid gap-1.5", className)}>
      {isSettled && (
        <Button variant="primary" shortcut="r" onClick={decide.reopen} className="justify-between">
          Reopen
        </Button>
      )}
      <Button
        variant={isSettled ? "secondary" : "primary"}
        shortcut="1"
        onClick={decide.accept}
        className="justify-between"
      >
        {isSettled ? `Leave it ${ISSUE_STATE_WORDS[issue.state].toLowerCase()}` : "Accept"}
      </Button>
      <Button
        shortcut="2"
        onClick={(click) => (offered ? decide.merge(offered, [], click) : decide.searchToMerge(click))}
        className="justify-between"
      >
        {offered ? `Duplicate of #${offered.number}` : "Duplicate of…"}
      </Button>
      <Button shortcut="3" onClick={decide.decline} className="justify-between">
        Decline
      </Button>
      <Button shortcut="h" onClick={decide.snooze} className="justify-between">
        Snooze
      </Button>
      <Button shortcut="w" onClick={decide.park} className="justify-between">
        Park as wish
      </Button>
      <Button shortcut="a" onClick={decide.assign} className="justify-between">
        Assign
      </Button>
    </div>
  );
}
