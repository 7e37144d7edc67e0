"use client";
import {
  Check,
  CircleSlash,
  Clock,
  GitMerge,
  Lightbulb,
  MoreHorizontal,
  Play,
  RotateCcw,
  UserRound,
} from "lucide-react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget } from "@/components/feedback/issue-row";
import { usePressGuard } from "@/components/layout/use-press-guard";
import { StateGlyph } from "@/components/format/state-badge";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { useCan } from "@/components/tenancy/member-context";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { MOVES } from "@/contracts/issue-moves";
import type { IssueState } from "@/contracts/feedback";
import { OwnerChoices } from "./issue-choices";

/** What is usually done next from each state. */
const NEXT: Readonly<Partial<Record<IssueState, IssueState>>> = {
  new: "accepted",
  accepted: "in_progress",
  in_progress: "fixed",
  fixed: "verified",
  verified: "closed",
  closed: "accepted",
  declined: "accepted",
  parked: "accepted",
};
const VERBS: Readonly<Record<IssueState, string>> = {
  new: "Reset",
  accepted: "Accept",
  in_progress: "Start work",
  fixed: "Mark as fixed",
  verified: "Verify the fix",
  closed: "Close",
  declined: "Decline",
  parked: "Park",
};

/** The acts of one issue: the likely next step, who has it, and the rest. */
export function IssueActions({ issue }: { issue: ActTarget }) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  // The button of the next step becomes that of the step after it, under the same finger.
  const guarded = usePressGuard(`${issue.id} ${issue.state}`);
  if (!mayWrite) return null;
  const next = NEXT[issue.state];
  const isReopening = next === "accepted" && issue.state !== "new";
  const move = (state: IssueState) => acts.moveTo([issue], state);
  const others = MOVES[issue.state].filter(
    (state) => state !== next && state !== "declined" && state !== "parked",
  );
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {next !== undefined && (
        <Button
          size="sm"
          variant="primary"
          icon={
            isReopening ? (
              <RotateCcw aria-hidden />
            ) : next === "in_progress" ? (
              <Play aria-hidden />
            ) : (
              <Check aria-hidden />
            )
          }
          {...(issue.state === "new" ? { shortcut: "1" } : {})}
          onClick={(click) =>
            guarded(() => (issue.state === "new" ? acts.act([issue], { kind: "accept" }) : move(next)), click)
          }
        >
          {isReopening ? "Reopen" : VERBS[next]}
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            size="sm"
            icon={
              issue.ownerName ? (
                <Avatar name={issue.ownerName} size="sm" isDecorative />
              ) : (
                <UserRound aria-hidden />
              )
            }
          >
            <bdi>{issue.ownerName ?? "Assign"}</bdi>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <OwnerChoices issues={[issue]} value={issue.ownerId ?? null} />
        </DropdownMenuContent>
      </DropdownMenu>
      <Button size="sm" icon={<GitMerge aria-hidden />} onClick={() => acts.openMerge([issue])}>
        Merge
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton
            size="sm"
            variant="secondary"
            label={`More to do with #${issue.number}`}
            isTooltipHidden
          >
            <MoreHorizontal aria-hidden />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent className="min-w-56">
          {others.length > 0 && <DropdownMenuLabel>Move to</DropdownMenuLabel>}
          {others.map((state) => (
            <DropdownMenuItem key={state} icon={<StateGlyph state={state} />} onSelect={() => move(state)}>
              {ISSUE_STATE_WORDS[state]}
              {state === "fixed" || state === "verified" ? "…" : ""}
            </DropdownMenuItem>
          ))}
          {others.length > 0 && <DropdownMenuSeparator />}
          {issue.isSnoozed === true ? (
            <DropdownMenuItem
              icon={<Clock aria-hidden />}
              onSelect={() => acts.act([issue], { kind: "wake" })}
            >
              Wake now
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem
              icon={<Clock aria-hidden />}
              shortcut="h"
              onSelect={() => acts.openSnooze([issue])}
            >
              Snooze…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem
            icon={<Lightbulb aria-hidden />}
            shortcut="w"
            disabled={!MOVES[issue.state].includes("parked")}
            onSelect={() => acts.act([issue], { kind: "park", asWish: true, reason: "" })}
          >
            Park as a wish
          </DropdownMenuItem>
          <DropdownMenuItem
            icon={<CircleSlash aria-hidden />}
            shortcut="3"
            disabled={!MOVES[issue.state].includes("declined")}
            onSelect={() => acts.openDecline([issue])}
          >
            Decline…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
